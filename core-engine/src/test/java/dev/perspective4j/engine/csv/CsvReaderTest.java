package dev.perspective4j.engine.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.arrow.Loads;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

  private static final LoadTarget CREATE = Loads.create(ListFlatten.ZIP);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String create(String csv) {
    return Loads.show(new CsvReader(), utf8(csv), CREATE);
  }

  private static String update(String csv, PhysicalType physicalType) {
    return Loads.show(new CsvReader(), utf8(csv), Loads.update(Map.of("a", physicalType)));
  }

  private static String refusal(String csv, LoadTarget target) {
    return assertThrows(EngineException.class, () -> Loads.read(new CsvReader(), utf8(csv), target))
        .getMessage();
  }

  @Test
  void dialect() {
    assertEquals("{\"a:INT64\":[1],\"b:INT64\":[2]}", create("a,b\n1,2"));
    assertEquals("{\"a:INT64\":[null,2],\"b:INT64\":[1,null]}", create("a,b\n,1\n2,"));
    assertEquals("{\"x:INT64\":[1],\"y:STRING\":[null]}", create("x,y\n1,"));
    assertEquals(
        "{\"a:STRING\":[\"x,y\"],\"b:STRING\":[\"he said \\\"hi\\\"\"]}",
        create("a,b\n\"x,y\",\"he said \"\"hi\"\"\""));
    assertEquals("{\"a:INT64\":[1,3],\"b:INT64\":[2,4]}", create("\r\n\na,b\n\n1,2\r3,4\r\n"));
    assertEquals("{\"a:STRING\":[\"xy\\\"z\\\"\"]}", create("a\n\"x\"y\"z\"\n"));
    assertEquals(
        "{\"a:STRING\":[\"x\\\"y\",\"x \",\" \\\"q\\\"\"]}", create("a\nx\"y\n\"x\" \n \"q\"\n"));
    assertEquals("{\"a:STRING\":[\"p\\r\\n\\nq\"]}", create("a\n\"p\r\n\nq\"\n"));
    assertEquals("{\"a:INT64\":[1],\"b:STRING\":[\"2\\n\"]}", create("a,b\n1,\"2\n"));
    assertEquals("{\"   :INT64\":[1]}", create("   \n1\n"));
    assertEquals("{\"a:INT64\":[1]}", create("\ufeffa\n1\n"));
    assertEquals("{\"a:STRING\":[\"#1\",\"\"]}", create("a\n#1\n\"\"\n"));
    assertEquals("{\":INT64\":[1],\"*:INT64\":[2],\"**:INT64\":[3]}", create(",,\n1,2,3"));
    assertEquals("{\"a:INT64\":[1],\"a*:INT64\":[2],\"a**:INT64\":[3]}", create("a,a,a*\n1,2,3"));
    assertEquals("{\"a:STRING\":[],\"b:STRING\":[]}", create("a,b\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1;-007; 5\t            | INT64    | 1,-7,5",
        "0x1F;0XffffFFFFffffFFFF| INT64    | 31,-1",
        "9223372036854775807    | INT64    | 9223372036854775807",
        "9223372036854775808    | FLOAT64  | 9223372036854776000.0",
        "1;true                 | BOOL     | true,true",
        "TRUE;0;False           | BOOL     | true,false,false",
        "0;1                    | INT64    | 0,1",
        "1;true;2               | STRING   | \"1\",\"true\",\"2\"",
        "2020-01-01;` 2020-02-29 `| DATE   | \"2020-01-01\",\"2020-02-29\"",
        "2020-01-01;2020-02-30  | STRING   | \"2020-01-01\",\"2020-02-30\"",
        "03:04;03:04:05         | UINT32   | 11040,11045",
        "24:00:00               | STRING   | \"24:00:00\"",
        "2020-01-01;2020-01-01 10:00 | DATETIME | \"2020-01-01 00:00:00.000\",\"2020-01-01"
            + " 10:00:00.000\"",
        "2020-01-01;01/01/2020  | DATETIME | \"2020-01-01 00:00:00.000\",\"2020-01-01"
            + " 00:00:00.000\"",
        "2020-01-01T00:00:00.1234Z | DATETIME | \"2020-01-01 00:00:00.123\"",
        "1600-01-01T01:00:00.5  | DATETIME | \"1600-01-01 01:00:00.500\"",
        "2020-01-02T03:04:05.123456+13:00 | DATETIME | \"2020-01-01 14:04:05.123\"",
        "+1                     | FLOAT64  | 1.0",
        "1.;.5;1e5;-2.5E-3      | FLOAT64  | 1.0,0.5,100000.0,-0.0025",
        "1;2.5                  | FLOAT64  | 1.0,2.5",
        "Inf;-INFINITY;1e400    | FLOAT64  | null,null,null",
        "nan(x);1               | FLOAT64  | null,1.0",
        "1e;1                   | STRING   | \"1e\",\"1\"",
        ".;-                    | STRING   | \".\",\"-\"",
        "1_0                    | STRING   | \"1_0\"",
        "0x;0x11111111111111111 | STRING   | \"0x\",\"0x11111111111111111\"",
        "01;x                   | STRING   | \"01\",\"x\"",
        "NA;2.5;null            | FLOAT64  | null,2.5,null",
        "null;x                 | STRING   | \"null\",\"x\"",
        "NA;null;#N/A N/A       | STRING   | null,null,null",
        "None;1                 | STRING   | \"None\",\"1\"",
        "` NA`;1                | STRING   | \" NA\",\"1\""
      })
  void typesAreInferredFromAllCells(String cells, PhysicalType physicalType, String json) {
    String csv = "a,b\n" + cells.replace("`", "").replace(";", ",0\n") + ",0\n";

    String shown = create(csv);

    assertEquals(
        "{\"a:" + physicalType + "\":[" + json + "],\"b:INT64\":[",
        shown.substring(0, shown.indexOf("\"b:INT64\"") + "\"b:INT64\":[".length()));
  }

  @Test
  void existingColumnsAreConvertedStrictly() {
    assertEquals("{\"a:INT32\":[5,16,null]}", update("a\n 5\t\n0x10\nNA\n", PhysicalType.INT32));
    assertEquals(
        "{\"a:UINT64\":[18446744073709551615]}",
        update("a\n18446744073709551615\n", PhysicalType.UINT64));
    assertEquals("{\"a:INT8\":[-1,-128]}", update("a\n0xFF\n-128\n", PhysicalType.INT8));
    assertEquals("{\"a:FLOAT32\":[0.10000000149011612]}", update("a\n0.1\n", PhysicalType.FLOAT32));
    assertEquals(
        "{\"a:STRING\":[\"null\",\"\"]}", update("a\nnull\n\n\"\"\n", PhysicalType.STRING));
    assertEquals(
        "{\"a:DATETIME\":[\"1970-01-01 00:00:00.012\",\"1969-12-31 23:59:59.995\",\"1970-01-01"
            + " 00:00:00.007\",\"2020-01-01 00:00:00.000\"]}",
        update("a\n 12\n-5\n+7\n2020-01-01\n", PhysicalType.DATETIME));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, INT32, int32",
    "3000000000, INT32, int32",
    "-1, UINT16, uint16",
    "256, UINT8, uint8",
    "0x100, INT8, int8",
    "12x, DATETIME, timestamp[ms]",
    "1.5, DATETIME, timestamp[ms]",
    "2020-01-01T00:00, DATE, date64[ms]",
    "yes, BOOL, bool",
    "x, FLOAT64, double",
    "x, FLOAT32, float"
  })
  void cellsThatDoNotFitAreRefused(String cell, PhysicalType physicalType, String type) {
    assertEquals(
        "Invalid: In CSV column #1: Row #3: CSV conversion error to "
            + type
            + ": invalid value '"
            + cell
            + "'",
        refusal("b,a\nx,\n\n\"y\nz\"," + cell + "\n", Loads.update(Map.of("a", physicalType))));
  }

  @Test
  void refusedValuesOfTrimmedTypesAreShownTrimmed() {
    assertEquals(
        "Invalid: In CSV column #0: Row #2: CSV conversion error to int32: invalid value 'x'",
        refusal("a\n x \n", Loads.update(Map.of("a", PhysicalType.INT32))));
    assertEquals(
        "Invalid: In CSV column #0: Row #2: CSV conversion error to bool: invalid value ' true'",
        refusal("a\n true\n", Loads.update(Map.of("a", PhysicalType.BOOL))));
  }

  @Test
  void columnsOfTheTableAreFoundByName() {
    LoadTarget target =
        new LoadTarget(
            false,
            Map.of("a", PhysicalType.INT32, "k", PhysicalType.STRING, "other", PhysicalType.DATE),
            Optional.of("k"),
            false,
            ListFlatten.ZIP);

    assertEquals(
        "{\"a:INT32\":[1],\"__INDEX__:STRING\":[\"7\"]}",
        Loads.show(new CsvReader(), utf8("zzz,a,__INDEX__,a\nx,1,7,9\n"), target));
  }

  @Test
  void malformedTexts() {
    String empty =
        "Invalid: CSV parse error: Empty CSV file or block: cannot infer number of columns";

    assertEquals("Invalid: Empty CSV file", refusal("", CREATE));
    assertEquals(empty, refusal("a,b", CREATE));
    assertEquals(empty, refusal("\n\n", CREATE));
    assertEquals(empty, refusal("   ", CREATE));
    assertEquals(
        "Invalid: CSV parse error: Row #3: Expected 2 columns, got 1: 3",
        refusal("a,b\n\n1,2\n\n3\n", CREATE));
    assertEquals(
        "Invalid: CSV parse error: Row #2: Expected 2 columns, got 3: 1,2,3",
        refusal("a,b\n\n\n1,2,3", CREATE));
    assertEquals(
        "Invalid: CSV parse error: Row #2: Expected 2 columns, got 1: \"1",
        refusal("a,b\n\"1\n", CREATE));
    assertEquals(
        "Invalid: CSV parse error: Row #2: Expected 2 columns, got 1: " + "x".repeat(96) + " ...",
        refusal("a,b\n" + "x".repeat(200) + "\n", Loads.update(Map.of("a", PhysicalType.STRING))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyBufferIsRead(boolean direct) {
    byte[] csv = utf8("##a,b\n1,x\n##");
    ByteBuffer data =
        direct ? ByteBuffer.allocateDirect(csv.length) : ByteBuffer.allocate(csv.length);
    data.put(csv).position(2).limit(csv.length - 2);
    StringBuilder shown = new StringBuilder();

    new CsvReader().read(data.asReadOnlyBuffer(), CREATE, batch -> shown.append(Loads.show(batch)));
    new CsvReader().read(data, CREATE, batch -> shown.append(Loads.show(batch)));

    assertEquals("{\"a:INT64\":[1],\"b:STRING\":[\"x\"]}".repeat(2), shown.toString());
    assertEquals(2, data.position());
  }

  @Test
  void longTextsAreHandedOverInRuns() {
    StringBuilder csv = new StringBuilder("n,s\n");
    for (int i = 0; i < 70_000; i++) {
      csv.append(i).append(",k").append(i % 3).append('\n');
    }

    List<Batch> batches = Loads.read(new CsvReader(), utf8(csv.toString()), CREATE);

    int row = 0;
    for (Batch batch : batches) {
      assertTrue(batch.rowCount() <= 1 << 16);
      Vector numbers = batch.columns().get(0).cells();
      Vector texts = batch.columns().get(1).cells();
      for (int i = 0; i < batch.rowCount(); i++, row++) {
        assertEquals(row, numbers.longs()[i]);
        assertEquals(row % 3, texts.codes()[i]);
        assertEquals("k" + row % 3, texts.dictionary().string(texts.codes()[i]));
      }
    }
    assertEquals(70_000, row);
  }

  /** Texts without quotes are read in chunks side by side, texts with quotes from front to back. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n", "\r\n\r"})
  void chunksMakeTheSameCells(String lineEnd) {
    SplittableRandom random = new SplittableRandom(lineEnd.length());
    StringBuilder csv = new StringBuilder("text,int,float,day,time,flag").append(lineEnd);
    for (int row = 0; row < 30_000; row++) {
      csv.append("t")
          .append(random.nextInt(5_000))
          .append(random.nextInt(9) == 0 ? "\u00e9\"" : "");
      csv.append(',').append(random.nextInt(7) == 0 ? "NA" : random.nextInt());
      csv.append(',').append(random.nextInt(7) == 0 ? "" : random.nextDouble() * 1000);
      csv.append(',').append("2024-02-").append(10 + random.nextInt(20));
      csv.append(',').append("2024-02-01 10:00:").append(10 + random.nextInt(50)).append(".5");
      csv.append(',').append(random.nextBoolean()).append(lineEnd);
    }

    List<String> inChunks = rows(csv.toString());
    List<String> inOrder = rows(csv + "\"quoted\",1,1,2024-01-01,2024-01-01 00:00:00.1,true");

    assertEquals(30_000, inChunks.size());
    assertEquals(inChunks, inOrder.subList(0, 30_000));
  }

  @Test
  void whatIsWrongFarDownIsReportedByItsRow() {
    String good = "1,2\n".repeat(200_000);
    LoadTarget target = Loads.update(Map.of("a", PhysicalType.INT32, "b", PhysicalType.INT32));

    assertEquals(
        "Invalid: CSV parse error: Row #200002: Expected 2 columns, got 1: 7",
        refusal("a,b\n" + good + "7\n" + good, CREATE));
    assertEquals(
        "Invalid: In CSV column #0: Row #200002: CSV conversion error to int32: invalid value 'x'",
        refusal("a,b\n" + good + "x,2\n" + good, target));
    assertEquals(
        List.of(PhysicalType.STRING, PhysicalType.INT64),
        Loads.read(new CsvReader(), utf8("a,b\n" + good + "x,2\n" + good), CREATE)
            .getFirst()
            .columns()
            .stream()
            .map(column -> column.cells().physicalType())
            .toList());
  }

  /** The cells of each row, text with its code. */
  private static List<String> rows(String csv) {
    List<String> rows = new ArrayList<>();
    for (Batch batch : Loads.read(new CsvReader(), utf8(csv), CREATE)) {
      for (int i = 0; i < batch.rowCount(); i++) {
        StringBuilder row = new StringBuilder();
        for (Batch.Column column : batch.columns()) {
          Vector cells = column.cells();
          row.append(column.name()).append(cells.physicalType()).append('=');
          if (cells.isNull(i)) {
            row.append("null ");
            continue;
          }
          switch (cells.physicalType().lane()) {
            case LONG -> row.append(cells.longs()[i]);
            case DOUBLE -> row.append(cells.doubles()[i]);
            case CODE ->
                row.append(cells.codes()[i]).append(cells.dictionary().string(cells.codes()[i]));
          }
          row.append(' ');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"x, STRING", "2.5, FLOAT64", "true, STRING", "'', INT64"})
  void aCellFarDownStillDecidesTheType(String cell, PhysicalType physicalType) {
    String csv = "a,b\n" + "7,\n".repeat(10_000) + cell + ",1\n";

    List<Batch> batches = Loads.read(new CsvReader(), utf8(csv), CREATE);

    List<Batch.Column> columns = batches.getFirst().columns();
    assertEquals(10_001, batches.stream().mapToInt(Batch::rowCount).sum());
    assertEquals(physicalType, columns.get(0).cells().physicalType());
    assertEquals(PhysicalType.INT64, columns.get(1).cells().physicalType());
  }

  @Test
  void malformedUtf8IsRefused() {
    byte[] csv = {'a', '\n', (byte) 0xC3, '\n'};

    assertThrows(
        EngineException.class, () -> new CsvReader().read(ByteBuffer.wrap(csv), CREATE, b -> {}));
  }

  @Test
  void ofSeveralRefusedCellsTheFirstOfTheFirstColumnIsReported() {
    LoadTarget target = Loads.update(Map.of("a", PhysicalType.INT32, "b", PhysicalType.INT32));
    String good = "1,2\n".repeat(9_000);
    String refused =
        "Invalid: In CSV column #%d: Row #%d: CSV conversion error to int32: invalid value '%s'";

    assertEquals(
        String.format(refused, 0, 9_003, "y"), refusal("a,b\n" + good + "1,x\ny,2\n", target));
    assertEquals(
        String.format(refused, 1, 9_002, "x"), refusal("a,b\n" + good + "1,x\n1,y\n", target));
    assertEquals(
        "Invalid: CSV parse error: Row #9003: Expected 2 columns, got 1: 1",
        refusal("a,b\n" + good + "y,x\n1\n", target));
    assertEquals(
        "Invalid: CSV parse error: Row #9002: Expected 2 columns, got 1: 1",
        refusal("a,b\n" + good + "1\ny,x\n", target));
  }

  @Test
  void quotedFieldsOfManyRecordsAreKeptApart() {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int row = 0; row < 20_000; row++) {
      csv.append("\"").append(row).append("\"\"\",").append(row).append('\n');
    }

    int row = 0;
    for (Batch batch : Loads.read(new CsvReader(), utf8(csv.toString()), CREATE)) {
      Vector texts = batch.columns().get(0).cells();
      Vector numbers = batch.columns().get(1).cells();
      for (int i = 0; i < batch.rowCount(); i++, row++) {
        assertEquals(row + "\"", texts.dictionary().string(texts.codes()[i]));
        assertEquals(row, numbers.longs()[i]);
      }
    }
    assertEquals(20_000, row);
  }
}
