package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Valid input of every format, damaged in many ways, makes a table or is refused with {@link
 * EngineException}; what is refused has changed nothing and keeps no memory.
 *
 * <p>{@code -Dfuzz.seconds=120 -Dfuzz.seed=7} looks for that long at each format, instead of a fixed
 * number of tries.
 */
@Isolated("counts the memory of the whole process")
class ReaderMutationTest {

  private static final int TRIES = Integer.getInteger("fuzz.tries", 3000);
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final long SEED = Long.getLong("fuzz.seed", 20261121L);

  private static final String ROWS =
      "[{\"k\":1,\"a\":1.5,\"b\":\"x\",\"c\":true,\"d\":\"2020-01-01\",\"t\":\"2020-01-01"
          + " 10:00\",\"l.p\":1}]";

  /** What is damaged. */
  enum Format {
    ARROW {
      @Override
      TableData of(byte[] bytes) {
        return new TableData.Arrow(ByteBuffer.wrap(bytes));
      }

      @Override
      List<byte[]> valid() {
        List<byte[]> seeds = new ArrayList<>();
        for (String name :
            List.of(
                "delta",
                "nested",
                "nested2",
                "replace",
                "types",
                "types-file",
                "types-lz4",
                "types-zstd",
                "linked-lz4",
                "empty")) {
          seeds.add(resource("/arrow/" + name + ".arrow"));
        }
        for (ArrowCompression compression : ArrowCompression.values()) {
          seeds.add(written(compression));
        }
        return seeds;
      }
    },
    CSV {
      @Override
      TableData of(byte[] bytes) {
        return new TableData.Csv(ByteBuffer.wrap(bytes));
      }

      @Override
      List<byte[]> valid() {
        return texts(
            "k,a,b,c,d,t\n1,1.5,x,true,2020-01-01,2020-01-01 10:00\n2,,\"q\"\"q\",FALSE,,\n",
            "k,__INDEX__,b\r\n1,0,\"two\nlines\"\r\n,1,é\r\n0x1F,2,NaN\r\n",
            "\ufeffa,a,a*\n03:04:05,1e300,9223372036854775807\n");
      }
    },
    JSON_ROWS {
      @Override
      TableData of(byte[] bytes) {
        return new TableData.JsonRows(ByteBuffer.wrap(bytes));
      }

      @Override
      List<byte[]> valid() {
        return texts(
            ROWS,
            "[{\"k\":1,\"l\":[{\"p\":1,\"q\":[1,2]},{\"p\":2,\"q\":[3,4]}],\"b\":\"\\u00e9\\n\"},{}]",
            "[{\"k\":-9223372036854775808,\"a\":1e-5,\"b\":null,\"c\":\"true\"},{\"z\":{\"y\":{\"x\":[[],[1]]}}}]");
      }
    },
    JSON_COLUMNS {
      @Override
      TableData of(byte[] bytes) {
        return new TableData.JsonColumns(ByteBuffer.wrap(bytes));
      }

      @Override
      List<byte[]> valid() {
        return texts(
            "{\"k\":[1,2,null],\"a\":[1.5,\"2.5\",3],\"b\":[\"x\",\"\",1],\"c\":[true,\"false\"]}",
            "{\"k\":[[1,2],[3]],\"l\":[{\"p\":1},{\"p\":[2,3]}],\"d\":[\"2020-01-02T03:04:05.123Z\"]}");
      }
    },
    NDJSON {
      @Override
      TableData of(byte[] bytes) {
        return new TableData.Ndjson(ByteBuffer.wrap(bytes));
      }

      @Override
      List<byte[]> valid() {
        return texts(
            "{\"k\":1,\"a\":1.5}\n{\"k\":2,\"b\":\"x\"}\r\n\r\n{\"l\":{\"p\":[1,2]}}",
            "{\"__INDEX__\":3,\"t\":1577934245123}{\"__INDEX__\":null,\"d\":\"1/2/2020\"}");
      }
    };

    abstract TableData of(byte[] bytes);

    abstract List<byte[]> valid();
  }

  @ParameterizedTest
  @EnumSource
  void damagedInputIsReadOrRefused(Format format) {
    Random random = new Random(SEED + format.ordinal());
    List<byte[]> seeds = format.valid();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    for (int i = 0; SECONDS > 0 ? System.nanoTime() < end : i < TRIES; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size()));
      for (int times = 1 + random.nextInt(4); times > 0; times--) {
        bytes = Damage.any(random, bytes, seeds, format == Format.ARROW);
      }
      try {
        load(format, bytes, random);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError broken) {
        throw new AssertionError(
            "try " + i + ": " + Base64.getEncoder().encodeToString(bytes), broken);
      }
    }
  }

  private static void load(Format format, byte[] bytes, Random random) {
    ListFlatten lists = ListFlatten.values()[random.nextInt(3)];
    TableOptions options =
        switch (random.nextInt(3)) {
          case 0 -> TableOptions.DEFAULT;
          case 1 -> TableOptions.indexedBy("k");
          default -> TableOptions.limitedTo(3);
        };
    options = options.withListFlatten(lists);
    long memory = PageMemory.allocatedBytes();
    try (Table made = Table.create(format.of(bytes), options)) {
      assertEquals(made.schema().columns().size(), made.schema().names().size());
    } catch (EngineException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
    try (Table table = Table.create(Tables.rows(ROWS), options)) {
      String before = Tables.show(table);
      try {
        if (random.nextBoolean()) {
          table.update(format.of(bytes), 0);
        } else {
          table.replace(format.of(bytes));
        }
      } catch (EngineException refused) {
        assertEquals(before, Tables.show(table));
      }
    }
    assertEquals(memory, PageMemory.allocatedBytes());
  }

  private static List<byte[]> texts(String... texts) {
    return java.util.stream.Stream.of(texts)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] resource(String name) {
    try (InputStream in = ReaderMutationTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] written(ArrowCompression compression) {
    StringBuilder csv = new StringBuilder("k,a,b,c,d,t\n");
    for (int i = 0; i < 300; i++) {
      csv.append(i % 7)
          .append(",1.5,x")
          .append(i % 5)
          .append(",true,2020-01-01,2020-01-01 10:00\n");
    }
    try (Table table = Table.create(TableData.csv(csv.toString()), TableOptions.DEFAULT);
        View view = table.view(ViewConfig.ALL)) {
      ByteBuffer stream =
          ArrowWriter.write(view.slice(Viewport.ALL), FieldNaming.LEGACY, compression);
      byte[] bytes = new byte[stream.remaining()];
      stream.get(bytes);
      return bytes;
    }
  }
}
