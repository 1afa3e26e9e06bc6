package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.engine.order.SortedSlots;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.Measure;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.view.CopyableView;
import dev.perspective4j.engine.view.IdentifiedRows;
import dev.perspective4j.engine.view.PlannedView;
import dev.perspective4j.engine.view.ViewRegistry;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.Viewport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view with splits but no groups: one row per table row, whose cells stand under the split groups
 * the row belongs to.
 */
final class SplitView extends PlannedView implements CopyableView {
  private final GroupedComputation computation;
  private final Grouping grouping;
  private final SplitColumns columns;
  private final SortedSlots order;
  private final List<ColumnSource> sources;
  private final ChangedRowCells changes;
  private final List<ColumnSource> compared;
  private @Nullable RowIdentities identities;
  private final FilterStage filter;
  private final Runnable giveBack;

  SplitView(
      GroupedComputation computation,
      ViewPlan plan,
      FilterStage filter,
      Binding binding,
      Runnable release) {
    super(computation.table(), plan);
    this.computation = computation;
    this.grouping = computation.grouping();
    this.filter = filter;
    giveBack = release;
    this.columns = new SplitColumns(computation, plan);
    this.sources =
        plan.visibleMeasures().stream().map(Measure::field).map(binding::column).toList();
    this.order = new SortedSlots(computation.table(), filter, ViewRegistry.sortKeys(plan, binding));
    List<ColumnSource> shown = new ArrayList<>(sources);
    plan.splitBy().forEach(field -> shown.add(binding.column(field)));
    this.compared = List.copyOf(shown);
    this.changes = new ChangedRowCells(filter, compared);
    filter.addListener(changes);
  }

  @Override
  public List<ColumnPath> columnPaths() {
    return hasColumns() ? columns.paths() : List.of();
  }

  private boolean hasColumns() {
    return filter.size() > 0 || plan().config().splitRollupMode() == SplitRollupMode.ROLLUP;
  }

  @Override
  protected int rowCount() {
    return order.size();
  }

  @Override
  protected int columnCount() {
    return hasColumns() ? columns.size() : 0;
  }

  /** Nothing to open. As every release does: it answers the row, counted from an invisible total. */
  @Override
  public long expand(long row) {
    return row <= order.size() ? row : 0;
  }

  /** Nothing to close. */
  @Override
  public long collapse(long row) {
    return 0;
  }

  @Override
  public void setDepth(long depth) {
    // rows have no levels
  }

  @Override
  public MinMax minMax(String column) {
    ColumnSource source = measured(plan().measureIndex(column));
    int[] slots = order.slots(0, order.size());
    return ShownExtremes.of(source.cells(slots));
  }

  private ColumnSource measured(int measure) {
    return computation.column(measure);
  }

  @Override
  public Slice slice(Viewport viewport, KeysWanted keys) {
    int size = order.size();
    int count = columnCount();
    int from = viewport.firstRow(size);
    int[] slots = order.slots(from, viewport.lastRow(size) - from);
    return slice(slots, viewport.firstColumn(count), viewport.lastColumn(count), keys.ofRows());
  }

  @Override
  public IdentifiedRows identifiedRows() {
    RowIdentities rows = new RowIdentities(this, computation.table(), filter, compared);
    identities = rows;
    return rows;
  }

  /** All columns of some rows. */
  Slice slice(int[] slots) {
    return slice(slots, 0, columnCount(), false);
  }

  /** Sorts rows of this view by position. */
  int[] inOrder(int[] slots) {
    order.sort(slots, slots.length);
    return slots;
  }

  private Slice slice(int[] slots, int firstColumn, int lastColumn, boolean withKeys) {
    int measures = columns.measures();
    int[] leaves = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      leaves[i] = grouping.leafSplit(slots[i]);
    }
    Vector[] values = new Vector[measures];
    List<Slice.Column> found = new ArrayList<>(Math.max(0, lastColumn - firstColumn));
    for (int c = firstColumn; c < lastColumn; c++) {
      int measure = c % measures;
      Vector all = values[measure];
      if (all == null) {
        all = sources.get(measure).cells(slots);
        values[measure] = all;
      }
      int node = columns.nodes().get(c / measures);
      found.add(new Slice.Column(columns.paths().get(c), under(node, leaves, all)));
    }
    return new Slice(
        Slice.Kind.SPLIT,
        slots.length,
        found,
        Optional.empty(),
        withKeys ? Optional.of(RowKeys.keys(computation.table(), slots)) : Optional.empty(),
        Optional.empty());
  }

  /** The cells of those rows that belong to a split group, null for the others. */
  private Vector under(int node, int[] leaves, Vector all) {
    GroupTree splits = grouping.splits();
    int level = splits.level(node);
    Vector cells = new Vector(all.physicalType(), all.dictionaryOrNull(), leaves.length);
    for (int i = 0; i < leaves.length; i++) {
      if (splits.ancestor(leaves[i], level) == node) {
        cells.add(all, i);
      } else {
        cells.addNull();
      }
    }
    return cells;
  }

  @Override
  protected void record(boolean on) {
    changes.record(on);
  }

  @Override
  public Slice rowDelta() {
    int[] slots = changes.slots();
    order.sort(slots, slots.length);
    return slice(slots, 0, columnCount(), true);
  }

  @Override
  protected void release() {
    filter.removeListener(changes);
    if (identities != null) {
      identities.close();
    }
    order.close();
    giveBack.run();
  }
}
