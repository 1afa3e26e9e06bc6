package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.model.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Strings that no row has any more are forgotten, whatever views are open. */
class ForgottenStringsTest {
  private static final int ROWS = 60;
  private static final int ROUNDS = 60;
  private static final String LONG = "x".repeat(8_000);

  /** Rows whose keys and groups stay and whose texts are new in each round. */
  private static String rows(int round) {
    StringJoiner json = new StringJoiner(",", "[", "]");
    for (int i = 0; i < ROWS; i++) {
      int key = (i * 7 + round) % ROWS;
      json.add(
          String.format(
              "{\"k\":\"key-%d\",\"g\":\"group-%d\",\"v\":%d,\"t\":\"%s-%d-%d\"}",
              key, (key + round / 20) % 5, round * key % 17, LONG, round, key));
    }
    return json.toString();
  }

  private static Table table() {
    return Table.create(Tables.rows(rows(0)), TableOptions.indexedBy("k"));
  }

  private static StringDictionary strings(Table table, String column) {
    return table.rows().column(table.rows().position(column)).dictionary();
  }

  private static String shown(View view) {
    return StandardCharsets.UTF_8
        .decode(ColumnsJson.write(view.slice(Viewport.ALL), JsonOptions.DEFAULT))
        .toString();
  }

  private static List<ViewConfig> configs(String text) {
    return Stream.of(
            ViewConfig.builder(),
            ViewConfig.builder().columns("t", "k").sort(new Sort("v", SortDirection.DESC)),
            ViewConfig.builder()
                .filter(new Filter("g", "==", List.of(Scalar.of("group-2"))))
                .sort(new Sort("g", SortDirection.ASC)),
            ViewConfig.builder().groupBy("g").columns("v", "k"),
            ViewConfig.builder().expression("e", "upper(\"g\")").columns("e", "t"),
            ViewConfig.builder().sort(new Sort(text, SortDirection.DESC)),
            ViewConfig.builder().groupBy(text).columns("v"),
            ViewConfig.builder().groupBy("g", text).columns("v"),
            ViewConfig.builder().splitBy(text).groupBy("g").columns("v"),
            ViewConfig.builder().groupBy("g").columns(text, "k").aggregate(text, "min"),
            ViewConfig.builder().groupBy("g").columns(text).aggregate(text, "max"),
            ViewConfig.builder().groupBy("g").columns(text).aggregate(text, "dominant"),
            ViewConfig.builder().groupBy("g").columns(text).aggregate(text, "unique"),
            ViewConfig.builder().groupBy("g").columns(text).aggregate(text, "median"),
            ViewConfig.builder().columns("k").filter(Filter.of(text, "ends with", Scalar.of("3"))),
            ViewConfig.builder()
                .columns("v")
                .filter(Filter.of(text, ">", Scalar.of(LONG.substring(1) + "y"))),
            ViewConfig.builder()
                .expression("e", "concat(\"" + text + "\", '!')")
                .groupBy("e")
                .columns("v"),
            ViewConfig.builder().window("w", window(text, "lag", "g")).groupBy("w").columns("v"),
            ViewConfig.builder()
                .window("w", window(text, "max", "g"))
                .columns("k", "w")
                .sort(new Sort("w", SortDirection.ASC)),
            ViewConfig.builder().window("w", window("v", "sum", text)).columns("w").groupBy("g"),
            ViewConfig.builder()
                .window("w", window(text, "min", "g"))
                .columns("w")
                .aggregate("w", "max")
                .groupBy("g"))
        .map(ViewConfig.Builder::build)
        .toList();
  }

