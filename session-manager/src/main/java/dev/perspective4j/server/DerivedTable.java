package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.format.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A table that holds what a view shows and follows it; nobody else writes to it.
 *
 * <p>It reads a view of its own, without sort and with every group open, so what the client does
 * with the view it named has no effect. A flat view that keeps the index hands over the keys and rows of
 * each step. A table made from any other view is filled again after each step that
 * changed what the view shows, which costs the size of the view. Used on the strand of the source.
 */
final class DerivedTable extends EngineTable.ReadOnly {
  private final Table table;
  private final View view;
  private final FieldNaming naming;
  private final boolean byRow;
  private final Runnable onClose;
  private ByteBuffer shown;

  private DerivedTable(
      Table table, View view, FieldNaming naming, boolean byRow, ByteBuffer shown, Runnable end) {
    super(table, "derived");
    this.table = table;
    this.view = view;
    this.naming = naming;
    this.byRow = byRow;
    this.shown = shown;
    this.onClose = end;
  }

  /**
   * Makes a table of what a view shows.
   *
   * @param source the table under the view
   * @param config the configuration of the view
   * @param generation whose values the view has
   * @param wanted the columns to have; empty for those of the view
   * @param end is run when the table goes
   * @throws EngineException if columns collide or a wanted column has another type
   */
  static DerivedTable of(
      TableProvider source,
      ViewConfig config,
      Generation generation,
      Optional<Schema> wanted,
      Runnable end) {
    View view = source.view(plain(config), generation);
    boolean made = false;
    try {
      FieldNaming naming = FieldNaming.readable(view.config());
      Slice slice = view.slice(Viewport.ALL);
      requireDistinct(naming.names(slice));
      ByteBuffer shown = ArrowWriter.write(slice, naming, ArrowCompression.NONE);
      boolean flat = config.groupBy().isEmpty() && config.splitBy().isEmpty();
      Optional<String> index =
          source.options().index().filter(column -> flat && view.schema().containsKey(column));
      OptionalLong limit = flat ? source.options().limit() : OptionalLong.empty();
      TableOptions options =
          new TableOptions(index, limit, false, TableOptions.DEFAULT.listFlatten());
      Table table = fill(shown, options, wanted.filter(schema -> !schema.columns().isEmpty()));
      boolean byRow = index.isPresent();
      view.recordRowDeltas(byRow);
      made = true;
      return new DerivedTable(table, view, naming, byRow, shown, end);
    } finally {
      if (!made) {
        view.close();
      }
    }
  }

  /** The same rows in natural order, with every group. */
  private static ViewConfig plain(ViewConfig config) {
    return new ViewConfig(
        config.columns(),
        config.groupBy(),
        config.splitBy(),
        config.filter(),
        config.filterOp(),
        List.of(),
        config.expressions(),
        config.windows(),
        config.aggregates(),
        OptionalInt.empty(),
        config.groupRollupMode(),
        config.splitRollupMode());
  }

  private static void requireDistinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new EngineException("Duplicate column '" + name + "' in derived table schema");
      }
    }
  }

  private static Table fill(ByteBuffer shown, TableOptions options, Optional<Schema> wanted) {
    Table table = Table.create(new TableData.Arrow(shown.duplicate()), options);
    if (wanted.isEmpty()) {
      return table;
    }
    try (table) {
      for (Schema.Column column : wanted.get().columns()) {
        if (table.schema().type(column.name()).filter(type -> type != column.type()).isPresent()) {
          throw new EngineException(
              "Column \"" + column.name() + "\" does not have the type of the View's column");
        }
      }
    }
    Table chosen = Table.create(new TableData.OfSchema(wanted.get()), options);
    chosen.replace(new TableData.Arrow(shown.duplicate()));
    return chosen;
  }

  /** Does after the source what the source has done. */
  @Override
  Step follow(Step source) {
    if (byRow) {
      return followRows(source);
    }
    ByteBuffer now = ArrowWriter.write(view.slice(Viewport.ALL), naming, ArrowCompression.NONE);
    if (now.equals(shown)) {
      return Step.nothing(0);
    }
    shown = now;
    return table.replace(new TableData.Arrow(now.duplicate()));
  }

  private Step followRows(Step source) {
    Vector hidden = view.hiddenKeys();
    Storage storage = hidden.storage();
    Vector gone =
        new Vector(storage, storage == Storage.STRING ? new StringDictionary() : null, 16);
    source.removedKeys().ifPresent(keys -> append(keys, gone));
    append(hidden, gone);
    Optional<Vector> removed = Optional.empty();
    if (gone.size() > 0) {
      String index = table.options().index().orElseThrow();
      removed =
          table.remove(new TableData.Arrow(ArrowWriter.writeColumn(index, gone))).removedKeys();
    }
    ByteBuffer rows = ArrowWriter.write(view.rowDelta(), naming, ArrowCompression.NONE);
    Step written = table.update(new TableData.Arrow(rows), 0);
    return new Step(0, removed.isPresent() || written.notifies(), removed);
  }

  private static void append(Vector keys, Vector all) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.storage() == Storage.STRING && !keys.isNull(i)) {
        all.addCode(all.dictionary().intern(keys.dictionary(), keys.codes()[i]));
      } else {
        all.add(keys, i);
      }
    }
  }

  @Override
  public TableOptions options() {
    return table.options();
  }

  @Override
  public void close() {
    super.close();
    view.close();
    onClose.run();
  }
}
