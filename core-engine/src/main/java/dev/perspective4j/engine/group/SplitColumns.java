package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Scalars;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.order.NodeComparison;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.text.DateText;
import dev.perspective4j.engine.text.NumberText;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.SplitRollupMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The value columns of a view: for each split group, in order, each visible measure. Without split
 * there is one group, the root.
 */
final class SplitColumns {

  private final Grouping grouping;
  private final GroupedComputation computation;
  private final List<String> names;
  private final boolean withTotals;
  private final NodeComparison comparison;
  private final IntList nodes = new IntList();

  /** All groups in order, those without columns of their own included. */
  private final IntList order = new IntList();

  private List<ColumnPath> paths = List.of();
  private int seenVersion = -1;
  private int namedVersion = -1;

  SplitColumns(GroupedComputation computation, ViewPlan plan) {
    this.computation = computation;
    this.grouping = computation.grouping();
    this.names = plan.visibleMeasures().stream().map(m -> m.field().name()).toList();
    this.withTotals = plan.config().splitRollupMode() == SplitRollupMode.ROLLUP;
    this.comparison =
        new NodeComparison(
            grouping.splits(),
            node -> grouping.grid().find(0, node),
            computation.entries(plan.columnSorts()));
  }

  /** The shown split groups, in order. */
  IntList nodes() {
    refresh();
    return nodes;
  }

  /** Number of measures of each split group. */
  int measures() {
    return names.size();
  }

  /** Whether there is a column group for the split group. */
  boolean isShown(int node) {
    GroupTree splits = grouping.splits();
    return withTotals || splits.level(node) == splits.levels();
  }

  /** Number of columns. */
  int size() {
    refresh();
    return Math.multiplyExact(nodes.size(), names.size());
  }

  /** The columns in output order. */
  List<ColumnPath> paths() {
    refresh();
    if (namedVersion != seenVersion) {
      namedVersion = seenVersion;
      List<ColumnPath> found = new ArrayList<>(size());
      name(found);
      paths = List.copyOf(found);
    }
    return paths;
  }

  private void refresh() {
    int version = comparison.readsAggregates() ? computation.version() : computation.splitVersion();
    if (version == seenVersion) {
      return;
    }
    seenVersion = version;
    nodes.clear();
    order.clear();
    walk(0);
  }

  /** Collects the groups below a node in their order, those that show no columns included. */
  private void walk(int node) {
    GroupTree splits = grouping.splits();
    order.add(node);
    if (isShown(node)) {
      nodes.add(node);
    }
    int[] children = new int[splits.childCount(node)];
    int i = 0;
    for (int child = splits.firstChild(node); child >= 0; child = splits.next(child)) {
      children[i++] = child;
    }
    if (i > 1) {
      comparison.sort(children, i);
    }
    for (int child : children) {
      walk(child);
    }
  }

  private void name(List<ColumnPath> out) {
    GroupTree splits = grouping.splits();
    List<String> texts = new ArrayList<>();
    List<Scalar> values = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int node = order.get(i);
      int level = splits.level(node);
      if (level > 0) {
        while (texts.size() >= level) {
          texts.removeLast();
          values.removeLast();
        }
        Vector key = splits.keys(level - 1).vector(1);
        splits.appendKey(node, key);
        texts.add(text(key, 0));
        values.add(Scalars.of(key, 0));
      }
      if (isShown(node)) {
        for (String name : names) {
          out.add(new ColumnPath(texts, values, name));
        }
      }
    }
  }

  private static String text(Vector cells, int i) {
    if (cells.isNull(i)) {
      return "null";
    }
    return switch (cells.physicalType()) {
      case STRING -> cells.dictionary().string(cells.codes()[i]);
      case BOOL -> cells.longs()[i] != 0 ? "true" : "false";
      case DATE -> DateText.date(cells.longs()[i]);
      case DATETIME -> DateText.dateTime(cells.longs()[i]);
      case FLOAT32 -> NumberText.label((float) cells.doubles()[i]);
      case FLOAT64 -> NumberText.label(cells.doubles()[i]);
      case UINT64 -> Long.toUnsignedString(cells.longs()[i]);
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> Long.toString(cells.longs()[i]);
    };
  }
}
