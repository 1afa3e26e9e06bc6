package dev.perspective4j.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowReaderTest {

  private static final LoadTarget CREATE = Loads.create(ListFlatten.ZIP);

  private static final String TYPES =
      "{\"i8:INT8\":[-1,null,3],\"u8:UINT8\":[255,null,3],\"i16:INT16\":[-1,null,3],"
          + "\"u16:UINT16\":[65535,null,3],\"i32:INT32\":[-1,null,3],\"u32:UINT32\":[4294967295,null,3],"
          + "\"i64:INT64\":[-9223372036854775808,null,3],\"u64:UINT64\":[18446744073709551615,null,3],"
          + "\"f16:FLOAT64\":[1.5,null,3.0],\"f32:FLOAT32\":[0.10000000149011612,null,3.0],"
          + "\"f64:FLOAT64\":[0.1,null,null],\"dec:FLOAT64\":[12.34,null,-1.2345678901234569e23],"
          + "\"d256:FLOAT64\":[12.34,null,-1.5],\"s:STRING\":[\"x\",null,\"é\\u0000y\"],\"ls:STRING\":[\"x\",null,\"yy\"],\"sv:STRING\":[\"x\",null,\"a"
          + " longer string than twelve\"],"
          + "\"bin:STRING\":[\"x\",null,\"\ufffd\"],\"b:BOOL\":[true,null,false],"
          + "\"d32:DATE\":[\"2024-01-02\",null,\"1969-12-31\"],\"d64:DATE\":[\"2024-01-02\",null,\"1969-12-31\"],\"ts:DATETIME\":[\"2020-01-02"
          + " 03:04:05.000\",null,\"1969-12-31 23:59:59.000\"],\"tms:DATETIME\":[\"2020-01-02"
          + " 03:04:05.123\",null,\"1969-12-31 23:59:59.999\"],\"tus:DATETIME\":[\"2020-01-02"
          + " 03:04:05.123\",null,\"1970-01-01 00:00:00.000\"],\"tns:DATETIME\":[\"2020-01-02"
          + " 03:04:05.123\",null,\"1970-01-01 00:00:00.000\"],"
          + "\"t32:UINT32\":[11045,null,1],\"nul:STRING\":[null,null,null],\"dic:STRING\":[\"p\",null,\"q\"],"
          + "\"d8:STRING\":[\"m\",null,null],\"dint:INT64\":[20,null,10]}";

  private static String show(String resource, LoadTarget target) {
    return Loads.show(new ArrowReader(), Loads.resource(resource), target);
  }

  private static String refusal(byte[] data, LoadTarget target) {
    return assertThrows(EngineException.class, () -> Loads.read(new ArrowReader(), data, target))
        .getMessage();
  }

  private static byte[] stream(SliceBuilder slice) {
    ByteBuffer bytes = ArrowWriter.write(slice.build(), FieldNaming.LEGACY, ArrowCompression.NONE);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static SliceBuilder rows(int count) {
    return new SliceBuilder(Slice.Kind.FLAT, count);
  }

  @Test
  void everyTypeOverSeveralBatches() {
    assertEquals(TYPES + "\n" + TYPES, show("types.arrow", CREATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"types-lz4.arrow", "types-zstd.arrow"})
  void compressedBodies(String resource) {
    assertEquals(TYPES, show(resource, CREATE));
  }

  @Test
  void fileFormat() {
    assertEquals(TYPES + "\n" + TYPES, show("types-file.arrow", CREATE));
  }

  @Test
  void inputInReadOnlyOffHeapMemory() {
    byte[] bytes = Loads.resource("types-lz4.arrow");
    ByteBuffer direct =
        ByteBuffer.allocateDirect(bytes.length + 5).position(5).put(bytes).position(5);
    StringBuilder shown = new StringBuilder();

    new ArrowReader()
        .read(direct.asReadOnlyBuffer(), CREATE, batch -> shown.append(Loads.show(batch)));

    assertEquals(TYPES, shown.toString());
  }

  @Test
  void framesWithLinkedBlocks() {
    List<Batch> batches = Loads.read(new ArrowReader(), Loads.resource("linked-lz4.arrow"), CREATE);

    Vector numbers = batches.getFirst().columns().get(0).cells();
    Vector texts = batches.getFirst().columns().get(1).cells();
    for (int i = 0; i < 20_000; i++) {
      assertEquals(i, numbers.longs()[i]);
      assertEquals("k" + i % 7, texts.dictionary().string(texts.codes()[i]));
    }
  }

  @Test
  void dictionariesGrowAndAreReplaced() {
    assertEquals(
        "{\"s:STRING\":[\"a\",\"b\"]}\n{\"s:STRING\":[\"a\",\"c\",null]}",
        show("delta.arrow", CREATE));
    assertEquals(
        "{\"s:STRING\":[\"x\",\"y\"]}\n{\"s:STRING\":[\"p\",\"q\"]}",
        show("replace.arrow", CREATE));
  }

  @Test
  void dictionariesOfRowsForATableGrowAndAreReplaced() {
    LoadTarget texts = Loads.update(Map.of("s", PhysicalType.STRING));

    assertEquals(
        "{\"s:STRING\":[\"a\",\"b\"]}\n{\"s:STRING\":[\"a\",\"c\",null]}",
        show("delta.arrow", texts));
    assertEquals(
        "{\"s:STRING\":[\"x\",\"y\"]}\n{\"s:STRING\":[\"p\",\"q\"]}", show("replace.arrow", texts));
  }

  @Test
  void noRecordBatchMeansNoRows() {
    assertEquals("{\"n:INT32\":[],\"s:STRING\":[]}", show("empty.arrow", CREATE));
  }

  @Test
  void nestedDataSideBySide() {
    assertEquals(
        "{\"id:INT64\":[1,1,2],\"x:INT64\":[1,2,3],\"y:STRING\":[\"a\",\"b\",null],\"st.a:INT32\":[1,1,null],"
            + "\"st.b.c:FLOAT64\":[2.5,2.5,null],\"o.p:FLOAT64\":[1.5,2.5,null]}",
        show("nested.arrow", CREATE));
    assertEquals(
        "{\"a:INT64\":[1,2,3],\"b:STRING\":[\"p\",\"p\",\"q\"]}", show("nested2.arrow", CREATE));
  }

  @Test
  void nestedDataEachWithEach() {
    assertEquals(
        "{\"a:INT64\":[1,2,1,2,3,3],\"b:STRING\":[\"p\",\"p\",\"q\",\"q\",\"p\",\"q\"]}",
        show("nested2.arrow", Loads.create(ListFlatten.CARTESIAN)));
  }

  @Test
  void nestedDataAsText() {
    assertEquals(
        "{\"id:INT64\":[1,2],\"x:STRING\":[\"[1,2]\",\"[3]\"],\"y:STRING\":[\"[\\\"a\\\",\\\"b\\\"]\",null],"
            + "\"st.a:INT32\":[1,null],\"st.b.c:FLOAT64\":[2.5,null],"
            + "\"o:STRING\":[\"[{\\\"p\\\":1.5},{\\\"p\\\":2.5}]\",\"[]\"]}",
        show("nested.arrow", Loads.create(ListFlatten.STRINGIFY)));
  }

  @Test
  void keysMayNotRepeatInAnExpansion() {
    byte[] nested = Loads.resource("nested.arrow");
    String text =
        "Cannot create a Table indexed on `id` from an expanded list column, as that index repeats"
            + " across the rows of an expansion and would silently collide. Index on a column drawn"
            + " from the list itself, or use the `stringify` list flatten mode.\n";

    assertEquals(text, refusal(nested, Loads.createIndexed(ListFlatten.ZIP, "id")));
    assertEquals(
        text.replace("`id`", "`x`"),
        refusal(nested, Loads.createIndexed(ListFlatten.CARTESIAN, "x")));
    assertEquals(
        1, Loads.read(new ArrowReader(), nested, Loads.createIndexed(ListFlatten.ZIP, "x")).size());
    assertEquals(
        1,
        Loads.read(new ArrowReader(), nested, Loads.createIndexed(ListFlatten.STRINGIFY, "id"))
            .size());
  }

  @Test
  void theKeyOfTheTableMayNotRepeatEvenIfRowsAreNumbered() {
    byte[] numbered = Loads.resource("numbered.arrow");
    Map<String, PhysicalType> columns = Map.of("k", PhysicalType.INT32);
    LoadTarget byKey = new LoadTarget(false, columns, Optional.of("k"), false, ListFlatten.ZIP);

    assertEquals(
        "Cannot update a Table indexed on `k` from an expanded list column.\n",
        refusal(numbered, byKey));
    assertEquals(
        "{\"__INDEX__:INT64\":[0,1,2],\"k:INT32\":[10,10,11]}",
        Loads.show(new ArrowReader(), numbered, Loads.update(columns)));
  }

  @Test
  void unknownColumnsAreIgnoredWhateverTheirType() {
    byte[] data = Loads.resource("unreadable.arrow");

    assertEquals("Could not load arrow column of type `map`\n", refusal(data, CREATE));
    assertEquals(
        "{\"n:FLOAT64\":[1.0,2.0],\"z:STRING\":[\"v\",\"w\"]}",
        Loads.show(
            new ArrowReader(),
            data,
            Loads.update(
                Map.of(
                    "n",
                    PhysicalType.FLOAT64,
                    "z",
                    PhysicalType.STRING,
                    "other",
                    PhysicalType.BOOL))));
    assertEquals(
        "Could not load Arrow column of type `time64[us]`.\n",
        refusal(data, Loads.update(Map.of("t64", PhysicalType.INT64))));
  }

  @Test
  void repeatedNamesGetStars() {
    byte[] data =
        stream(
            rows(1)
                .column("a", PhysicalType.INT32, 1)
                .column("a", PhysicalType.INT32, 2)
                .column("a*", PhysicalType.INT32, 3));

    assertEquals(
        "{\"a:INT32\":[1],\"a*:INT32\":[2],\"a**:INT32\":[3]}",
        Loads.show(new ArrowReader(), data, CREATE));
    assertEquals(
        "{\"a:INT32\":[1]}",
        Loads.show(new ArrowReader(), data, Loads.update(Map.of("a", PhysicalType.INT32))));
  }

  @Test
  void numbersFitTheColumnsOfTheTable() {
    byte[] data =
        stream(
            rows(3)
                .column("toInt", PhysicalType.FLOAT64, 7.9, Double.NaN, -1.9)
                .column("toFloat", PhysicalType.UINT64, -1L, null, 3)
                .column("toNarrow", PhysicalType.INT64, 127, null, -128)
                .column("toWide", PhysicalType.UINT8, 255, null, 0)
                .column("toUnsigned", PhysicalType.FLOAT64, 1.8446744073709550e19, null, 0.5));

    assertEquals(
        "{\"toInt:INT32\":[7,null,-1],\"toFloat:FLOAT64\":[18446744073709552000.0,null,3.0],\"toNarrow:INT8\":[127,null,-128],"
            + "\"toWide:INT64\":[255,null,0],\"toUnsigned:UINT64\":[18446744073709549568,null,0]}",
        Loads.show(
            new ArrowReader(),
            data,
            Loads.update(
                Map.of(
                    "toInt", PhysicalType.INT32,
                    "toFloat", PhysicalType.FLOAT64,
                    "toNarrow", PhysicalType.INT8,
                    "toWide", PhysicalType.INT64,
                    "toUnsigned", PhysicalType.UINT64))));
  }

  @ParameterizedTest
  @CsvSource({
    "INT64, 3000000000, INT32",
    "INT64, -1, UINT8",
    "INT16, 128, INT8",
    "INT64, -9223372036854775808, UINT64"
  })
  void integersOutOfRangeAreRefused(PhysicalType from, long value, PhysicalType to) {
    byte[] data = stream(rows(2).column("a", from, 1, value));

    assertEquals(
        "Value " + value + " is out of range for column \"a\" of type integer at index 1\n",
        refusal(data, Loads.update(Map.of("a", to))));
  }

  @Test
  void otherTypesHaveToMatch() {
    byte[] data =
        stream(rows(1).column("n", PhysicalType.INT32, 1).column("b", PhysicalType.BOOL, true));

    assertEquals(
        "Could not fill arrow column `n` iteratively due to mismatched types.",
        refusal(data, Loads.update(Map.of("n", PhysicalType.STRING))));
    assertEquals(
        "Could not fill column `b` with t_dtype: `int32`, array type: `bool`\n",
        refusal(data, Loads.update(Map.of("b", PhysicalType.INT32))));
  }

  @Test
  void nullColumnsFillAnyColumn() {
    assertEquals(
        "{\"nul:DATE\":[null,null,null]}",
        Loads.show(
            new ArrowReader(),
            Loads.resource("types-lz4.arrow"),
            Loads.update(Map.of("nul", PhysicalType.DATE))));
  }

  @Test
  void longBatchesAreHandedOverInRuns() {
    Object[] cells = new Object[150_000];
    Arrays.setAll(cells, i -> (long) i);
    byte[] data = stream(rows(cells.length).column("n", PhysicalType.INT64, cells));

    List<Batch> batches = Loads.read(new ArrowReader(), data, CREATE);

    assertEquals(List.of(65_536, 65_536, 18_928), batches.stream().map(Batch::rowCount).toList());
    assertEquals(149_999, batches.getLast().columns().getFirst().cells().longs()[18_927]);
  }

  @Test
  void brokenContainers() {
    byte[] types = Loads.resource("types.arrow");
    byte[] file = Loads.resource("types-file.arrow");
    String opening = "Failed to open RecordBatchStreamReader: Invalid: ";

    assertEquals(
        opening + "Tried reading schema message, was null or length 0\n",
        refusal(new byte[0], CREATE));
    assertEquals(
        opening + "Tried reading schema message, was null or length 0\n",
        refusal(new byte[64], CREATE));
    assertEquals(
        opening + "Corrupted message, only 3 bytes available\n", refusal(new byte[3], CREATE));
    assertEquals(
        opening + "Corrupted metadata length, only 0 bytes available\n",
        refusal(Arrays.copyOf(types, 4), CREATE));
    assertEquals(
        opening + "Expected to read 1684234849 metadata bytes, but only read 1\n",
        refusal("abcde".getBytes(StandardCharsets.US_ASCII), CREATE));
    assertTrue(refusal(Arrays.copyOf(types, 50), CREATE).startsWith(opening + "Expected to read "));
    assertEquals(
        "Failed to read stream record batch: Invalid: Corrupted metadata length, only 0 bytes"
            + " available\n",
        refusal(Arrays.copyOf(types, types.length - 4), CREATE));
    assertEquals(
        "Failed to open RecordBatchFileReader: Invalid: File is too small: 8\n",
        refusal(Arrays.copyOf(file, 8), CREATE));
    assertEquals(
        "Failed to open RecordBatchFileReader: Invalid: Not an Arrow file\n",
        refusal(Arrays.copyOf(file, file.length - 1), CREATE));
  }

  @Test
  void endMarkIsOptional() {
    byte[] types = Loads.resource("types.arrow");

    assertEquals(
        TYPES + "\n" + TYPES,
        Loads.show(new ArrowReader(), Arrays.copyOf(types, types.length - 8), CREATE));
  }
}
