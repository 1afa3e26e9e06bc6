package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.SlotList;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.plan.Plan;
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
  private static final double DAY_MILLIS = 86_400_000.0;

  private final Grouping grouping;
  private final GroupedComputation computation;
  private final List<String> names;
  private final boolean withTotals;
  private final NodeComparison comparison;
  private final SlotList nodes = new SlotList();
  private List<ColumnPath> paths = List.of();
  private int seenVersion = -1;

  SplitColumns(GroupedComputation computation, Plan plan) {
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
  SlotList nodes() {
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

  /** The columns in output order. */
  List<ColumnPath> paths() {
    refresh();
    return paths;
  }

  private void refresh() {
    int version = comparison.readsAggregates() ? computation.version() : computation.splitVersion();
    if (version == seenVersion) {
      return;
    }
    seenVersion = version;
    nodes.clear();
    List<ColumnPath> found = new ArrayList<>();
    walk(0, new ArrayList<>(), new ArrayList<>(), found);
    paths = List.copyOf(found);
  }

  private void walk(int node, List<String> texts, List<Scalar> values, List<ColumnPath> out) {
    GroupTree splits = grouping.splits();
    if (isShown(node)) {
      nodes.add(node);
      for (String name : names) {
        out.add(new ColumnPath(texts, values, name));
      }
    }
    int n = splits.childCount(node);
    if (n == 0) {
      return;
    }
    int[] children = new int[n];
    int i = 0;
    for (int child = splits.firstChild(node); child >= 0; child = splits.next(child)) {
      children[i++] = child;
    }
    comparison.sort(children, n);
    Vector keys = splits.keys(splits.level(node)).vector(n);
    for (int child : children) {
      splits.appendKey(child, keys);
    }
    for (int k = 0; k < n; k++) {
      texts.add(text(keys, k));
      values.add(scalar(keys, k));
      walk(children[k], texts, values, out);
      texts.removeLast();
      values.removeLast();
    }
  }

  private static String text(Vector cells, int i) {
    if (cells.isNull(i)) {
      return "null";
    }
    return switch (cells.storage()) {
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

  /** A cell as a scalar; dates and datetimes as epoch milliseconds. */
  static Scalar scalar(Vector cells, int i) {
    if (cells.isNull(i)) {
      return Scalar.NULL;
    }
    return switch (cells.storage()) {
      case STRING -> Scalar.of(cells.dictionary().string(cells.codes()[i]));
      case BOOL -> Scalar.of(cells.longs()[i] != 0);
      case DATE -> Scalar.of(cells.longs()[i] * DAY_MILLIS);
      case FLOAT32, FLOAT64 -> Scalar.of(cells.doubles()[i]);
      case UINT64 -> Scalar.of(unsigned(cells.longs()[i]));
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, DATETIME ->
          Scalar.of((double) cells.longs()[i]);
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? (double) value : ((value >>> 1) | (value & 1)) * 2.0;
  }
}
