package dev.perspective4j.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.format.GoldenSlices;
import dev.perspective4j.engine.format.SliceBuilder;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JsonOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonWritersTest {

  private static final JsonOptions KEYS = new JsonOptions(true, true, false, false);

  private static String text(ByteBuffer utf8) {
    return StandardCharsets.UTF_8.decode(utf8).toString();
  }

  private static String columns(Slice slice) {
    return text(ColumnsJson.write(slice, JsonOptions.DEFAULT));
  }

  private static String rows(Slice slice) {
    return text(RowsJson.write(slice, JsonOptions.DEFAULT));
  }

  @Test
  void flat() {
    assertEquals(
        "{\"r\":[\"E\",\"E\",\"W\",\"W\"],\"p\":[\"a\",\"b\",\"a\",\"a\"],\"n\":[1,2,3,4],\"x\":[1.5,2.5,null,4.0],"
            + "\"ok\":[true,false,null,true],\"d\":[1704153600000,1704240000000,null,1703980800000],"
            + "\"t\":[0,1704164645123,null,1704067200000]}",
        columns(GoldenSlices.flat()));
    assertEquals(
        "[{\"r\":\"E\",\"p\":\"a\",\"n\":1,\"x\":1.5,\"ok\":true,\"d\":1704153600000,\"t\":0},"
            + "{\"r\":\"E\",\"p\":\"b\",\"n\":2,\"x\":2.5,\"ok\":false,\"d\":1704240000000,\"t\":1704164645123},"
            + "{\"r\":\"W\",\"p\":\"a\",\"n\":3,\"x\":null,\"ok\":null,\"d\":null,\"t\":null},"
            + "{\"r\":\"W\",\"p\":\"a\",\"n\":4,\"x\":4.0,\"ok\":true,\"d\":1703980800000,\"t\":1704067200000}]",
        rows(GoldenSlices.flat()));
  }

  @Test
  void flatWithKeys() {
    Slice slice = GoldenSlices.flatTwoColumns();

    assertEquals(
        "{\"x\":[1.5,2.5,null,4.0],\"r\":[\"E\",\"E\",\"W\",\"W\"],\"__INDEX__\":[[0],[1],[2],[3]],"
            + "\"__ID__\":[[0],[1],[2],[3]]}",
        text(ColumnsJson.write(slice, KEYS)));
    assertEquals(
        "[{\"__ID__\":[0],\"__INDEX__\":[0],\"x\":1.5,\"r\":\"E\"},"
            + "{\"__ID__\":[1],\"__INDEX__\":[1],\"x\":2.5,\"r\":\"E\"},"
            + "{\"__ID__\":[2],\"__INDEX__\":[2],\"x\":null,\"r\":\"W\"},"
            + "{\"__ID__\":[3],\"__INDEX__\":[3],\"x\":4.0,\"r\":\"W\"}]",
        text(RowsJson.write(slice, KEYS)));
  }

  @Test
  void grouped() {
    Slice slice = GoldenSlices.grouped();

    assertEquals(
        "{\"__ROW_PATH__\":[[],[\"E\"],[\"W\"]],\"n\":[10,3,7],\"x\":[8.0,4.0,4.0],\"p\":[4,2,2]}",
        columns(slice));
    assertEquals(
        "{\"__ROW_PATH__\":[],\"n\":10,\"x\":8.0,\"p\":4}\n"
            + "{\"__ROW_PATH__\":[\"E\"],\"n\":3,\"x\":4.0,\"p\":2}\n"
            + "{\"__ROW_PATH__\":[\"W\"],\"n\":7,\"x\":4.0,\"p\":2}",
        text(RowsJson.writeLines(slice, JsonOptions.DEFAULT)));
  }

  @Test
  void groupedWithKeys() {
    Slice slice = GoldenSlices.grouped();

    assertEquals(
        "{\"__ROW_PATH__\":[[],[\"E\"],[\"W\"]],\"__ID__\":[[],[\"E\"],[\"W\"]],\"n\":[10,3,7],\"x\":[8.0,4.0,4.0],"
            + "\"p\":[4,2,2],\"__INDEX__\":[[3,2,1,0],[1,0],[3,2]]}",
        text(ColumnsJson.write(slice, KEYS)));
    assertEquals(
        "[{\"__ROW_PATH__\":[],\"__ID__\":[],\"__INDEX__\":[3,2,1,0],\"n\":10,\"x\":8.0,\"p\":4},"
            + "{\"__ROW_PATH__\":[\"E\"],\"__ID__\":[\"E\"],\"__INDEX__\":[1,0],\"n\":3,\"x\":4.0,\"p\":2},"
            + "{\"__ROW_PATH__\":[\"W\"],\"__ID__\":[\"W\"],\"__INDEX__\":[3,2],\"n\":7,\"x\":4.0,\"p\":2}]",
        text(RowsJson.write(slice, KEYS)));
  }

  @Test
  void twoLevels() {
    assertEquals(
        "{\"__ROW_PATH__\":[[],[\"E\"],[\"E\",\"a\"],[\"E\",\"b\"],[\"W\"],[\"W\",\"a\"]],\"n\":[10,3,1,2,7,7],"
            + "\"x\":[8.0,4.0,1.5,2.5,4.0,4.0]}",
        columns(GoldenSlices.twoLevels()));
  }

  @Test
  void leavesOnlyLeavesOutUpperLevels() {
    JsonOptions leaves = new JsonOptions(true, false, false, true);

    assertEquals(
        "{\"__ROW_PATH__\":[[\"E\",\"a\"],[\"E\",\"b\"],[\"W\",\"a\"]],\"__ID__\":[[\"E\",\"a\"],[\"E\",\"b\"],[\"W\",\"a\"]],"
            + "\"n\":[1,2,7],\"x\":[1.5,2.5,4.0]}",
        text(ColumnsJson.write(GoldenSlices.twoLevels(), leaves)));
    assertEquals(
        rows(GoldenSlices.flat()),
        text(RowsJson.write(GoldenSlices.flat(), new JsonOptions(false, false, false, true))));
  }

  @Test
  void total() {
    assertEquals("{\"n\":[10],\"x\":[8.0]}", columns(GoldenSlices.total()));
    assertEquals("[{\"__ROW_PATH__\":[],\"n\":10,\"x\":8.0}]", rows(GoldenSlices.total()));
    assertEquals(
        "{\"__ID__\":[[]],\"n\":[10],\"x\":[8.0],\"__INDEX__\":[[3,2,1,0]]}",
        text(ColumnsJson.write(GoldenSlices.total(), KEYS)));
    assertEquals(
        "{\"__ROW_PATH__\":[[]],\"n\":[10],\"x\":[8.0]}", columns(GoldenSlices.groupedTotal()));
    assertEquals(
        "{\"a|n\":[8],\"a|x\":[5.5],\"b|n\":[2],\"b|x\":[2.5]}",
        columns(GoldenSlices.splitTotal()));
    assertEquals(
        "[{\"a|n\":8,\"a|x\":5.5,\"b|n\":2,\"b|x\":2.5}]", rows(GoldenSlices.splitTotal()));
  }

  @Test
  void splitOnly() {
    assertEquals(
        "{\"a|n\":[1,null,3,4],\"a|r\":[\"E\",null,\"W\",\"W\"],\"b|n\":[null,2,null,null],\"b|r\":[null,\"E\",null,null]}",
        columns(GoldenSlices.split()));
    assertEquals(
        "{\"__ID__\":[[0],[1],[2],[3]],\"a|n\":[1,null,3,4],\"a|r\":[\"E\",null,\"W\",\"W\"],\"b|n\":[null,2,null,null],"
            + "\"b|r\":[null,\"E\",null,null],\"__INDEX__\":[[],[],[],[]]}",
        text(ColumnsJson.write(GoldenSlices.split(), KEYS)));
  }

  @Test
  void groupedAndSplit() {
    assertEquals(
        "{\"__ROW_PATH__\":[[],[\"E\"],[\"W\"]],\"a|n\":[8,1,7],\"a|x\":[5.5,1.5,4.0],\"b|n\":[2,2,null],\"b|x\":[2.5,2.5,null]}",
        columns(GoldenSlices.groupedSplit()));
  }

  @Test
  void formattedDates() {
    JsonOptions formatted = new JsonOptions(true, true, true, false);

    assertEquals(
        "{\"d\":[\"2023-01-02\",\"2024-01-02\"],\"v\":[2.0,1.0],\"ts\":[\"1970-01-01"
            + " 00:00:00.002\",\"1970-01-01 00:00:00.001\"],"
            + "\"__INDEX__\":[[\"2023-01-02\"],[\"2024-01-02\"]],\"__ID__\":[[\"2023-01-02\"],[\"2024-01-02\"]]}",
        text(ColumnsJson.write(GoldenSlices.indexedByDate(), formatted)));
  }

  @Test
  void nothingSelected() {
    Slice noColumns = new SliceBuilder(Slice.Kind.FLAT, 2).keys(PhysicalType.INT64, 0, 1).build();
    Slice noRows = new SliceBuilder(Slice.Kind.FLAT, 0).column("n", PhysicalType.INT32).build();
    Slice noSplits = new SliceBuilder(Slice.Kind.SPLIT, 2).build();
    Slice noGroups =
        new SliceBuilder(Slice.Kind.GROUPED, 2)
            .depths(0, 1)
            .group("r", PhysicalType.STRING, null, null)
            .build();

    assertEquals("{}", columns(noColumns));
    assertEquals("[]", rows(noColumns));
    assertEquals("", text(RowsJson.writeLines(noColumns, JsonOptions.DEFAULT)));
    assertEquals(
        "[{\"__INDEX__\":[0]},{\"__INDEX__\":[1]}]",
        text(RowsJson.write(noColumns, new JsonOptions(false, true, false, false))));
    assertEquals("{\"n\":[]}", columns(noRows));
    assertEquals("[]", rows(noRows));
    assertEquals("[{},{}]", rows(noSplits));
    assertEquals("[{\"__ROW_PATH__\":[]},{\"__ROW_PATH__\":[null]}]", rows(noGroups));
    assertEquals("{\"__ROW_PATH__\":[[],[null]]}", columns(noGroups));
  }

  @Test
  void stringsAreEscaped() {
    String text = "\" \\ / \b\f\n\r\t \u0000 \u0001 \u001f \u007f é \u2028 \ud83d\ude00";
    String json =
        "\"\\\" \\\\ / \\b\\f\\n\\r\\t \\u0000 \\u0001 \\u001F \u007f é \u2028 \ud83d\ude00\"";
    Slice slice =
        new SliceBuilder(Slice.Kind.FLAT, 1).column(text, PhysicalType.STRING, text).build();
    Object[] repeated = new Object[20];
    java.util.Arrays.fill(repeated, text);
    Slice many =
        new SliceBuilder(Slice.Kind.FLAT, 20).column("s", PhysicalType.STRING, repeated).build();

    assertEquals("{" + json + ":[" + json + "]}", columns(slice));
    assertEquals(
        "{\"s\":[" + String.join(",", java.util.Collections.nCopies(20, json)) + "]}",
        columns(many));
  }

  @Test
  void unsignedAndNarrowNumbers() {
    Slice slice =
        new SliceBuilder(Slice.Kind.FLAT, 1)
            .column("u", PhysicalType.UINT64, -1L)
            .column("i", PhysicalType.INT64, Long.MIN_VALUE)
            .column("f", PhysicalType.FLOAT32, (double) 0.1f)
            .build();

    assertEquals(
        "{\"u\":[18446744073709551615],\"i\":[-9223372036854775808],\"f\":[0.10000000149011612]}",
        columns(slice));
  }
}
