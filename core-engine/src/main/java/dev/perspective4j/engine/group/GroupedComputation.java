package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.AggregateRequest;
import dev.perspective4j.engine.aggregate.Aggregation;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.group.order.NodeComparison;
import dev.perspective4j.engine.group.order.SiblingOrder;
import dev.perspective4j.engine.group.order.Traversal;
import dev.perspective4j.engine.group.tree.CellGrid;
import dev.perspective4j.engine.group.tree.FirstPass;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.engine.plan.AggregateKind;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.Field;
import dev.perspective4j.engine.plan.Measure;
import dev.perspective4j.engine.plan.Ordering;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.view.RefCounted;
import dev.perspective4j.model.Dialect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything views of one grouping share: the groups and aggregates, kept up to date step by step,
 * and the orders of siblings.
 *
 * <p>Views may share it if they agree in filter and {@link Shape}; sorts, depths and rollup modes
 * may differ. It follows the deltas of the filter stage, registered by its maker. Used on the
 * table's thread only.
 */
public final class GroupedComputation implements DeltaListener {
  private final Rows table;
  private final RowSet passing;
  private final Grouping grouping;
  private final ChangeRecorder recorder;
  private final BitSet columns = new BitSet();

  /** Those of them that decide in which group a row is. */
  private final BitSet keyColumns = new BitSet();

  private final List<ColumnSource> measured = new ArrayList<>();
  private final RefCounted<List<Ordering>, SiblingOrder> sharedOrders = new RefCounted<>();
  private final RefCounted<TraversalKey, Traversal> sharedTraversals = new RefCounted<>();
  private final List<SiblingOrder> orders = new ArrayList<>();
  private final IntList leaving = new IntList();
  private final IntList changing = new IntList();
  private final IntList staying = new IntList();
  private final IntList stayingLeaves = new IntList();
  private final Supplier<Grouping> create;
  private final Shape shape;
  private int version;
  private int splitVersion;

  /**
   * What views must agree in to share a computation, apart from the filter.
   *
   * @param groupBy row groups
   * @param splitBy split groups
   * @param measures value columns
   * @param dialect what clients expect
   */
  public record Shape(
      List<Field> groupBy, List<Field> splitBy, List<Measure> measures, Dialect dialect) {

    /**
     * The shape of a plan with groups, splits or a total. Without groups and total nothing is
     * aggregated, but split groups can still be sorted by their first value.
     */
    public static Shape of(ViewPlan plan, Dialect dialect) {
      List<Measure> measures =
          plan.aggregates()
              ? plan.measures()
              : plan.measures().stream()
                  .map(m -> new Measure(m.field(), AggregateKind.ANY, Optional.empty()))
                  .toList();
      return new Shape(plan.groupBy(), plan.splitBy(), measures, dialect);
    }

    /** Whether results may depend on what the computation has lived through. */
    boolean remembers() {
      return has(BY_HISTORY) || has(BY_AGE);
    }

    /**
     * Whether row deltas tell every group of a row that was written, and the total after any step,
     * changed or not. As every release does: for some aggregates they do; which others, the dialect says.
     */
    boolean tellsTouched() {
      return has(TOLD_WHEN_TOUCHED)
          || (dialect.tellsWrittenGroupsOfSums() && has(SUMS_TOLD_WHEN_TOUCHED))
          || (!groupBy.isEmpty() && has(EnumSet.of(AggregateKind.COUNT)));
    }

    private boolean has(Set<AggregateKind> kinds) {
      return measures.stream().anyMatch(measure -> kinds.contains(measure.aggregate()));
    }
  }

  /** These depend on values that were before. */
  private static final Set<AggregateKind> BY_HISTORY =
      EnumSet.of(AggregateKind.HIGH, AggregateKind.LOW, AggregateKind.LAST);

  /** In inner groups these go through the rows of the inmost groups in the order of their age. */
  private static final Set<AggregateKind> BY_AGE =
      EnumSet.of(
          AggregateKind.ANY,
          AggregateKind.OR,
          AggregateKind.DOMINANT,
          AggregateKind.MAX_BY,
          AggregateKind.MIN_BY);

  /** These change with the group they are a share of. */
  private static final Set<AggregateKind> SHARES =
      EnumSet.of(AggregateKind.PCT_SUM_PARENT, AggregateKind.PCT_SUM_TOTAL);

  /** Row deltas tell these in every group of a row that was written. */
  private static final Set<AggregateKind> TOLD_WHEN_TOUCHED = EnumSet.of(AggregateKind.LAST);

  /** Row deltas of some releases tell these, too, in every group of a row that was written. */
  private static final Set<AggregateKind> SUMS_TOLD_WHEN_TOUCHED =
      EnumSet.of(AggregateKind.ABS_SUM, AggregateKind.SUM_ABS, AggregateKind.SUM_NOT_NULL);

  private record TraversalKey(SiblingOrder order, boolean leavesOnly, int depth) {}

