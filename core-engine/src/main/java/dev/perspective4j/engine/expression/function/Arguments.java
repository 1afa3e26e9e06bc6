package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.model.ColumnType;

/** Checks of arguments that several functions share. */
final class Arguments {
  private Arguments() {}

  static void requireText(Cell cell) {
    if (!cell.is(ColumnType.STRING)) {
      throw TypeMismatch.general();
    }
  }

  /** Numeric columns and numbers; neither booleans nor the null literal. */
  static void requireStrictNumber(Cell cell) {
    if (!cell.isNumeric()) {
      throw TypeMismatch.general();
    }
  }

  static void requireTyped(Cell cell) {
    if (cell.isNone()) {
      throw TypeMismatch.general();
    }
  }

  static boolean isTime(Cell cell) {
    return cell.is(ColumnType.DATE) || cell.is(ColumnType.DATETIME);
  }

  static void requireTime(Cell cell) {
    if (!isTime(cell)) {
      throw TypeMismatch.general();
    }
  }

  static boolean anyNull(Cell[] cells) {
    for (Cell cell : cells) {
      if (cell.isNull()) {
        return true;
      }
    }
    return false;
  }
}
