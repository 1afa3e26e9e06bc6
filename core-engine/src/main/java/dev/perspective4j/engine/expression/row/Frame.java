package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.Cell;
import java.util.List;

/** What a row program works on: the cells of one row, its variables, and how it leaves loops. */
final class Frame {

  /** How the innermost loop is being left. */
  enum Exit {
    NONE,
    BREAK,
    CONTINUE
  }

  private final Cell[] columns;
  private final Cell[] variables;
  private final Cell[][] vectors;
  private final Budget budget;
  private final boolean checking;
  private final Cell breakValue = new Cell();
  private Exit exit = Exit.NONE;
  private int slot;

  Frame(
      List<PhysicalType> columns,
      int variables,
      List<Integer> vectors,
      Budget budget,
      boolean checking) {
    this.columns = new Cell[columns.size()];
    for (int i = 0; i < this.columns.length; i++) {
      this.columns[i] = Cell.nullOf(columns.get(i));
    }
    this.variables = cells(variables);
    this.vectors = new Cell[vectors.size()][];
    for (int i = 0; i < this.vectors.length; i++) {
      this.vectors[i] = cells(vectors.get(i));
    }
    this.budget = budget;
    this.checking = checking;
  }

  static Cell[] cells(int count) {
    Cell[] cells = new Cell[count];
    for (int i = 0; i < count; i++) {
      cells[i] = Cell.of(0.0);
    }
    return cells;
  }

  void startRow(int nextSlot) {
    slot = nextSlot;
    exit = Exit.NONE;
    budget.startRow();
  }

  int slot() {
    return slot;
  }

  Cell column(int reference) {
    return columns[reference];
  }

  Cell variable(int number) {
    return variables[number];
  }

  Cell[] vector(int number) {
    return vectors[number];
  }

  Budget budget() {
    return budget;
  }

  /** Whether this is the check, in which wrong types are refused instead of giving null. */
  boolean checking() {
    return checking;
  }

  Exit exit() {
    return exit;
  }

  boolean leaving() {
    return exit != Exit.NONE;
  }

  void exit(Exit next) {
    exit = next;
  }

  Cell breakValue() {
    return breakValue;
  }
}
