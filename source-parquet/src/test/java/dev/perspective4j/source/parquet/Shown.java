package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.charset.StandardCharsets;

/** Tables as text. */
final class Shown {
  private Shown() {}

  /** All rows as columns JSON. */
  static String of(Table table) {
    try (View view = table.view(ViewConfig.builder().build())) {
      return StandardCharsets.UTF_8
          .decode(ColumnsJson.write(view.slice(Viewport.ALL), JsonOptions.DEFAULT))
          .toString();
    }
  }
}
