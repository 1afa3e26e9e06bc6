package dev.perspective4j.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.format.SliceBuilder;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ListFlatten;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ArrowPropertyTest {

  private static final String[] INPUTS = {
    "types.arrow", "types-lz4.arrow", "types-zstd.arrow", "types-file.arrow", "nested.arrow",
    "nested2.arrow", "delta.arrow", "replace.arrow", "unreadable.arrow", "empty.arrow"
  };

  @Property
  void whatIsWrittenIsReadBack(
      @ForAll PhysicalType physicalType,
      @ForAll @IntRange(max = 200) int rows,
      @ForAll ArrowCompression compression,
      @ForAll long seed) {
    Object[] cells = cells(physicalType, rows, new Random(seed));
    Slice slice = new SliceBuilder(Slice.Kind.FLAT, rows).column("c", physicalType, cells).build();
    ByteBuffer stream = ArrowWriter.write(slice, FieldNaming.LEGACY, compression);
    byte[] bytes = new byte[stream.remaining()];
    stream.get(bytes);

    Batch batch = Loads.read(new ArrowReader(), bytes, Loads.create(ListFlatten.ZIP)).getFirst();

    Vector read = batch.columns().getFirst().cells();
    assertEquals(physicalType, read.physicalType());
    assertEquals(describe(slice.columns().getFirst().cells()), describe(read));
  }

  private static Object[] cells(PhysicalType physicalType, int rows, Random random) {
    Object[] cells = new Object[rows];
    int nullEvery = 1 + random.nextInt(4);
    for (int i = 0; i < rows; i++) {
      if (nullEvery > 1 && random.nextInt(nullEvery) == 0) {
        continue;
      }
      long bits = random.nextLong();
      cells[i] =
          switch (physicalType) {
            case INT8 -> (long) (byte) bits;
            case INT16 -> (long) (short) bits;
            case INT32, DATE -> (long) (int) bits;
            case INT64, UINT64, DATETIME -> bits;
            case UINT8 -> bits & 0xFF;
            case UINT16 -> bits & 0xFFFF;
            case UINT32 -> bits & 0xFFFF_FFFFL;
            case FLOAT32 -> (double) random.nextFloat();
            case FLOAT64 -> random.nextGaussian() * Math.pow(10, random.nextInt(300));
            case BOOL -> bits < 0;
            case STRING -> "s\u00e9" + random.nextInt(1 + rows / 3);
          };
    }
    return cells;
  }

  private static List<String> describe(Vector vector) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      if (vector.isNull(i)) {
        cells.add("null");
        continue;
      }
      cells.add(
          switch (vector.physicalType().lane()) {
            case LONG -> Long.toString(vector.longs()[i]);
            case DOUBLE -> Double.toString(vector.doubles()[i]);
            case CODE -> vector.dictionary().string(vector.codes()[i]);
          });
    }
    return cells;
  }

  @Provide
  Arbitrary<String> inputs() {
    return Arbitraries.of(INPUTS);
  }

  /** Damaged input is read or refused: never another failure, never much memory or time. */
  @Property(tries = 20_000)
  void damagedInputIsReadOrRefused(
      @ForAll("inputs") String input,
      @ForAll ListFlatten lists,
      @ForAll boolean create,
      @ForAll @IntRange(min = 1, max = 12) int changes,
      @ForAll long seed) {
    byte[] bytes = Loads.resource(input);
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        default -> bytes[at] = 0;
      }
    }
    LoadTarget target =
        create
            ? Loads.create(lists)
            : Loads.update(
                Map.of(
                    "i64",
                    PhysicalType.INT32,
                    "s",
                    PhysicalType.STRING,
                    "x",
                    PhysicalType.FLOAT64,
                    "f64",
                    PhysicalType.INT16,
                    "o.p",
                    PhysicalType.INT8));

    readOrRefuse(bytes, target);
  }

  @Property(tries = 2_000)
  void cutInputIsReadOrRefused(@ForAll("inputs") String input, @ForAll long seed) {
    byte[] bytes = Loads.resource(input);
    byte[] cut = java.util.Arrays.copyOf(bytes, new Random(seed).nextInt(bytes.length));

    readOrRefuse(cut, Loads.create(ListFlatten.ZIP));
  }

  private static void readOrRefuse(byte[] bytes, LoadTarget target) {
    long[] rows = {0};
    try {
      new ArrowReader().read(ByteBuffer.wrap(bytes), target, batch -> rows[0] += batch.rowCount());
    } catch (EngineException refused) {
      if (refused.getCause() instanceof Error) {
        throw refused;
      }
    }
  }
}