  /**
   * Groups all rows of the filter.
   *
   * @param table the rows
   * @param passing the rows that pass the filter
   * @param shape what to compute
   * @param binding makes columns of fields; outlives the computation
   */
  public GroupedComputation(Rows table, RowSet passing, Shape shape, Binding binding) {
    this.table = table;
    this.passing = passing;
    this.shape = shape;
    List<ColumnSource> groupBy = shape.groupBy().stream().map(f -> column(f, binding)).toList();
    List<ColumnSource> splitBy = shape.splitBy().stream().map(f -> column(f, binding)).toList();
    keyColumns.or(columns);
    List<AggregateRequest> requests = new ArrayList<>();
    for (Measure measure : shape.measures()) {
      ColumnSource column = column(measure.field(), binding);
      measured.add(column);
      requests.add(
          new AggregateRequest(
              measure.aggregate(),
              column,
              measure.argument().map(argument -> column(argument, binding)),
              measure.field() instanceof Field.Own));
    }
    this.create = () -> new Grouping(table, groupBy, splitBy, requests, shape.dialect());
    this.grouping = create.get();
    this.recorder =
        new ChangeRecorder(grouping, grouping.aggregates().results(), shape.tellsTouched());
    FirstPass.run(grouping, create, passing, table.slotLimit());
  }

  private ColumnSource column(Field field, Binding binding) {
    columns.set(binding.position(field));
    return binding.column(field);
  }

  /** Whether results of a group are shares of what another group adds up to. */
  boolean hasShares() {
    return shape.has(SHARES);
  }

  /** The column behind a measure. */
  ColumnSource column(int measure) {
    return measured.get(measure);
  }

  Rows table() {
    return table;
  }

  Grouping grouping() {
    return grouping;
  }

  ChangeRecorder recorder() {
    return recorder;
  }

  List<Aggregation> results() {
    return grouping.aggregates().results();
  }

  /** Whether a new view of that plan sees here what it would see in a computation of its own. */
  boolean isAsNew(ViewPlan plan) {
    boolean history = plan.aggregates() && shape.has(BY_HISTORY);
    boolean ages =
        plan.aggregates()
            ? shape.has(BY_AGE)
            : plan.splitBy().size() > 1 && !plan.columnSorts().isEmpty();
    return (version == 0 || !history) && (grouping.log().isAgeless() || !ages);
  }

  /** Changes with every step. */
  int version() {
    return version;
  }

  /** Changes when split groups come or go. */
  int splitVersion() {
    return splitVersion;
  }

  /** The order of row groups under row sorts, for one more user. */
  SiblingOrder acquireOrder(List<Ordering> sorts) {
    return sharedOrders.acquire(sorts, () -> createOrder(sorts));
  }

  private SiblingOrder createOrder(List<Ordering> sorts) {
    GroupTree rows = grouping.rows();
    NodeComparison comparison =
        new NodeComparison(rows, row -> grouping.grid().find(row, 0), entries(sorts));
    SiblingOrder order = new SiblingOrder(rows, comparison);
    orders.add(order);
    return order;
  }

  void releaseOrder(List<Ordering> sorts) {
    sharedOrders.release(sorts, orders::remove);
  }

  /** Sort entries over result columns. */
  List<NodeComparison.Entry> entries(List<Ordering> sorts) {
    return sorts.stream()
        .map(sort -> new NodeComparison.Entry(results().get(sort.measure()), sort.direction()))
        .toList();
  }

  /** The visible rows of an order, opened to a depth, or leaves only; for one more user. */
  Traversal acquireTraversal(SiblingOrder order, boolean leavesOnly, int depth) {
    return sharedTraversals.acquire(
        new TraversalKey(order, leavesOnly, depth),
        () ->
            leavesOnly
                ? Traversal.ofLeaves(grouping.rows(), order)
                : Traversal.toDepth(grouping.rows(), order, depth));
  }

  void releaseTraversal(SiblingOrder order, boolean leavesOnly, int depth) {
    sharedTraversals.release(new TraversalKey(order, leavesOnly, depth), Traversal::close);
  }

