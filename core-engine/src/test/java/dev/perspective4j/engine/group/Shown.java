package dev.perspective4j.engine.group;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.charset.StandardCharsets;

/** Tables from JSON and views as columns JSON, single quotes for double ones. */
final class Shown {
  private Shown() {}

  static Table table(String json) {
    return Table.create(TableData.jsonColumns(quoted(json)), TableOptions.DEFAULT);
  }

  static Table indexed(String json, String index) {
    return Table.create(TableData.jsonColumns(quoted(json)), TableOptions.indexedBy(index));
  }

  static Table empty(Schema schema, TableOptions options) {
    return Table.create(new TableData.OfSchema(schema), options);
  }

  static void update(Table table, String rows) {
    table.update(TableData.jsonRows(quoted(rows)), 0);
  }

  static void remove(Table table, String keys) {
    table.remove(TableData.jsonRows(quoted(keys)));
  }

  /** A fresh view. */
  static String fresh(Table table, ViewConfig.Builder config) {
    try (View view = table.view(config.build())) {
      return show(view);
    }
  }

  /** A fresh view in which sums of no value are null. */
  static String freshWithNullSums(Table table, ViewConfig.Builder config) {
    try (View view = table.view(config.build(), Dialect.FROM_5_6)) {
      return show(view);
    }
  }

  static String show(View view) {
    return show(view.slice(Viewport.ALL));
  }

  static String show(Slice slice) {
    return StandardCharsets.UTF_8
        .decode(ColumnsJson.write(slice, JsonOptions.DEFAULT))
        .toString()
        .replace('"', '\'');
  }

  /** One column of a view, without the row paths. */
  static String column(View view, String name) {
    String all = show(view);
    int from = all.indexOf("'" + name + "':") + name.length() + 3;
    return all.substring(from, all.indexOf(']', from) + 1);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
