package dev.perspective4j.engine;

import dev.perspective4j.engine.derive.CopiedColumns;
import dev.perspective4j.engine.derive.CopiedRows;
import dev.perspective4j.engine.derive.DerivedRows;
import dev.perspective4j.engine.derive.PassingRows;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.view.CopyableView;
import dev.perspective4j.engine.view.FlatView;
import dev.perspective4j.engine.view.IdentifiedRows;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.ViewConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table of what a view shows, which follows the view. Nobody writes to it.
 *
 * <p>It has a view of its own, without sort and with every group open. A flat view gives it a row for each
 * row that passes the filter, in natural order, and its index if the view shows it. Any other view gives
 * it a row for each group or source row, without index, in order of creation; a group that goes and comes
 * back is a new row. The columns are those the view has at first; columns of later split values are left
 * out. A step of the source is a step here that touches the rows it changed and no others.
 *
 * <pre>{@code
 * try (DerivedTable sums = DerivedTable.of(trades, bySector, false, Optional.empty())) {
 *   View largest = sums.view(ViewConfig.builder().sort("size", SortDirection.DESC).build());
 * }
 * }</pre>
 *
 * <p>Belongs to the thread of its source, which must not be closed before it.
 */
public final class DerivedTable extends LiveTable {
  private final View view;
  private final DerivedRows derived;
  private final Optional<String> index;

  private DerivedTable(View view, DerivedRows derived) {
    super(derived.rows());
    this.view = view;
    this.derived = derived;
    int position = derived.rows().indexColumn();
    this.index =
        position < 0
            ? Optional.empty()
            : Optional.of(derived.rows().schema().columns().get(position).name());
  }

  /**
   * Makes a table of what a view would show.
   *
   * @param source the table under the view
   * @param config the configuration of the view
   * @param dialect what clients expect
   * @param wanted the columns to have: those the view has, and others, which stay null until the view has
   *     them; empty for all the view has now
   * @throws EngineException if the configuration is invalid, columns of the view have one name, a wanted
   *     column has another type, or the index is not among the wanted columns
   */
  public static DerivedTable of(
      LiveTable source, ViewConfig config, Dialect dialect, Optional<Schema> wanted) {
    View view = source.view(plain(config), dialect);
    try {
      return new DerivedTable(view, rows(source.rows(), view, wanted));
    } catch (RuntimeException refused) {
      view.close();
      throw refused;
    }
  }

  private static DerivedRows rows(Rows source, View view, Optional<Schema> wanted) {
    return switch (view) {
      case FlatView flat -> new PassingRows(source, flat.filter(), flat.positions(), wanted);
      case CopyableView copyable -> {
        IdentifiedRows rows = copyable.identifiedRows();
        FieldNaming naming = FieldNaming.readable(view.config());
        boolean byLevel = !view.config().splitBy().isEmpty();
        yield new CopiedRows(source, rows, byLevel, new CopiedColumns(naming, rows, wanted));
      }
      default -> throw new IllegalArgumentException("no rows to follow: " + view.getClass());
    };
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

  /** The index column, if the table has one. */
  public Optional<String> index() {
    return index;
  }

  /** Stops following the source and frees what is kept. */
  @Override
  public void close() {
    derived.close();
    view.close();
  }
}
