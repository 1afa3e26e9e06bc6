package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.order.SortedSlots;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.Measure;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Viewport;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A view with one row per table row: asks the shared order for slots and gathers cells. */
public final class FlatView extends PlannedView {
  private final Binding binding;
  private final SharedFilter selected;
  private final SortedSlots order;
  private final Runnable giveBack;
  private final List<ColumnPath> paths;
  private final List<ColumnSource> columns;

  /** Columns that the view shows, sorts or filters by. */
  private final BitSet concerned = new BitSet();

  /**
   * A view on shared parts.
   *
   * @param rows the rows
   * @param plan a plan of kind {@link Slice.Kind#FLAT}
   * @param binding the view's own columns; closed with it
   * @param selected the rows that pass the plan's filters
   * @param order their order
   * @param release gives back the shared parts
   */
  FlatView(
      Rows rows,
      ViewPlan plan,
      Binding binding,
      SharedFilter selected,
      SortedSlots order,
      Runnable release) {
    super(rows, plan);
    this.binding = binding;
    this.selected = selected;
    this.order = order;
    giveBack = release;
    this.paths = plan.visibleMeasures().stream().map(m -> ColumnPath.of(m.field().name())).toList();
    this.columns =
        plan.visibleMeasures().stream().map(Measure::field).map(binding::column).toList();
    plan.measures().forEach(measure -> concerned.set(binding.position(measure.field())));
    plan.filters().forEach(filter -> concerned.set(binding.position(filter.field())));
  }

  /** The rows that pass the filters of the view. */
  public FilterStage filter() {
    return selected.filter();
  }

  /** Position of each visible column among those of the rows, by name. */
  public Map<String, Integer> positions() {
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (Measure measure : plan().visibleMeasures()) {
      positions.put(measure.field().name(), binding.position(measure.field()));
    }
    return positions;
  }

  @Override
  public List<ColumnPath> columnPaths() {
    return paths;
  }

  @Override
  protected int rowCount() {
    return order.size();
  }

  @Override
  protected int columnCount() {
    return columns.size();
  }

  /** Nothing to open. As every release does: it answers the row. */
  @Override
  public long expand(long row) {
    return row;
  }

  /** Nothing to close. As every release does: it answers the row. */
  @Override
  public long collapse(long row) {
    return row;
  }

  @Override
  public void setDepth(long depth) {
    // a flat view has no levels
  }

  @Override
  public MinMax minMax(String column) {
    return selected.minMax(plan().field(column));
  }

  @Override
  public Slice slice(Viewport viewport, KeysWanted keys) {
    int size = order.size();
    int from = viewport.firstRow(size);
    return slice(
        order.slots(from, viewport.lastRow(size) - from),
        viewport.firstColumn(columns.size()),
        viewport.lastColumn(columns.size()),
        keys.ofRows());
  }

  @Override
  protected void record(boolean on) {
    if (on) {
      selected.touched().startRecording();
    } else {
      selected.touched().stopRecording();
    }
  }

  @Override
  public Slice rowDelta() {
    int[] touched = selected.touched().slots(concerned);
    order.sort(touched, touched.length);
    return slice(touched, 0, columns.size(), true);
  }

  @Override
  public Vector hiddenKeys() {
    if (table().indexColumn() < 0) {
      throw new UnsupportedOperationException("the table has no index");
    }
    return keys(selected.touched().hidden(table()));
  }

  private Slice slice(int[] slots, int firstColumn, int lastColumn, boolean withKeys) {
    return new Slice(
        Slice.Kind.FLAT,
        slots.length,
        GatheredCells.of(
            columns.subList(firstColumn, lastColumn),
            paths.subList(firstColumn, lastColumn),
            slots),
        Optional.empty(),
        withKeys ? Optional.of(keys(slots)) : Optional.empty(),
        Optional.empty());
  }

  private Vector keys(int[] slots) {
    if (table().indexColumn() >= 0) {
      return table().column(table().indexColumn()).cells(slots);
    }
    Vector numbers = new Vector(PhysicalType.INT64, null, slots.length);
    for (int slot : slots) {
      numbers.addLong(table().rowNumber(slot));
    }
    return numbers;
  }

  @Override
  protected void release() {
    binding.close();
    giveBack.run();
  }
}
