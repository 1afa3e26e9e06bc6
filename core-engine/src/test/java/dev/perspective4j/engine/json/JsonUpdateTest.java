package dev.perspective4j.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON does to a table that exists. */
class JsonUpdateTest {

  private static Table schema(String... namesAndTypes) {
    java.util.Map<String, ColumnType> columns = new java.util.LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.put(
          namesAndTypes[i], ColumnType.valueOf(namesAndTypes[i + 1].toUpperCase(Locale.ROOT)));
    }
    return Table.create(new TableData.OfSchema(Schema.of(columns)), TableOptions.DEFAULT);
  }

  private static Table keyed(String json) {
    return Table.create(Tables.rows(json), TableOptions.indexedBy("k"));
  }

  /** The coercion matrix: a value, and what each type of column makes of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          null                            | null | null | null | null | null | null
          1                               | 1 | 1.0 | "1" | 1 | 0 | 1
          0                               | 0 | 0.0 | "0" | 0 | 0 | 0
          -1                              | -1 | -1.0 | "-1" | 1 | -1 | -1
          1.5                             | 1 | 1.5 | "1.500000" | Expected bool, found 6 | Could not coerce to date | 1
          -1.9                            | -1 | -1.9 | "-1.900000" | Expected bool, found 6 | Could not coerce to date | -1
          2147483648                      | Value 2147483648 is out of range for column "a" of type integer at index 0 | 2.147483648E9 | "2147483648" | Expected bool, found 6 | 24 | 2147483648
          1e20                            | Value 100000000000000000000.0 is out of range for column "a" of type integer at index 0 | 1.0E20 | "100000000000000000000.000000" | Expected bool, found 6 | Could not coerce to date | Value 100000000000000000000.0 is out of range for column "a" of type datetime at index 0
          true                            | Expected int, found 2 | Expected double, found 2 | "true" | 1 | Could not coerce to date | Could not coerce 2 to a time.
          false                           | Expected int, found 1 | Expected double, found 1 | "false" | 0 | Could not coerce to date | Could not coerce 1 to a time.
          "1.5"                           | 1 | 1.5 | "1.5" | Expected bool, found 5 | Could not coerce to date | Could not coerce to time
          "1e3"                           | 1000 | 1000.0 | "1e3" | Expected bool, found 5 | Could not coerce to date | Could not coerce to time
          ""                              | null | null | "" | null | null | null
          "1x"                            | Cannot append value of type string to column "a" of type integer at index 0 | Cannot append value of type string to column "a" of type float at index 0 | "1x" | Expected bool, found 5 | Could not coerce to date | Could not coerce to time
          "False"                         | Cannot append value of type string to column "a" of type integer at index 0 | Cannot append value of type string to column "a" of type float at index 0 | "False" | 0 | Could not coerce to date | Could not coerce to time
          "nan"                           | null | NaN | "nan" | Expected bool, found 5 | Could not coerce to date | Could not coerce to time
          "inf"                           | Cannot append value of type string to column "a" of type integer at index 0 | Infinity | "inf" | Expected bool, found 5 | Could not coerce to date | Could not coerce to time
          "2020-01-02"                    | Cannot append value of type string to column "a" of type integer at index 0 | Cannot append value of type string to column "a" of type float at index 0 | "2020-01-02" | Expected bool, found 5 | 18263 | 1577923200000
          "2020-01-02T03:04:05"           | Cannot append value of type string to column "a" of type integer at index 0 | Cannot append value of type string to column "a" of type float at index 0 | "2020-01-02T03:04:05" | Expected bool, found 5 | 18263 | 1577934245000
          "2020-01-02T03:04:05.123+05:00" | Cannot append value of type string to column "a" of type integer at index 0 | Cannot append value of type string to column "a" of type float at index 0 | "2020-01-02T03:04:05.123+05:00" | Expected bool, found 5 | 18262 | 1577916245123
          """)
  void valuesAreCoercedToTheColumn(
      String value, String i, String f, String s, String b, String d, String t) {
    String[] types = {"integer", "float", "string", "boolean", "date", "datetime"};
    String[] expected = {i, f, s, b, d, t};
    for (int n = 0; n < types.length; n++) {
      try (Table table = schema("a", types[n])) {
        String result;
        try {
          table.update(Tables.rows("[{\"a\":" + value + "}]"), 0);
          result = Tables.show(table).replaceAll("^a:\\w+ \\[(.*)\\]$", "$1");
        } catch (EngineException e) {
          result = e.getMessage().strip();
        }
        assertEquals(expected[n], result, types[n]);
      }
    }
  }

  @Test
  void fractionsAreCutAndNumericTextIsRead() {
    try (Table table = schema("x", "integer")) {
      for (String cell :
          new String[] {
            "{\"x\":0}",
            "{\"x\":1}",
            "{}",
            "{\"x\":null}",
            "{\"x\":7.23}",
            "{\"x\":-6}",
            "{\"x\":\"100.1\"}",
            "{\"x\":\"11\"}"
          }) {
        table.update(Tables.rows("[" + cell + "]"), 0);
      }
      assertEquals("x:integer [0,1,null,null,7,-6,100,11]", Tables.show(table));
    }
  }

  @Test
  void onlyCarriedColumnsAreWrittenAndNullIsAValue() {
    try (Table table = keyed("[{\"k\":1,\"a\":\"x\",\"b\":1},{\"k\":2,\"a\":\"y\",\"b\":2}]")) {
      table.update(Tables.rows("[{\"k\":1,\"b\":10},{\"k\":1,\"a\":null},{\"k\":3}]"), 0);
      assertEquals(
          "k:integer [1,2,3], a:string [null,\"y\",null], b:integer [10,2,null]",
          Tables.show(table));
      table.update(Tables.columns("{\"k\":[3,2],\"a\":[\"z\"],\"zzz\":[{\"q\":[1,2]}]}"), 0);
      table.update(Tables.ndjson("{\"b\":5}\n{\"b\":6,\"unknown\":[1,2,3]}"), 0);
      assertEquals(
          "k:integer [null,1,2,3], a:string [null,null,\"y\",\"z\"], b:integer [6,10,2,null]",
          Tables.show(table));
    }
  }

  @Test
  void aBadCellAnywhereLeavesTheTableAsItWas() {
    try (Table table = keyed("[{\"k\":1,\"v\":1}]")) {
      String before = Tables.show(table);
      for (String bad :
          new String[] {
            "[{\"k\":1,\"v\":2},{\"k\":2,\"v\":\"x\"}]",
            "[{\"k\":1,\"v\":2},{\"k\":",
            "[{\"k\":1},3]"
          }) {
        assertThrows(EngineException.class, () -> table.update(Tables.rows(bad), 0));
        assertThrows(EngineException.class, () -> table.replace(Tables.rows(bad)));
        assertEquals(before, Tables.show(table));
      }
      EngineException e =
          assertThrows(
              EngineException.class,
              () -> table.update(Tables.rows("[{\"k\":1,\"v\":2},{\"k\":2,\"v\":\"x\"}]"), 0));
      assertEquals(
          "Cannot append value of type string to column \"v\" of type integer at index 1\n",
          e.getMessage());
    }
  }

  @Test
  void keysAreRemovedByValueAndReported() {
    try (Table table = keyed("[{\"k\":1},{\"k\":2},{\"k\":3},{\"k\":4},{\"k\":5},{\"k\":null}]")) {
      Step step = table.remove(Tables.rows("[\"4\",5.7,1,1,99,null]"));
      assertEquals("[null,1,4,5]", Tables.show(step.removedKeys().orElseThrow()));
      assertEquals("k:integer [2,3]", Tables.show(table));
      Step again = table.remove(Tables.columns("[4]"));
      assertTrue(again.notifies());
      assertTrue(again.removedKeys().isEmpty());
      assertFalse(table.remove(Tables.rows("[]")).notifies());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"k":[1]}   | Cannot remove fish!
          [1          | Cannot remove fish!
          [{"k":1}]   | Expected int, found 3
          [[1]]       | Expected int, found 4
          [true]      | Expected int, found 2
          ["x"]       | Cannot append value of type string to column "k" of type integer at index 0
          """)
  void listsOfKeysThatFitNotAreRefused(String json, String message) {
    try (Table table = keyed("[{\"k\":1}]")) {
      EngineException e =
          assertThrows(EngineException.class, () -> table.remove(Tables.rows(json)));
      assertEquals(message, e.getMessage().strip());
      assertEquals("k:integer [1]", Tables.show(table));
    }
  }

  @Test
  void replaceReportsKeysThatAreNotSuppliedAgain() {
    try (Table table =
        keyed("[{\"k\":1,\"b\":\"x\"},{\"k\":2,\"b\":\"y\"},{\"k\":3,\"b\":\"z\"}]")) {
      Step step = table.replace(Tables.rows("[{\"k\":2},{\"k\":9,\"b\":\"n\"}]"));
      assertEquals("[1,3]", Tables.show(step.removedKeys().orElseThrow()));
      assertEquals("k:integer [2,9], b:string [null,\"n\"]", Tables.show(table));
      Step clear = table.replace(Tables.rows("[]"));
      assertEquals("[2,9]", Tables.show(clear.removedKeys().orElseThrow()));
      assertTrue(table.replace(Tables.rows("[]")).notifies());
      assertEquals(0, table.size());
    }
  }

  @Test
  void rowNumbersAddressRowsOfATableWithoutIndex() {
    try (Table table = Table.create(Tables.rows("[{\"a\":1},{\"a\":2}]"), TableOptions.DEFAULT)) {
      table.update(
          Tables.rows("[{\"__INDEX__\":\"1\",\"a\":20},{\"a\":3},{\"__INDEX__\":9,\"a\":90}]"), 0);
      table.update(Tables.columns("{\"__INDEX__\":[0,7],\"a\":[10,70]}"), 0);
      table.update(Tables.rows("[{\"a\":8}]"), 0);
      assertEquals("a:integer [10,20,3,8,90]", Tables.show(table).replace("70,", ""));
    }
  }

  @Test
  void theNullRowNumberIsOneRowBeforeAllOthers() {
    try (Table table = Table.create(Tables.rows("[{\"a\":1},{\"a\":2}]"), TableOptions.DEFAULT)) {
      table.update(Tables.rows("[{\"__INDEX__\":null,\"a\":7},{\"__INDEX__\":-3,\"a\":5}]"), 0);
      assertEquals("a:integer [7,5,1,2]", Tables.show(table));
      table.update(Tables.rows("[{\"__INDEX__\":null,\"a\":8},{\"a\":3}]"), 0);
      assertEquals("a:integer [8,5,1,2,3]", Tables.show(table));
    }
  }

  @Test
  void rowNumbersOnALimitedTableEvictForNewRowsOnly() {
    try (Table table =
        Table.create(Tables.rows("[{\"a\":1},{\"a\":2},{\"a\":3}]"), TableOptions.limitedTo(3))) {
      table.update(Tables.rows("[{\"__INDEX__\":1,\"a\":20}]"), 0);
      assertEquals("a:integer [1,20,3]", Tables.show(table));
      table.update(Tables.rows("[{\"a\":4},{\"a\":5}]"), 0);
      assertEquals("a:integer [3,4,5]", Tables.show(table));
    }
  }

  @Test
  void rowNumberColumnStandsForTheKeyOfAnIndexedTable() {
    try (Table table = keyed("[{\"k\":1,\"a\":1}]")) {
      table.update(Tables.rows("[{\"__INDEX__\":1,\"a\":2},{\"__INDEX__\":5,\"a\":5}]"), 0);
      assertEquals("k:integer [1,5], a:integer [2,5]", Tables.show(table));
    }
  }

  @Test
  void updatesNeedAPortThatExists() {
    try (Table table = keyed("[{\"k\":1}]")) {
      assertEquals(1, table.makePort());
      assertEquals(2, table.makePort());
      assertEquals(2, table.update(Tables.rows("[{\"k\":2}]"), 2).port());
      EngineException e =
          assertThrows(EngineException.class, () -> table.update(Tables.rows("[{\"k\":3}]"), 99));
      assertEquals("Cannot send table to port `99`, which does not exist.", e.getMessage());
      assertEquals(2, table.size());
    }
  }

  @Test
  void expansionMustNotRepeatTheKey() {
    try (Table table = keyed("[{\"k\":1,\"y\":1}]")) {
      EngineException e =
          assertThrows(
              EngineException.class, () -> table.update(Tables.rows("[{\"k\":1,\"y\":[1,2]}]"), 0));
      assertEquals(
          "Cannot update a Table indexed on `k` from an expanded array.\n", e.getMessage());
      table.update(Tables.rows("[{\"k\":[1,2],\"y\":[5,6]},{\"k\":3,\"y\":[7]}]"), 0);
      assertEquals("k:integer [1,2,3], y:integer [5,6,7]", Tables.show(table));
    }
  }

  @Test
  void listsBecomeTextWhereTheTableSaysSo() {
    Schema columns = Schema.of("s", ColumnType.STRING, "o.n", ColumnType.INTEGER);
    try (Table table =
        Table.create(
            new TableData.OfSchema(columns),
            TableOptions.DEFAULT.withListFlatten(ListFlatten.STRINGIFY))) {
      table.update(Tables.rows("[{\"s\":[1,\"x\"],\"o\":{\"n\":4}}]"), 0);
      assertEquals("s:string [\"[1,\"x\"]\"], o.n:integer [4]", Tables.show(table));
      EngineException e =
          assertThrows(
              EngineException.class, () -> table.update(Tables.rows("[{\"o\":{\"n\":[4]}}]"), 0));
      assertEquals("Expected int, found 4", e.getMessage());
    }
  }

  @Test
  void limitKeepsTheNewestRowsAcrossUpdates() {
    try (Table table =
        Table.create(Tables.rows("[{\"a\":1},{\"a\":2}]"), TableOptions.limitedTo(3))) {
      for (String json : new String[] {"[{\"a\":3}]", "[{\"a\":4}]", "[{\"a\":5},{\"a\":6}]"}) {
        table.update(Tables.rows(json), 0);
      }
      assertEquals("a:integer [4,5,6]", Tables.show(table));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1,\"u\":\"\\ud800\"}]",
        "[{\"a\":1,\"u\":[{\"p\":\"\\udc00x\"}]}]",
        "[{\"a\":1,\"u\":[{\"\\ud800\":1}]}]"
      })
  void textThatNobodyWantsMustBeTextToo(String rows) {
    String columns =
        rows.substring(1, rows.length() - 1).replaceAll(":(.*),\"u\":(.*)}$", ":[$1],\"u\":[$2]}");
    for (TableData data :
        List.of(
            Tables.rows(rows),
            Tables.ndjson(rows.substring(1, rows.length() - 1)),
            Tables.columns(columns))) {
      try (Table table = schema("a", "integer")) {
        EngineException e = assertThrows(EngineException.class, () -> table.update(data, 0));
        assertTrue(e.getMessage().contains("surrogate"), e.getMessage());
        assertEquals(0, table.size());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16"})
  void otherEncodingsThanUtf8AreNoJson(String encoding) {
    byte[] rows = "[{\"a\":1}]".getBytes(Charset.forName(encoding));
    byte[] swapped = {0, '[', 0, 0, 0, ']', 0, 0};
    for (byte[] bytes : List.of(rows, swapped)) {
      for (TableData data :
          List.of(
              new TableData.JsonRows(ByteBuffer.wrap(bytes)),
              new TableData.JsonColumns(ByteBuffer.wrap(bytes)),
              new TableData.Ndjson(ByteBuffer.wrap(bytes)))) {
        try (Table table = schema("a", "integer")) {
          assertThrows(EngineException.class, () -> table.update(data, 0));
          assertThrows(EngineException.class, () -> Table.create(data, TableOptions.DEFAULT));
          assertEquals(0, table.size());
        }
      }
    }
  }

  @Test
  void aColumnThatIsNoneHereDoesNotTouchItsMembers() {
    try (Table table = schema("a.b", "integer")) {
      table.update(Tables.columns("{\"a.b\":[7],\"a\":[null]}"), 0);
      assertEquals("a.b:integer [7]", Tables.show(table));
    }
  }
}
