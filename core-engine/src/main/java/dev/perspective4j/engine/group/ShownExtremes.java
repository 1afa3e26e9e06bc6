package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.Aggregation;
import dev.perspective4j.engine.aggregate.OrderedBits;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Scalars;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.tree.CellGrid;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;

/**
 * Smallest and largest result among the shown groups: those of the deepest level that has a value;
 * cells of full split depth only; the total never counts.
 */
final class ShownExtremes {
  private static final MinMax NOTHING = new MinMax(Scalar.NULL, Scalar.NULL);

  private ShownExtremes() {}

  static MinMax of(Grouping grouping, IntList nodes, Aggregation result) {
    for (int level = grouping.rows().levels(); level > 0; level--) {
      IntList cells = cells(grouping, nodes, level);
      Vector values = result.vector(Math.max(1, cells.size()));
      result.read(cells.items(), cells.size(), values);
      MinMax found = of(values);
      if (!found.equals(NOTHING)) {
        return found;
      }
    }
    return NOTHING;
  }

  /** Smallest and largest of some values, nulls and NaN ignored. */
  static MinMax of(Vector values) {
    int smallest = -1;
    int largest = -1;
    for (int i = 0; i < values.size(); i++) {
      if (!isMissing(values, i)) {
        smallest = smallest < 0 || compare(values, i, smallest) < 0 ? i : smallest;
        largest = largest < 0 || compare(values, i, largest) > 0 ? i : largest;
      }
    }
    return smallest < 0
        ? NOTHING
        : new MinMax(Scalars.of(values, smallest), Scalars.of(values, largest));
  }

  private static IntList cells(Grouping grouping, IntList nodes, int level) {
    CellGrid grid = grouping.grid();
    GroupTree splits = grouping.splits();
    IntList cells = new IntList();
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      if (grouping.rows().level(node) == level) {
        for (int cell = grid.firstOfRow(node); cell >= 0; cell = grid.nextOfRow(cell)) {
          if (splits.level(grid.split(cell)) == splits.levels()) {
            cells.add(cell);
          }
        }
      }
    }
    return cells;
  }

  private static boolean isMissing(Vector values, int i) {
    return values.isNull(i)
        || (values.physicalType().lane() == Lane.DOUBLE && Double.isNaN(values.doubles()[i]));
  }

  private static int compare(Vector values, int a, int b) {
    if (values.physicalType().lane() == Lane.CODE) {
      return values.dictionary().compare(values.codes()[a], values.codes()[b]);
    }
    return Long.compare(OrderedBits.of(values, a), OrderedBits.of(values, b));
  }
}
