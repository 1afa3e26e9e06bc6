package dev.perspective4j.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables made of JSON look like; cases from the documented behaviour of the reference. */
class JsonCreationTest {
  private static final String DELIMITER = "→";

  private static String create(TableData data, TableOptions options) {
    try (Table table = Table.create(data, options)) {
      return Tables.show(table);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          [{"a":1},{"a":2.5},{"a":3}] → a:float [1.0,2.5,3.0]
          [{"a":2147483647},{"a":2147483648}] → a:float [2.147483647E9,2.147483648E9]
          [{"a":-2147483649}] → a:float [-2.147483649E9]
          [{"a":18446744073709551615}] → a:float [1.8446744073709552E19]
          [{"a":1},{"a":"x"}] → a:string ["1","x"]
          [{"a":1},{"a":null},{"a":"x"}] → a:string ["1",null,"x"]
          [{"a":1},{"a":null},{"a":2.5}] → a:float [1.0,null,2.5]
          [{"a":"1"},{"a":"2"}] → a:integer [1,2]
          [{"a":"1"},{"a":"99999999999"}] → a:float [1.0,9.9999999999E10]
          [{"a":"1.5"}] → a:float [1.5]
          [{"a":"0x10"}] → a:float [16.0]
          [{"a":"inf"},{"a":"-Infinity"},{"a":"nan(x1)"}] → a:float [Infinity,-Infinity,NaN]
          [{"a":"TRUE"},{"a":false},{"a":2}] → a:boolean [1,0,1]
          [{"a":"x"},{"a":true},{"a":1},{"a":1.5},{"a":null}] → a:string ["x","true","1","1.500000",null]
          [{"a":""},{"a":1}] → a:string ["","1"]
          [{"a":1},{"a":""}] → a:string ["1",""]
          [{"a":1.5},{"a":"x"}] → a:string ["1.500000","x"]
          [{"a":1,"b":null},{"c":1},{"b":2.5,"d":"x"}] → a:integer [1,null,null], c:integer [null,1,null], b:float [null,null,2.5], d:string [null,null,"x"]
          [{"z":null,"y":null},{"x":1},{"y":2}] → x:integer [null,1,null], y:integer [null,null,2], z:string [null,null,null]
          [{"a":1},{"b":1}] → a:integer [1,null], b:integer [null,1]
          [{"a":null},{"b":1}] → b:integer [null,1], a:string [null,null]
          [{"a":1},{"b":null},{"c":1}] → a:integer [1,null,null], c:integer [null,null,1]
          [{"a":null},{"a":null}] → a:string [null,null]
          [{"a":"2020-01-02T03:04:05.006Z"}] → a:datetime [1577934245006]
          [{"a":"2020-01-02T00:00:00.000Z"}] → a:date [18263]
          [{"a":"2020-01-01"},{"a":"2020-01-01 10:00"}] → a:datetime [1577836800000,1577872800000]
          [{"a":1,"a":2}] → a:integer [2]
          [{"a":1,"a":null}] → a:integer [null]
          [{"s":{"a":1,"b":{"c":2}}}] → s.a:integer [1], s.b.c:integer [2]
          [{"s":1},{"s":{"a":2}}] → s:integer [1,null], s.a:integer [null,2]
          [{"s":null},{"s":{"a":2}}] → s.a:integer [null,2], s:string [null,null]
          [{"a":[{"p":1},{"q":2}],"b":1}] → a.p:integer [1,null], b:integer [1,1], a.q:integer [null,2]
          [{"a":[1,2],"c":1},{"b":[3],"c.d":5}] → a:integer [1,2,null], c:integer [1,1,null], b:integer [null,null,3], c.d:integer [null,null,5]
          [{"":{"":1}}] → .:integer [1]
          [{"é":"ü😀"}] → é:string ["ü😀"]
          """)
  void rowsMakeColumns(String json, String expected) {
    assertEquals(expected, create(Tables.rows(json), TableOptions.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          {"a":[1,2],"b":[1]} → a:integer [1,2], b:integer [1,null]
          {"a":[1],"b":[1,2,3]} → a:integer [1,null,null], b:integer [1,2,3]
          {"a":[null,null],"b":[1,2]} → a:string [null,null], b:integer [1,2]
          {"a":[null,2.5]} → a:float [null,2.5]
          {"s":[{"a":1},{"a":2,"b":"x"}],"t":[true,null]} → s.a:integer [1,2], t:boolean [1,null], s.b:string [null,"x"]
          {"s":[null,{"a":1}],"t":[1]} → s.a:integer [null,1], t:integer [1,null]
          {"s":[{},null],"t":[1]} → s:string [null,null], t:integer [1,null]
          {"s":[{"a":null}],"t":[1]} → t:integer [1]
          {"s":[null],"t":[[1,2]]} → s:string [null,null], t:integer [1,2]
          {"s":[[{"a":1},{"b":2}]],"t":[1]} → s.a:integer [1,null], t:integer [1,1], s.b:integer [null,2]
          {"a":[1,2],"a":["x"]} → a:string ["x",null]
          {"a":[[1,2],3,null,[]],"b":["x","y","z","w"]} → a:integer [1,2,3,null,null], b:string ["x","x","y","z","w"]
          {"x":[1,2],"y":[[10,20],[30]]} → x:integer [1,1,2], y:integer [10,20,30]
          """)
  void columnArraysMakeColumns(String json, String expected) {
    assertEquals(expected, create(Tables.columns(json), TableOptions.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1}{"a":2} {"b":3} → a:integer [1,2,null], b:integer [null,null,3]
          {"a":null} {"a":1} → a:string [null,"1"]
          {} {"a":1} → a:integer [null,1]
          """)
  void recordsMakeColumns(String json, String expected) {
    assertEquals(expected, create(Tables.ndjson(json), TableOptions.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          [{"x":1,"y":[10,20,30]},{"x":2,"y":[40]}] → x:integer [1,1,1,2], y:integer [10,20,30,40]
          [{"x":1,"y":[]},{"x":2,"y":[40]}] → x:integer [1,2], y:integer [null,40]
          [{"a":[1,2],"b":[3]}] → a:integer [1,2], b:integer [3,3]
          [{"y":[[1,2],[3]]}] → y:integer [1,2,3]
          [{"a":[[1,2],[]],"b":1}] → a:integer [1,2,null], b:integer [1,1,1]
          [{"a":{"x":[1,2],"y":[3,4]},"b":[5,6]}] → a.x:integer [1,2], a.y:integer [3,4], b:integer [5,6]
          [{"a":[{"x":1,"y":[1,2]},{"x":2,"y":[3]}]}] → a.x:integer [1,1,2], a.y:integer [1,2,3]
          [{"a":[{"x":1},5,null]}] → a.x:integer [1,null,null], a:integer [null,5,null]
          [{"a":[1,2]},{"a":3},{"a":4}] → a:integer [1,2,3,4]
          [{"a":[1,2.5]},{"a":["x"]}] → a:string ["1.000000","2.500000","x"]
          """)
  void listsZipToRows(String json, String expected) {
    assertEquals(expected, create(Tables.rows(json), TableOptions.DEFAULT));
  }

  @Test
  void listsCombineToRows() {
    assertEquals(
        "a:integer [1,1,2,2], b:integer [3,4,3,4], c:string [\"q\",\"q\",\"q\",\"q\"]",
        create(
            Tables.rows("[{\"a\":[1,2],\"b\":[3,4],\"c\":\"q\"}]"),
            TableOptions.DEFAULT.withListFlatten(ListFlatten.CARTESIAN)));
  }

  @Test
  void listsBecomeText() {
    assertEquals(
        "a:string [\"[10,20]\",\"[]\",null,\"[{\"b\":1},true,null,\"é\\\"\"]\"], s.l:string [null,null,null,\"[1.5]\"]",
        create(
            Tables.rows(
                "[{\"a\":[10, 20]},{\"a\":[]},{\"a\":null},{\"a\":[{\"b\":1},true,null,\"é\\\"\"],\"s\":{\"l\":[1.50]}}]"),
            TableOptions.DEFAULT.withListFlatten(ListFlatten.STRINGIFY)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          [{"a":1},{"a":true}] → Expected int, found 2
          [{"a":1.5},{"a":false}] → Expected double, found 1
          [{"a":true},{"a":1.5}] → Expected bool, found 6
          [{"a":true},{"a":"x"}] → Expected bool, found 5
          [{"a":"2020-01-01"},{"a":1.5}] → Could not coerce to date
          [{"a":"2020-01-01"},{"a":"x"}] → Could not coerce to date
          [{"a":"2020-01-01T01:00"},{"a":"x"}] → Could not coerce to time
          [{"a":"2020-01-01T01:00"},{"a":true}] → Could not coerce 2 to a time.
          [{"a.b":1,"a":{"b":2}}] → Column `a.b` is both a key and the flattened path of an object
          [{"a":[1,2],"b":[1,2,3]}] → Cannot zip `a` (2) and `b` (3) of differing length; use the `cartesian` list flatten mode.
          [{"a":1},2] → Cannot determine data types without column names!
          [1] → Cannot determine data types without column names!
          {"a":1} → Cannot determine data types without column names!
          """)
  void rowsThatFitNowhereAreRefused(String json, String message) {
    EngineException e =
        assertThrows(EngineException.class, () -> create(Tables.rows(json), TableOptions.DEFAULT));
    assertEquals(message, e.getMessage().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1} → Malformed column
          {"a":[]} → Can't create table from empty columns
          [[1]] → Cannot determine data types without column names!
          {"a":[[1,2]],"b":[[1,2,3]]} → Cannot zip `a` (2) and `b` (3) of differing length in row 0; use the `cartesian` list flatten mode.
          """)
  void columnsOfAnotherShapeAreRefused(String json, String message) {
    EngineException e =
        assertThrows(
            EngineException.class, () -> create(Tables.columns(json), TableOptions.DEFAULT));
    assertEquals(message, e.getMessage().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = DELIMITER,
      quoteCharacter = '~',
      textBlock =
          """
          [{"a":1}] x
          [{"a":
          [{"a":01}]
          [{"a":.5}]
          [{"a":1,}]
          [{"a":NaN}]
          [{"a":1e309}]
          [{"a":"\\ud800"}]
          [{"\\ud800":1}]
          \uFEFF[]
          /* c */ []
          ['a']
          """)
  void malformedTextIsRefusedWithItsPlace(String json) {
    EngineException e =
        assertThrows(EngineException.class, () -> create(Tables.rows(json), TableOptions.DEFAULT));
    assertEquals("Invalid JSON at offset ", e.getMessage().substring(0, 23));
  }

  @Test
  void deepNestingIsRefused() {
    String json = "[{\"a\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}]";
    assertThrows(EngineException.class, () -> create(Tables.rows(json), TableOptions.DEFAULT));
  }

  @Test
  void hugeProductsOfListsAreRefused() {
    String list = "[" + "1,".repeat(999) + "1]";
    String json = "[{\"a\":%s,\"b\":%s,\"c\":%s,\"d\":%s}]".formatted(list, list, list, list);
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                create(
                    Tables.rows(json),
                    TableOptions.DEFAULT.withListFlatten(ListFlatten.CARTESIAN)));
    assertEquals(
        "Array expansion produced 1000000000 rows, which exceeds the maximum supported size\n",
        e.getMessage());
  }

  @Test
  void emptyRowsMakeATableWithoutColumns() {
    assertEquals("", create(Tables.rows("[]"), TableOptions.DEFAULT));
    try (Table table = Table.create(Tables.rows("[{},{}]"), TableOptions.DEFAULT)) {
      assertEquals(2, table.size());
    }
  }

  @Test
  void indexMustBeAColumnAndNoBoolean() {
    EngineException missing =
        assertThrows(
            EngineException.class,
            () -> create(Tables.rows("[{\"a\":1}]"), TableOptions.indexedBy("zz")));
    assertEquals("Specified index `zz` does not exist in dataset.", missing.getMessage());
    EngineException bool =
        assertThrows(
            EngineException.class,
            () -> create(Tables.rows("[{\"a\":true}]"), TableOptions.indexedBy("a")));
    assertEquals("Unsupported type `bool` for `index`.\n", bool.getMessage());
  }

  @Test
  void indexMustNotRepeatInAnExpansion() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> create(Tables.rows("[{\"id\":1,\"y\":[1,2]}]"), TableOptions.indexedBy("id")));
    assertEquals("Cannot create a Table indexed on `id` from an expanded array.\n", e.getMessage());
    assertEquals(
        "id:integer [7,7], o.id:integer [1,2]",
        create(
            Tables.rows("[{\"id\":7,\"o\":[{\"id\":1},{\"id\":2}]}]"),
            TableOptions.indexedBy("o.id")));
  }

  @Test
  void rowsOfOneKeyMergeAndKeysSort() {
    assertEquals(
        "k:integer [null,1,2], a:string [\"n\",\"z\",\"y\"], b:integer [null,1,null]",
        create(
            Tables.rows(
                "[{\"k\":2,\"a\":\"y\"},{\"k\":1,\"a\":\"x\",\"b\":1},{\"k\":1,\"a\":\"z\"},{\"a\":\"n\"}]"),
            TableOptions.indexedBy("k")));
  }
}
