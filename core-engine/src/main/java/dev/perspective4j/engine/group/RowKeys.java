package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.order.NodeComparison;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.engine.table.Rows;
import java.util.List;

/** The keys of the table rows behind a group. */
final class RowKeys {
  private final Rows table;
  private final Grouping grouping;
  private final NodeComparison byKey;

  RowKeys(GroupedComputation computation) {
    this.table = computation.table();
    this.grouping = computation.grouping();
    this.byKey = new NodeComparison(grouping.rows(), row -> row, List.of());
  }

  /**
   * The keys behind a group. As every release does: descendant groups in ascending order, keys ascending
   * in each, the whole reversed.
   */
  Vector of(int row) {
    IntList slots = new IntList();
    collect(row, slots);
    int n = slots.size();
    int[] reversed = new int[n];
    for (int i = 0; i < n; i++) {
      reversed[i] = slots.get(n - 1 - i);
    }
    return keys(table, reversed);
  }

  private void collect(int row, IntList out) {
    GroupTree rows = grouping.rows();
    if (rows.level(row) == rows.levels()) {
      grouping.contents().appendLeafRows(row, out);
      return;
    }
    int[] children = new int[rows.childCount(row)];
    int n = 0;
    for (int child = rows.firstChild(row); child >= 0; child = rows.next(child)) {
      children[n++] = child;
    }
    byKey.sort(children, n);
    for (int child : children) {
      collect(child, out);
    }
  }

  /** The keys of rows: index values, or row numbers. */
  static Vector keys(Rows table, int[] slots) {
    if (table.indexColumn() >= 0) {
      return table.column(table.indexColumn()).cells(slots);
    }
    Vector numbers = new Vector(PhysicalType.INT64, null, slots.length);
    for (int slot : slots) {
      numbers.addLong(table.rowNumber(slot));
    }
    return numbers;
  }
}
