package dev.perspective4j.engine.group.order;

import dev.perspective4j.engine.aggregate.Aggregation;
import dev.perspective4j.engine.aggregate.OrderedBits;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.TextRanks;
import dev.perspective4j.engine.order.KeyedSort;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.SortDirection;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The order of siblings: by aggregates, then by key. Aggregates are read at the time of comparing.
 *
 * <p>Values are compared as longs: NaN lowest, then null, then values; for magnitudes null counts
 * as 0.
 */
public final class NodeComparison {

  /**
   * One sort entry.
   *
   * @param column what is compared
   * @param direction how
   */
  public record Entry(Aggregation column, SortDirection direction) {}

  private static final long NAN = Long.MIN_VALUE;
  private static final long NULL = Long.MIN_VALUE + 1;

  private final GroupTree tree;
  private final IntUnaryOperator cellOf;
  private final Aggregation[] columns;
  private final SortDirection[] directions;
  private final int[] pair = new int[2];

  /**
   * The order of the children of a tree.
   *
   * @param cellOf the cell of a node whose aggregates are compared
   */
  public NodeComparison(GroupTree tree, IntUnaryOperator cellOf, List<Entry> entries) {
    this.tree = tree;
    this.cellOf = cellOf;
    this.columns = entries.stream().map(e -> e.column().compared()).toArray(Aggregation[]::new);
    this.directions = entries.stream().map(Entry::direction).toArray(SortDirection[]::new);
  }

  /** Whether aggregates take part, so that the order may change with them. */
  public boolean readsAggregates() {
    return columns.length > 0;
  }

  /** Compares two siblings; 0 only for a node and itself. */
  int compare(int a, int b) {
    for (int i = 0; i < columns.length; i++) {
      pair[0] = cellOf.applyAsInt(a);
      pair[1] = cellOf.applyAsInt(b);
      Vector cells = columns[i].vector(2);
      columns[i].read(pair, 2, cells);
      long[] keys = keys(cells, 2, directions[i].isAbsolute());
      int order = Long.compare(keys[0], keys[1]);
      if (order != 0) {
        return directions[i].isDescending() ? -order : order;
      }
    }
    return tree.compareSiblings(a, b);
  }

  /** Sorts siblings. */
  public void sort(int[] nodes, int n) {
    if (n < 2) {
      return;
    }
    int[] cells = new int[n];
    int[] ids = new int[n];
    for (int i = 0; i < n; i++) {
      cells[i] = cellOf.applyAsInt(nodes[i]);
      ids[i] = tree.key(nodes[i]);
    }
    long[][] keys = new long[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      Vector values = columns[i].vector(n);
      columns[i].read(cells, n, values);
      keys[i] = keys(values, n, directions[i].isAbsolute());
      if (directions[i].isDescending()) {
        flip(keys[i]);
      }
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    // stable sorts, the least significant key first
    long[] round = tree.keys(tree.level(nodes[0]) - 1).orderKeys(ids, n);
    KeyedSort sort = new KeyedSort();
    sort.sort(round, order, 0, n);
    for (int k = keys.length - 1; k >= 0; k--) {
      for (int i = 0; i < n; i++) {
        round[i] = keys[k][order[i]];
      }
      sort.sort(round, order, 0, n);
    }
    int[] sorted = new int[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = nodes[order[i]];
    }
    System.arraycopy(sorted, 0, nodes, 0, n);
  }

  private static void flip(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ~keys[i];
    }
  }

  private static long[] keys(Vector cells, int n, boolean magnitude) {
    long[] keys = new long[n];
    if (cells.physicalType().lane() == Lane.CODE) {
      if (!magnitude) {
        int[] codes = cells.codes().clone();
        for (int i = 0; i < n; i++) {
          codes[i] = cells.isNull(i) ? -1 : codes[i];
        }
        return TextRanks.of(cells.dictionary(), codes, n);
      }
      return keys;
    }
    OrderedBits.of(cells, n, keys);
    boolean floats = cells.physicalType().lane() == Lane.DOUBLE;
    for (int i = 0; i < n; i++) {
      if (cells.isNull(i)) {
        keys[i] = magnitude ? 0 : NULL;
      } else if (floats && keys[i] == OrderedBits.NAN) {
        keys[i] = NAN;
      } else if (magnitude) {
        keys[i] = magnitude(cells, i, keys[i]);
      } else {
        keys[i] = Math.max(keys[i], NULL + 1);
      }
    }
    return keys;
  }

  private static long magnitude(Vector cells, int i, long key) {
    if (cells.physicalType().lane() == Lane.DOUBLE) {
      return OrderedBits.of(Math.abs(cells.doubles()[i]));
    }
    return switch (cells.physicalType()) {
      case UINT64 -> key;
      default -> cells.physicalType().type() == ColumnType.DATE ? key : Math.abs(key);
    };
  }
}
