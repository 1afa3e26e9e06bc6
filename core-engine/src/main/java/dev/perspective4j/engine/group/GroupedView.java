package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.Aggregation;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.order.SiblingOrder;
import dev.perspective4j.engine.group.order.Traversal;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.GroupKeys;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.view.CopyableView;
import dev.perspective4j.engine.view.IdentifiedRows;
import dev.perspective4j.engine.view.PlannedView;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Viewport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A view whose rows are groups: a shared computation, and which of its groups this viewer has open.
 *
 * <p>Starts ruled by a depth; the first {@link #expand} or {@link #collapse} gives the viewer a
 * traversal of its own, {@link #setDepth} goes back to a shared one.
 */
public final class GroupedView extends PlannedView implements CopyableView {
  private static final IntList ROOT = new IntList(1);

  static {
    ROOT.add(0);
  }

  private final GroupedComputation computation;
  private final Runnable giveBack;
  private final Grouping grouping;
  private final SplitColumns columns;
  private final List<Aggregation> results;
  private final GroupRollupMode mode;
  private final int levels;
  private final boolean split;
  private final SiblingOrder order;
  private Traversal traversal;
  private int ruledDepth;
  private boolean manual;

  /**
   * A view on a shared computation.
   *
   * @param computation of the {@linkplain GroupedComputation.Shape shape} of the plan
   * @param plan a plan that aggregates
   * @param release gives back the computation; called once
   */
  public GroupedView(GroupedComputation computation, ViewPlan plan, Runnable release) {
    super(computation.table(), plan);
    this.computation = computation;
    giveBack = release;
    this.grouping = computation.grouping();
    this.columns = new SplitColumns(computation, plan);
    this.results = computation.results();
    this.levels = grouping.rows().levels();
    this.split = grouping.splits().levels() > 0;
    boolean total = plan.kind() == Slice.Kind.TOTAL || plan.kind() == Slice.Kind.TOTAL_SPLIT;
    this.mode = total ? GroupRollupMode.TOTAL : plan.config().groupRollupMode();
    long depth = Integer.toUnsignedLong(plan.config().groupByDepth().orElse(0));
    this.order = computation.acquireOrder(plan.rowSorts());
    this.ruledDepth =
        switch (mode) {
          case ROLLUP -> depth == 0 || depth > levels ? levels : (int) depth;
          case FLAT -> levels;
          case TOTAL -> 0;
        };
    this.traversal = acquireRuled();
    grouping.contents().seenByNewView();
  }

  private Traversal acquireRuled() {
    return computation.acquireTraversal(order, mode == GroupRollupMode.FLAT, ruledDepth);
  }

  /** Lets go of the traversal, be it the viewer's own or a shared one. */
  private void leaveTraversal() {
    if (manual) {
      traversal.close();
      manual = false;
    } else {
      computation.releaseTraversal(order, mode == GroupRollupMode.FLAT, ruledDepth);
    }
  }

  @Override
  public List<ColumnPath> columnPaths() {
    return columns.paths();
  }

  @Override
  protected int rowCount() {
    return traversal.size();
  }

  @Override
  protected int columnCount() {
    return columns.size();
  }

  @Override
  public long expand(long row) {
    if (mode == GroupRollupMode.FLAT && split) {
      return row < traversal.size() ? row : 0; // as of any row of full depth
    }
    if (mode != GroupRollupMode.ROLLUP) {
      return 0;
    }
    boolean exists = row >= 0 && row < traversal.size();
    if (!exists) {
      return nothingThere();
    }
    int node = traversal.nodeAt((int) row);
    if (split && grouping.rows().level(node) == levels) {
      return row; // As every release does: the row if there is nothing to open.
    }
    enterManualState();
    return traversal.expand(node);
  }

  @Override
  public long collapse(long row) {
    if (mode != GroupRollupMode.ROLLUP) {
      return 0;
    }
    if (row < 0 || row >= traversal.size()) {
      return nothingThere();
    }
    int node = traversal.nodeAt((int) row);
    enterManualState();
    return traversal.collapse(node);
  }

  /**
   * A row beyond the end changes nothing. As every release does: without splits it still ends the rule of
   * the depth.
   */
  private long nothingThere() {
    if (!split) {
      enterManualState();
    }
    return 0;
  }

  private void enterManualState() {
    if (!manual) {
      Traversal own = traversal.manual();
      leaveTraversal();
      traversal = own;
      manual = true;
    }
  }

  @Override
  public void setDepth(long depth) {
    if (mode == GroupRollupMode.ROLLUP && depth >= 0 && depth <= levels) {
      leaveTraversal();
      ruledDepth = (int) Math.min(depth + 1, levels);
      traversal = acquireRuled();
    }
  }

  @Override
  public MinMax minMax(String column) {
    int measure = plan().measureIndex(column);
    IntList nodes = new IntList();
    if (mode != GroupRollupMode.TOTAL) {
      traversal.nodes(0, traversal.size(), nodes);
    }
    return ShownExtremes.of(grouping, nodes, results.get(measure));
  }

  @Override
  public Slice slice(Viewport viewport, KeysWanted keys) {
    int size = traversal.size();
    int count = columns.size();
    IntList nodes = new IntList();
    traversal.nodes(viewport.firstRow(size), viewport.lastRow(size), nodes);
    Slice cells = slice(nodes, viewport.firstColumn(count), viewport.lastColumn(count), true);
    if (split || keys != KeysWanted.BEHIND_GROUPS) {
      return cells;
    }
    RowKeys behind = new RowKeys(computation);
    List<Vector> found = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      found.add(behind.of(nodes.get(i)));
    }
    return cells.with(new GroupKeys(found));
  }

  @Override
  public IdentifiedRows identifiedRows() {
    recordRowDeltas(true);
    return new GroupIdentities(this, computation, mode);
  }

  /** All columns of some groups, shown or not. */
  Slice slice(int[] nodes) {
    IntList all = new IntList(nodes.length);
    all.addAll(nodes, nodes.length);
    return slice(all, 0, columns.size(), true);
  }

  private Slice slice(IntList nodes, int firstColumn, int lastColumn, boolean withPaths) {
    int n = nodes.size();
    int[] rows = Arrays.copyOf(nodes.items(), n);
    int[] cells = new int[n];
    IntList splitNodes = split ? columns.nodes() : ROOT;
    List<Slice.Column> found = new ArrayList<>(Math.max(0, lastColumn - firstColumn));
    int cellsOf = -1;
    for (int c = firstColumn; c < lastColumn; c++) {
      int splitNode = splitNodes.get(c / columns.measures());
      if (splitNode != cellsOf) {
        for (int i = 0; i < n; i++) {
          cells[i] = grouping.grid().find(rows[i], splitNode);
        }
        cellsOf = splitNode;
      }
      Aggregation result = results.get(c % columns.measures());
      Vector values = result.vector(n);
      result.read(cells, n, values);
      found.add(new Slice.Column(columns.paths().get(c), values));
    }
    Optional<RowPaths> paths =
        withPaths && !plan().groupBy().isEmpty() ? Optional.of(rowPaths(rows)) : Optional.empty();
    return new Slice(plan().kind(), n, found, paths, Optional.empty(), Optional.empty());
  }

  private RowPaths rowPaths(int[] rows) {
    GroupTree tree = grouping.rows();
    int[] depths = new int[rows.length];
    List<Vector> keys = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      Vector vector = tree.keys(level).vector(rows.length);
      for (int row : rows) {
        if (tree.level(row) > level) {
          tree.appendKey(tree.ancestor(row, level + 1), vector);
        } else {
          vector.addNull();
        }
      }
      keys.add(vector);
    }
    for (int i = 0; i < rows.length; i++) {
      depths[i] = tree.level(rows[i]);
    }
    return new RowPaths(
        plan().groupBy().stream().map(field -> field.name()).toList(), depths, keys);
  }

  @Override
  protected void record(boolean on) {
    if (on) {
      computation.recorder().start();
    } else {
      computation.recorder().stop();
    }
  }

  @Override
  public Slice rowDelta() {
    ChangeRecorder recorder = computation.recorder();
    IntList nodes = new IntList();
    if (columns.size() == 0) {
      nodes.clear(); // rows that show nothing
    } else if (!recorder.isAllNew()) {
      nodes = inViewOrder(changedRows(recorder));
    } else if (grouping.contents().count(0) > 0) {
      traversal.nodes(0, traversal.size(), nodes);
    }
    return slice(nodes, 0, columns.size(), false);
  }

  /** The groups that are new or whose shown results have changed. */
  BitSet changedRows(ChangeRecorder recorder) {
    GroupTree tree = grouping.rows();
    BitSet rows = new BitSet();
    recorder.changed(
        cell -> {
          int row = grouping.grid().row(cell);
          if (columns.isShown(grouping.grid().split(cell))) {
            rows.set(row);
          }
        });
    IntList bereft = recorder.bereftRows();
    for (int i = 0; i < bereft.size(); i++) {
      if (tree.exists(bereft.get(i)) && split) {
        rows.set(bereft.get(i));
      }
    }
    return rows;
  }

  private IntList inViewOrder(BitSet rows) {
    IntList positions = new IntList();
    rows.stream()
        .filter(traversal::isVisible)
        .map(traversal::positionOf)
        .sorted()
        .forEach(positions::add);
    IntList nodes = new IntList();
    for (int i = 0; i < positions.size(); i++) {
      nodes.add(traversal.nodeAt(positions.get(i)));
    }
    return nodes;
  }

  @Override
  protected void release() {
    leaveTraversal();
    computation.releaseOrder(plan().rowSorts());
    giveBack.run();
  }
}
