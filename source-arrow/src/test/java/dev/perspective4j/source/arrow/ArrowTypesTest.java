package dev.perspective4j.source.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.TableOptions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of vector makes the column that the same column of a client's Arrow makes. */
class ArrowTypesTest {

  /**
   * A vector of two values and a null between them.
   *
   * @param fill writes the two values at 0 and 2
   * @param cells the column as JSON
   */
  record Kind(
      ArrowType type, ColumnType column, BiConsumer<FieldVector, Integer> fill, String cells) {
    @Override
    public String toString() {
      return type.toString();
    }
  }

  private static <V extends FieldVector> Kind kind(
      ArrowType type,
      ColumnType column,
      Class<V> vector,
      BiConsumer<V, Integer> first,
      BiConsumer<V, Integer> last,
      String cells) {
    return new Kind(
        type, column, (made, at) -> (at == 0 ? first : last).accept(vector.cast(made), at), cells);
  }

  static Stream<Kind> kinds() {
    byte[] text = "日本".getBytes(StandardCharsets.UTF_8);
    return Stream.concat(
        Stream.of(
            integer(
                8,
                true,
                TinyIntVector.class,
                (v, i) -> v.set(i, -128),
                (v, i) -> v.set(i, 127),
                "[-128,null,127]"),
            integer(
                16,
                true,
                SmallIntVector.class,
                (v, i) -> v.set(i, -32768),
                (v, i) -> v.set(i, 32767),
                "[-32768,null,32767]"),
            integer(
                32,
                true,
                IntVector.class,
                (v, i) -> v.set(i, Integer.MIN_VALUE),
                (v, i) -> v.set(i, 7),
                "[-2147483648,null,7]"),
            integer(
                64,
                true,
                BigIntVector.class,
                (v, i) -> v.set(i, Long.MAX_VALUE),
                (v, i) -> v.set(i, -1),
                "[9223372036854775807,null,-1]"),
            integer(
                8,
                false,
                UInt1Vector.class,
                (v, i) -> v.set(i, 255),
                (v, i) -> v.set(i, 1),
                "[255,null,1]"),
            integer(
                16,
                false,
                UInt2Vector.class,
                (v, i) -> v.set(i, 65535),
                (v, i) -> v.set(i, 1),
                "[65535,null,1]"),
            integer(
                32,
                false,
                UInt4Vector.class,
                (v, i) -> v.set(i, -1),
                (v, i) -> v.set(i, 1),
                "[4294967295,null,1]"),
            integer(
                64,
                false,
                UInt8Vector.class,
                (v, i) -> v.set(i, -1L),
                (v, i) -> v.set(i, 1),
                "[18446744073709551615,null,1]"),
            kind(
                new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                ColumnType.FLOAT,
                Float4Vector.class,
                (v, i) -> v.set(i, 1.5f),
                (v, i) -> v.set(i, Float.NaN),
                "[1.5,null,null]"),
            kind(
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                ColumnType.FLOAT,
                Float8Vector.class,
                (v, i) -> v.set(i, 0.1),
                (v, i) -> v.set(i, -1e300),
                "[0.1,null,-1e300]"),
            kind(
                new ArrowType.Decimal(10, 2, 128),
                ColumnType.FLOAT,
                DecimalVector.class,
                (v, i) -> v.set(i, new BigDecimal("-12.25")),
                (v, i) -> v.set(i, new BigDecimal("3.00")),
                "[-12.25,null,3.0]"),
            kind(
                ArrowType.Bool.INSTANCE,
                ColumnType.BOOLEAN,
                BitVector.class,
                (v, i) -> v.set(i, 1),
                (v, i) -> v.set(i, 0),
                "[true,null,false]"),
            kind(
                ArrowType.Utf8.INSTANCE,
                ColumnType.STRING,
                VarCharVector.class,
                (v, i) -> v.setSafe(i, text),
                (v, i) -> v.setSafe(i, new byte[0]),
                "[\"日本\",null,\"\"]"),
            kind(
                ArrowType.LargeUtf8.INSTANCE,
                ColumnType.STRING,
                LargeVarCharVector.class,
                (v, i) -> v.setSafe(i, text),
                (v, i) -> v.setSafe(i, new byte[0]),
                "[\"日本\",null,\"\"]"),
            kind(
                new ArrowType.Date(DateUnit.DAY),
                ColumnType.DATE,
                DateDayVector.class,
                (v, i) -> v.set(i, -1),
                (v, i) -> v.set(i, 18263),
                "[-86400000,null,1577923200000]"),
            kind(
                new ArrowType.Date(DateUnit.MILLISECOND),
                ColumnType.DATE,
                DateMilliVector.class,
                (v, i) -> v.set(i, -86_400_000L),
                (v, i) -> v.set(i, 1_577_923_200_000L),
                "[-86400000,null,1577923200000]"),
            kind(
                new ArrowType.Time(TimeUnit.MILLISECOND, 32),
                ColumnType.INTEGER,
                TimeMilliVector.class,
                (v, i) -> v.set(i, 5),
                (v, i) -> v.set(i, 6),
                "[5,null,6]"),
            kind(
                ArrowType.Null.INSTANCE,
                ColumnType.STRING,
                NullVector.class,
                (v, i) -> {},
                (v, i) -> {},
                "[null,null,null]")),
        Stream.of(TimeUnit.values())
            .flatMap(unit -> Stream.of(timestamps(unit, null), timestamps(unit, "Asia/Kolkata"))));
  }

  private static <V extends FieldVector> Kind integer(
      int bits,
      boolean signed,
      Class<V> vector,
      BiConsumer<V, Integer> first,
      BiConsumer<V, Integer> last,
      String cells) {
    return kind(new ArrowType.Int(bits, signed), ColumnType.INTEGER, vector, first, last, cells);
  }

  /** An instant before and one after 1970; a zone changes no instant. */
  private static Kind timestamps(TimeUnit unit, @Nullable String zone) {
    long second =
        switch (unit) {
          case SECOND -> 1;
          case MILLISECOND -> 1_000;
          case MICROSECOND -> 1_000_000;
          case NANOSECOND -> 1_000_000_000;
        };
    return kind(
        new ArrowType.Timestamp(unit, zone),
        ColumnType.DATETIME,
        TimeStampVector.class,
        (v, i) -> v.set(i, -2 * second),
        (v, i) -> v.set(i, 1_577_934_245 * second),
        "[-2000,null,1577934245000]");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void vectorBecomesColumn(Kind kind) {
    try (BufferAllocator memory = new RootAllocator();
        FieldVector vector =
            new Field("c", FieldType.nullable(kind.type), null).createVector(memory)) {
      vector.setInitialCapacity(3);
      vector.allocateNew();
      kind.fill.accept(vector, 0);
      kind.fill.accept(vector, 2);
      vector.setValueCount(3);
      try (VectorSchemaRoot root = VectorSchemaRoot.of(vector)) {
        root.setRowCount(3);
        try (Table table = Table.create(ArrowVectors.of(root), TableOptions.DEFAULT)) {
          assertEquals(kind.column, table.schema().columns().getFirst().type());
          assertEquals("{\"c\":" + kind.cells + "}", Shown.of(table));
        }
      }
    }
  }
}