  private static WindowSpec window(String source, String operation, String partition) {
    boolean shifts = operation.equals("lag");
    return new WindowSpec(
        source,
        operation,
        List.of(partition),
        Optional.of(new WindowSpec.Order("v", false)),
        shifts ? Optional.empty() : Optional.of(new WindowSpec.Frame.Rows(2)),
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static void assertViewsStayRight(Table table, List<ViewConfig> configs) {
    List<View> views = configs.stream().map(table::view).toList();
    for (int round = 1; round < ROUNDS; round++) {
      table.update(Tables.rows(rows(round)), 0);
      if (round % 9 == 0) {
        table.remove(Tables.rows("[\"key-" + round % ROWS + "\"]"));
      }
      for (int i = 0; i < views.size(); i++) {
        views.get(i).slice(Viewport.rows(0, 3));
      }
    }
    try (Table other = Table.create(Tables.rows(rows(ROUNDS - 1)), TableOptions.indexedBy("k"))) {
      table.update(Tables.rows(rows(ROUNDS - 1)), 0);
      for (int i = 0; i < views.size(); i++) {
        try (View fresh = other.view(configs.get(i))) {
          assertEquals(shown(fresh), shown(views.get(i)), configs.get(i).toString());
        }
      }
    }
    views.forEach(View::close);
  }

  @Test
  void textsNobodyComputesWithAreForgottenUnderViews() {
    try (Table table = table()) {
      assertViewsStayRight(table, configs("g"));
      assertTrue(strings(table, "t").size() < 20 * ROWS, () -> "" + strings(table, "t").size());
    }
  }

  @Test
  void textsThatViewsSortOrGroupByAreForgottenWhenTheirRowsGo() {
    try (Table table = table()) {
      assertViewsStayRight(table, configs("t"));
      assertTrue(strings(table, "t").count() < 20 * ROWS, () -> "" + strings(table, "t").count());
      assertTrue(strings(table, "t").size() < 40 * ROWS, () -> "" + strings(table, "t").size());
    }
  }

  @Test
  void valuesThatOutliveTheirRowsAreKept() {
    ViewConfig marks =
        ViewConfig.builder().groupBy("g").columns("t").aggregate("t", "high").build();
    try (Table table = table();
        View view = table.view(marks)) {
      table.update(Tables.rows("[{\"k\":\"key-0\",\"g\":\"group-0\",\"t\":\"z highest\"}]"), 0);
      for (int round = 1; round < ROUNDS; round++) {
        table.update(Tables.rows(rows(round)), 0);
      }
      assertTrue(shown(view).contains("\"t\":[\"z highest\","), shown(view));
    }
  }

  @Test
  void aJoinForgetsKeysThatNoRowHas() {
    try (Table left = table();
        Table right = Table.create(Tables.rows(rightRows(0)), TableOptions.indexedBy("id"));
        JoinTable outer = JoinTable.of(left, right, "t", "text", JoinType.OUTER)) {
      List<ViewConfig> configs =
          List.of(
              ViewConfig.ALL,
              ViewConfig.builder().groupBy("t").columns("v", "other").build(),
              ViewConfig.builder().sort(new Sort("t", SortDirection.DESC)).build(),
              ViewConfig.builder().groupBy("g").columns("t").aggregate("t", "min").build());
      List<View> views = configs.stream().map(outer::view).toList();
      for (int round = 1; round < ROUNDS; round++) {
        left.update(Tables.rows(rows(round)), 0);
        right.update(Tables.rows(rightRows(round)), 0);
        right.remove(Tables.rows("[" + (round - 1) + "]"));
        for (int i = 0; i < views.size(); i++) {
          try (View fresh = outer.view(configs.get(i))) {
            assertEquals(shown(fresh), shown(views.get(i)), configs.get(i).toString());
          }
        }
      }
      StringDictionary keys = outer.rows().column(outer.rows().position("t")).dictionary();
      assertTrue(keys.count() < 20 * ROWS, () -> "" + keys.count());
      views.forEach(View::close);
    }
  }

  private static String rightRows(int round) {
    return String.format(
        "[{\"id\":%d,\"text\":\"%s-%d-%d\",\"other\":%d},{\"id\":-1,\"text\":null}]",
        round, LONG, round, round % ROWS, round);
  }

  @Test
  void keysAreFoundAfterTheyWereNumberedAnew() {
    try (Table table =
        Table.create(Tables.rows("[{\"k\":\"first\"}]"), TableOptions.indexedBy("k"))) {
      for (int round = 0; round < 40; round++) {
        String[] keys = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
          keys[i] = "\"" + LONG + round + "-" + i + "\"";
        }
        String rows = "[{\"k\":" + String.join("},{\"k\":", keys) + "}]";
        table.update(Tables.rows(rows), 0);
        table.remove(Tables.rows("[" + String.join(",", keys) + "]"));
      }
      assertTrue(strings(table, "k").size() < 20 * ROWS, () -> "" + strings(table, "k").size());
      table.update(Tables.rows("[{\"k\":\"first\"},{\"k\":\"a\"},{\"k\":\"z\"}]"), 0);
      assertEquals(3, table.size());
      assertEquals("k:string [\"a\",\"first\",\"z\"]", Tables.show(table).replace(", ", ","));
    }
  }
}
