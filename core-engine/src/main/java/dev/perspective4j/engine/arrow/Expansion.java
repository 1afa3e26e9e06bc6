package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.arrow.ColumnPlan.Branch;
import dev.perspective4j.engine.arrow.ColumnPlan.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns nested arrays of one batch into flat columns.
 *
 * <p>A column under way is an array and, per row of the result, the position of its cell (-1 for
 * none). Round by round, structs give way to their members and all lists to their elements, which
 * multiplies the rows of everything else: side by side (zip), or each with each (cartesian, the
 * last list varying fastest). Cells are not touched until the end.
 */
final class Expansion {

  private static final long MAX_ROWS = 1L << 26;

  private final boolean cartesian;
  private final long firstRow;
  private List<Column> columns = new ArrayList<>();
  private int rows;
  private int[] origin;

  /**
   * A column under way.
   *
   * @param branch its plan
   * @param name its name so far, for messages
   * @param cells position in the array of each row's cell; null if row and position are the same
   */
  private record Column(Branch branch, String name, ArrowArray array, int @Nullable [] cells) {

    int cell(int row) {
      return cells == null ? row : cells[row];
    }
  }

  /**
   * Where the cells of a result column are.
   *
   * @param array holds the cells
   * @param cells position of each row's cell, -1 for none; null if row and position are the same
   */
  record Cells(ArrowArray array, int @Nullable [] cells) {}

  /**
   * An expansion of one batch.
   *
   * @param firstRow rows of the input before it, for messages
   */
  Expansion(int rows, long firstRow, boolean cartesian) {
    this.rows = rows;
    this.firstRow = firstRow;
    this.cartesian = cartesian;
    this.origin = new int[rows];
    for (int row = 0; row < rows; row++) {
      origin[row] = row;
    }
  }

  /** Adds a column of the batch. */
  void add(Branch branch, ArrowArray array) {
    columns.add(new Column(branch, branch.node().name(), array, null));
  }

  /** Expands everything; afterwards {@link #rows()} is the number of rows of the result. */
  Map<Leaf, Cells> run() {
    while (true) {
      replaceStructs();
      List<Column> lists = columns.stream().filter(column -> column.branch.expands()).toList();
      if (lists.isEmpty()) {
        break;
      }
      replaceLists(lists);
    }
    Map<Leaf, Cells> result = new LinkedHashMap<>();
    for (Column column : columns) {
      Leaf leaf = column.branch.leaf();
      if (leaf != null) {
        result.put(leaf, new Cells(column.array, column.cells));
      }
    }
    return result;
  }

  int rows() {
    return rows;
  }

  private void replaceStructs() {
    boolean found = true;
    while (found) {
      found = false;
      List<Column> next = new ArrayList<>();
      for (Column column : columns) {
        if (column.branch.leaf() == null && column.array instanceof StructArray struct) {
          found = true;
          int[] cells = cells(column, struct);
          for (int i = 0; i < struct.children().size(); i++) {
            Branch child = column.branch.children().get(i);
            if (child != null) {
              String name = column.name + "." + child.node().name();
              next.add(new Column(child, name, struct.children().get(i), cells));
            }
          }
        } else {
          next.add(column);
        }
      }
      columns = next;
    }
  }

  /** Positions of a struct's cells; none where the struct is null. */
  private int[] cells(Column column, StructArray struct) {
    int[] cells = new int[rows];
    for (int row = 0; row < rows; row++) {
      int cell = column.cell(row);
      cells[row] = cell < 0 || struct.isNull(cell) ? -1 : cell;
    }
    return cells;
  }

  private static int count(Column list, int row) {
    int cell = list.cell(row);
    return cell < 0 ? 0 : ((ListArray) list.array).count(cell);
  }

  private void replaceLists(List<Column> lists) {
    int[] widths = new int[rows];
    long total = 0;
    for (int row = 0; row < rows; row++) {
      long width = cartesian ? product(lists, row) : common(lists, row);
      total += width;
      if (total > MAX_ROWS) {
        throw new EngineException(
            "List expansion produced "
                + total
                + " rows, which exceeds the maximum supported size\n");
      }
      widths[row] = (int) width;
    }
    int[] parents = new int[(int) total];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < widths[row]; i++) {
        parents[at++] = row;
      }
    }
    List<Column> next = new ArrayList<>();
    for (Column column : columns) {
      int list = lists.indexOf(column);
      if (list < 0) {
        next.add(new Column(column.branch, column.name, column.array, compose(column, parents)));
        continue;
      }
      Branch element = column.branch.children().getFirst();
      if (element != null) {
        ArrowArray elements = ((ListArray) column.array).child();
        next.add(
            new Column(element, column.name, elements, elements(lists, list, widths, parents)));
      }
    }
    columns = next;
    int[] origins = new int[parents.length];
    for (int row = 0; row < origins.length; row++) {
      origins[row] = origin[parents[row]];
    }
    origin = origins;
    rows = parents.length;
  }

  private static int[] compose(Column column, int[] parents) {
    int[] cells = new int[parents.length];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = column.cell(parents[row]);
    }
    return cells;
  }

  /** For each row of the result the position of its element, -1 where the list is empty. */
  private int[] elements(List<Column> lists, int list, int[] widths, int[] parents) {
    Column column = lists.get(list);
    ListArray array = (ListArray) column.array;
    int[] cells = new int[parents.length];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      int count = count(column, row);
      int start = count == 0 ? 0 : array.start(column.cell(row));
      int stride = 1;
      if (cartesian) {
        for (Column later : lists.subList(list + 1, lists.size())) {
          stride *= Math.max(1, count(later, row));
        }
      }
      for (int i = 0; i < widths[row]; i++) {
        cells[at++] = count == 0 ? -1 : start + i / stride % count;
      }
    }
    return cells;
  }

  private long product(List<Column> lists, int row) {
    long product = 1;
    for (Column list : lists) {
      product *= Math.max(1, count(list, row));
      if (product > MAX_ROWS) {
        throw new EngineException(
            "Cartesian list expansion overflows in row " + (firstRow + origin[row]) + "\n");
      }
    }
    return product;
  }

  private long common(List<Column> lists, int row) {
    Column first = null;
    int width = 0;
    for (Column list : lists) {
      int count = count(list, row);
      if (count == 0) {
        continue;
      }
      if (first == null) {
        first = list;
        width = count;
      } else if (count != width) {
        throw new EngineException(
            "Cannot zip list columns `"
                + first.name
                + "` ("
                + width
                + ") and `"
                + list.name
                + "` ("
                + count
                + ") of differing length in row "
                + (firstRow + origin[row])
                + "; use the `cartesian` list flatten mode.\n");
      }
    }
    return Math.max(1, width);
  }
}
