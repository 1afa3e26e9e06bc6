package dev.perspective4j.source.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, or claim more than they hold: one clear error, and nothing is applied. */
class HostileParquetTest {
  private static final int MUTATIONS = Integer.getInteger("fuzz.tries", 1_500);
  private static final long SEED = Long.getLong("fuzz.seed", 20261121L);

  @TempDir private Path directory;

  private byte[] file(String options) {
    ByteBuffer file =
        DuckDb.parquet(
            directory,
            """
            select i, i % 2 = 0 as flag, i / 3.0 as f, 'text ' || (i % 7) as few, 'row ' || i as many,
              date '2020-01-01' + i::integer as d, {'x': i, 'y': (i / 4)::decimal(20, 3)} as s
            from range(100) t(i)
            """,
            options);
    return file.array();
  }

  private static String refusal(byte[] bytes) {
    EngineException refused =
        assertThrows(
            EngineException.class,
            () ->
                Table.create(TableData.of("parquet", ByteBuffer.wrap(bytes)), TableOptions.DEFAULT)
                    .close());
    return String.valueOf(refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PAR1", "PAR1PAR1", "PAR1\0\0\0\0PAR1", "a,b\n1,2\n some more text"})
  void whatIsNoParquetIsRefused(String text) {
    assertTrue(
        refusal(text.getBytes(StandardCharsets.ISO_8859_1)).startsWith("Invalid Parquet file: "));
  }

  @Test
  void aFooterLongerThanTheFileIsRefused() {
    byte[] bytes = file("");
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - 8, Integer.MAX_VALUE);

    assertEquals("Invalid Parquet file: its footer is longer than the file\n", refusal(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "V1, uncompressed",
    "V1, zstd",
    "V2, uncompressed",
    "V2, snappy",
    "V2, gzip",
    "V1, lz4_raw"
  })
  void damagedBytesAreRefusedOrMakeATable(String version, String codec) {
    byte[] whole = file(", parquet_version " + version + ", compression " + codec);
    Random random = new Random(SEED);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = whole.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(bytes.length - 12) + 4;
        bytes[at] =
            (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
      }
      try (Table table = Table.create(TableData.csv("i,few\n1,x\n"), TableOptions.DEFAULT)) {
        try {
          table.update(table.read(TableData.of("parquet", ByteBuffer.wrap(bytes))), 0);
        } catch (EngineException refused) {
          assertFalse(String.valueOf(refused.getMessage()).isBlank());
          assertEquals(1, table.size());
        }
      }
      try (Table made =
          Table.create(TableData.of("parquet", ByteBuffer.wrap(bytes)), TableOptions.DEFAULT)) {
        assertEquals(made.schema().columns().size(), made.schema().names().size());
      } catch (EngineException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isBlank());
      }
    }
  }

  @Test
  void aFileCutAnywhereIsRefused() {
    byte[] whole = file("");
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);

      assertTrue(refusal(cut).startsWith("Invalid Parquet file: "));
    }
  }
}