  @Override
  public void retract(Delta delta) {
    grouping.log().start();
    if (table.size() == 0) {
      // When an empty table gets its first rows the total is open, even if a viewer closed it
      // before.
      orders.forEach(order -> order.traversals().forEach(Traversal::emptied));
    }
    if (!delta.continued()) {
      recorder.begin();
    }
    if (delta.cleared()) {
      grouping.reset();
      for (SiblingOrder order : orders) {
        order.reset();
        order.traversals().forEach(Traversal::reset);
      }
      recorder.reset();
      return;
    }
    int total = grouping.contents().total();
    if (recorder.wantsTouched() || (recorder.isOn() && grouping.contents().count(total) == 0)) {
      // Rows that the filter hides change what no rows add up to.
      recorder.see(total);
    }
    leaving.clear();
    changing.clear();
    staying.clear();
    grouping.contents().collect(delta.removed(), leaving);
    boolean concerned = delta.writtenColumns().intersects(columns);
    if (concerned) {
      if (delta.writtenColumns().intersects(keyColumns) || !table.updatedRowsStay()) {
        grouping.contents().collect(delta.updated(), changing);
      } else {
        grouping.contents().collect(delta.updated(), staying, stayingLeaves);
      }
    }
    if (recorder.isOn()) {
      chunks(
          leaving, (offset, n) -> grouping.announceOut(leaving.items(), offset, n, recorder::see));
      chunks(
          changing,
          (offset, n) -> grouping.announceOut(changing.items(), offset, n, recorder::see));
      chunks(
          staying, (offset, n) -> grouping.announceOut(staying.items(), offset, n, recorder::see));
    }
    if (!concerned && recorder.wantsTouched()) {
      announceTouched(delta);
    }
    chunks(leaving, (offset, n) -> grouping.takeOut(leaving.items(), offset, n, true));
    chunks(changing, (offset, n) -> grouping.takeOut(changing.items(), offset, n, false));
    int[] stayingSlots = stayingSlots(delta);
    chunks(
        staying,
        (offset, n) -> grouping.takeValuesOut(stayingSlots, stayingLeaves.items(), offset, n));
  }

  /** Reports the cells of rows that the step wrote in columns that are not shown. */
  private void announceTouched(Delta delta) {
    if (!delta.isDerived(table.schema().columns().size())) {
      grouping.contents().collect(delta.updated(), changing);
      chunks(
          changing,
          (offset, n) -> grouping.announceOut(changing.items(), offset, n, recorder::see));
      changing.clear();
    }
  }

  /**
   * The staying rows, as the very array of the delta if they are all of it: columns know that one.
   */
  private int[] stayingSlots(Delta delta) {
    return staying.size() == delta.updated().length ? delta.updated() : staying.items();
  }

  @Override
  public void keepCodes(int position, BitSet codes) {
    if (columns.get(position)) {
      grouping.aggregates().keepCodes(table.column(position), codes);
    }
  }

  @Override
  public void apply(Delta delta) {
    version++;
    if (delta.cleared()) {
      FirstPass.run(grouping, create, passing, table.slotLimit());
      splitVersion++;
      return;
    }
    changing.clear();
    if (staying.size() < delta.updated().length) {
      collectPassing(delta.updated());
    }
    collectPassing(delta.inserted());
    grouping.beginPutIn(staying.size() + changing.size());
    int[] stayingSlots = stayingSlots(delta);
    chunks(
        staying,
        (offset, n) -> grouping.putValuesIn(stayingSlots, stayingLeaves.items(), offset, n));
    staying.clear();
    chunks(
        changing,
        (offset, n) -> {
          grouping.locate(changing.items(), offset, n);
          if (recorder.isOn()) {
            grouping.visitLocated(n, recorder::see);
          }
          grouping.putIn(n);
        });
    grouping.endPutIn();
    settle();
  }

  private void collectPassing(int[] slots) {
    for (int slot : slots) {
      if (!grouping.contents().contains(slot) && passing.contains(slot)) {
        changing.add(slot);
      }
    }
  }

  private void settle() {
    CellGrid grid = grouping.grid();
    IntList created = grouping.log().createdRows();
    IntList emptied = grouping.log().emptied();
    for (SiblingOrder order : orders) {
      for (Traversal traversal : order.traversals()) {
        tellCreated(traversal, created);
        for (int i = 0; i < emptied.size(); i++) {
          traversal.removed(emptied.get(i));
        }
      }
      for (int i = 0; i < emptied.size(); i++) {
        order.removed(emptied.get(i));
      }
    }
    for (int i = 0; i < emptied.size(); i++) {
      recorder.removed(emptied.get(i));
    }
    IntList touched = grouping.log().cells();
    for (int i = 0; i < touched.size(); i++) {
      int cell = touched.get(i);
      if (grouping.contents().count(cell) == 0 && cell != 0) {
        recorder.gone(cell, grid.row(cell));
      } else if (grid.split(cell) == 0) {
        for (SiblingOrder order : orders) {
          order.changed(grid.row(cell));
        }
      }
    }
    grouping.settle();
    if (grouping.log().splitsChanged()) {
      splitVersion++;
    }
  }

  private void tellCreated(Traversal traversal, IntList created) {
    GroupTree rows = grouping.rows();
    for (int level = 1; level <= rows.levels() && created.size() > 0; level++) {
      for (int i = 0; i < created.size(); i++) {
        if (rows.level(created.get(i)) == level) {
          traversal.created(created.get(i));
        }
      }
    }
  }

  /** A loop over chunks of rows. */
  private interface ChunkLoop {
    void run(int offset, int n);
  }

  private static void chunks(IntList slots, ChunkLoop loop) {
    for (int offset = 0; offset < slots.size(); offset += Vector.CHUNK) {
      loop.run(offset, Math.min(Vector.CHUNK, slots.size() - offset));
    }
  }
}
