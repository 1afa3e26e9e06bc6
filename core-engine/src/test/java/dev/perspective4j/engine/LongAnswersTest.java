package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.csv.CsvWriter;
import dev.perspective4j.engine.format.SliceBuilder;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.engine.json.RowsJson;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that are long enough to be written in pieces say what short answers say one by one. */
class LongAnswersTest {
  private static final int ROWS = 70_001;
  private static final int WINDOW = 997;
  private static final JsonOptions PLAIN = new JsonOptions(false, false, false, false);

  @Test
  void csvIsTheLinesOfItsWindows() {
    Function<Slice, String> csv = slice -> text(CsvWriter.write(slice, FieldNaming.LEGACY));

    String whole = csv.apply(rows(0, ROWS));

    String header = whole.substring(0, whole.indexOf('\n') + 1);
    assertEquals(header + windows("", slice -> csv.apply(slice).substring(header.length())), whole);
  }

  @Test
  void rowsAreThoseOfTheWindows() {
    JsonOptions options = new JsonOptions(true, false, true, false);

    assertEquals(
        windows("\n", slice -> text(RowsJson.writeLines(slice, options))),
        text(RowsJson.writeLines(rows(0, ROWS), options)));
    assertEquals(
        "[" + windows(",", slice -> array(RowsJson.write(slice, PLAIN))) + "]",
        text(RowsJson.write(rows(0, ROWS), PLAIN)));
  }

  @Test
  void columnsAreThoseOfTheWindows() {
    String expected =
        IntStream.range(0, rows(0, 1).columns().size())
            .mapToObj(c -> "\"" + c + "\":[" + windows(",", slice -> column(slice, c)) + "]")
            .collect(Collectors.joining(",", "{", "}"));

    assertEquals(expected, text(ColumnsJson.write(rows(0, ROWS), PLAIN)));
  }

  @Test
  void arrowIsReadBackAsItWas() {
    Slice slice = rows(0, ROWS);
    for (ArrowCompression compression : ArrowCompression.values()) {
      ByteBuffer arrow = ArrowWriter.write(slice, FieldNaming.LEGACY, compression);

      try (Table table = Table.create(new TableData.Arrow(arrow), TableOptions.DEFAULT);
          View view = table.view(ViewConfig.ALL)) {
        assertEquals(
            text(CsvWriter.write(slice, FieldNaming.LEGACY)),
            text(CsvWriter.write(view.slice(Viewport.ALL), FieldNaming.LEGACY)));
      }
    }
  }

  private static String column(Slice slice, int column) {
    Slice one =
        new Slice(
            slice.kind(),
            slice.rowCount(),
            slice.columns().subList(column, column + 1),
            slice.rowPaths(),
            slice.keys(),
            slice.groupKeys());
    String json = text(ColumnsJson.write(one, PLAIN));
    return json.substring(json.indexOf('[') + 1, json.lastIndexOf(']'));
  }

  private static String array(ByteBuffer json) {
    String text = text(json);
    return text.substring(1, text.length() - 1);
  }

  private static String windows(String separator, Function<Slice, String> write) {
    return IntStream.iterate(0, from -> from < ROWS, from -> from + WINDOW)
        .mapToObj(from -> write.apply(rows(from, Math.min(ROWS, from + WINDOW))))
        .collect(Collectors.joining(separator));
  }

  /** Rows with repeated, distinct and missing values. */
  private static Slice rows(int from, int to) {
    return new SliceBuilder(Slice.Kind.FLAT, to - from)
        .column("0", PhysicalType.INT32, cells(from, to, i -> i % 7 == 3 ? null : i * 37))
        .column(
            "1", PhysicalType.STRING, cells(from, to, i -> i % 11 == 5 ? null : "\"s\" " + i % 13))
        .column("2", PhysicalType.STRING, cells(from, to, i -> "é, " + i))
        .column("3", PhysicalType.FLOAT64, cells(from, to, i -> i % 5 == 0 ? null : i / 8.0 - 100))
        .column("4", PhysicalType.DATETIME, cells(from, to, i -> i * 86_400_123L))
        .column("5", PhysicalType.BOOL, cells(from, to, i -> i % 3 == 0))
        .keys(PhysicalType.INT64, cells(from, to, i -> i))
        .build();
  }

  private static Object[] cells(int from, int to, IntFunction<Object> cell) {
    return IntStream.range(from, to).mapToObj(cell).toArray();
  }

  private static String text(ByteBuffer utf8) {
    return StandardCharsets.UTF_8.decode(utf8).toString();
  }
}
