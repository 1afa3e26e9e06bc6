package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.format.ColumnsJson;
import dev.perspective4j.engine.format.JsonOptions;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Strings that no row has any more are forgotten as soon as nobody depends on their codes. */
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
            ViewConfig.builder().groupBy(text).columns("v"))
        .map(ViewConfig.Builder::build)
        .toList();
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
  void textsThatAViewSortsOrGroupsByAreKept() {
    try (Table table = table()) {
      StringDictionary before = strings(table, "t");
      assertViewsStayRight(table, configs("t"));
      assertSame(before, strings(table, "t"));

      table.update(Tables.rows(rows(ROUNDS)), 0);
      assertTrue(strings(table, "t").size() < 20 * ROWS, () -> "" + strings(table, "t").size());
    }
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
