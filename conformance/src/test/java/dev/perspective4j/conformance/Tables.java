package dev.perspective4j.conformance;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generated rows over one fixed schema, rich in ties, nulls, negative numbers, unusual text and days
 * at the edges.
 *
 * <p>{@code id} is unique and usable as an index; {@code n}, {@code x}, {@code t} never hold a null,
 * their twins {@code i}, {@code f}, {@code s}, {@code b}, {@code d}, {@code m} may.
 */
final class Tables {

  /** Column names and the type name of each. */
  static final List<String[]> SCHEMA =
      List.of(
          new String[] {"id", "integer"},
          new String[] {"n", "integer"},
          new String[] {"x", "float"},
          new String[] {"t", "string"},
          new String[] {"i", "integer"},
          new String[] {"f", "float"},
          new String[] {"s", "string"},
          new String[] {"b", "boolean"},
          new String[] {"d", "date"},
          new String[] {"m", "datetime"});

  private static final List<String> TEXTS =
      List.of("a", "b", "B", "aa", "", "a b", "é", "z", "日本", "x\"y\\", "10", "9");
  private static final List<String> DAYS =
      List.of("2020-01-01", "2020-02-29", "1969-12-31", "1970-01-01", "2000-03-01", "2024-12-31");

  private Tables() {}

  /**
   * One row as JSON literals in the order of {@link #SCHEMA}.
   *
   * @param cells JSON literals
   */
  record Row(List<String> cells) {

    /** The row as a JSON object. */
    String json() {
      StringBuilder out = new StringBuilder("{");
      for (int c = 0; c < SCHEMA.size(); c++) {
        out.append(c == 0 ? "\"" : ",\"")
            .append(SCHEMA.get(c)[0])
            .append("\":")
            .append(cells.get(c));
      }
      return out.append('}').toString();
    }
  }

  /** Rows as a JSON array. */
  static String json(List<Row> rows) {
    return rows.stream().map(Row::json).toList().toString();
  }

  /** Up to {@code most} rows with distinct ids; the first row holds no null, so that types show. */
  static Arbitrary<List<Row>> rows(int most) {
    return row().list().ofMinSize(1).ofMaxSize(most).map(Tables::numbered);
  }

  /** Rows to update an indexed table with: ids may repeat and may be known. */
  static Arbitrary<List<Row>> changes(int mostId, int most) {
    return Combinators.combine(row(), Arbitraries.integers().between(0, mostId))
        .as((row, id) -> withId(row, id))
        .list()
        .ofMinSize(1)
        .ofMaxSize(most);
  }

  private static List<Row> numbered(List<Row> rows) {
    List<Row> result = new ArrayList<>();
    result.add(
        new Row(
            List.of(
                "0",
                "1",
                "0.5",
                "\"a\"",
                "2",
                "1.5",
                "\"b\"",
                "true",
                "\"2020-01-01\"",
                "\"2017-07-14T02:40:00.123Z\"")));
    for (int r = 1; r < rows.size(); r++) {
      result.add(withId(rows.get(r), r));
    }
    return result;
  }

  private static Row withId(Row row, int id) {
    List<String> cells = new ArrayList<>(row.cells());
    cells.set(0, Integer.toString(id));
    return new Row(List.copyOf(cells));
  }

  private static Arbitrary<Row> row() {
    Arbitrary<String> integer = Arbitraries.integers().between(-4, 4).map(String::valueOf);
    Arbitrary<String> wide = Arbitraries.of("0", "-1", "2147483647", "-2147483648", "7");
    Arbitrary<String> number =
        Arbitraries.of("0.5", "-0.5", "1.25", "-3.75", "0.0", "100.0", "0.125", "2.5", "12345.5");
    Arbitrary<String> text = Arbitraries.of(TEXTS).map(Tables::quote);
    Arbitrary<String> flag = Arbitraries.of("true", "false");
    Arbitrary<String> day = Arbitraries.of(DAYS).map(Tables::quote);
    Arbitrary<String> moment =
        Arbitraries.of(
                "2017-07-14T02:40:00.123Z",
                "1970-01-01T00:00:00.001Z",
                "1969-12-31T23:59:59.999Z",
                "2020-01-01T00:00:00.500Z")
            .map(Tables::quote);
    return Combinators.combine(
            List.of(
                Arbitraries.just("0"),
                integer,
                number,
                text,
                nullable(Arbitraries.oneOf(integer, wide)),
                nullable(number),
                nullable(text),
                nullable(flag),
                nullable(day),
                nullable(moment)))
        .as(Row::new);
  }

  private static Arbitrary<String> nullable(Arbitrary<String> values) {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, values), net.jqwik.api.Tuple.of(1, Arbitraries.just("null")));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
