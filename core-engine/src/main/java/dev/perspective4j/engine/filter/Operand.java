package dev.perspective4j.engine.filter;

/** The operand of a filter in the type of its column. */
public sealed interface Operand {

  /** No value, or a value no cell of the column can equal. */
  Operand NONE = new None();

  /** See {@link #NONE}. */
  record None() implements Operand {}

  /**
   * A value of a {@link dev.perspective4j.engine.column.Lane#LONG} column, in its lane.
   *
   * @param value the value; bits for unsigned 64-bit columns
   */
  record Whole(long value) implements Operand {}

  /**
   * A number: of a float column, or one that no cell of an integer column holds (a fraction, or out
   * of range) but that still orders against them.
   *
   * @param value the number
   */
  record Real(double value) implements Operand {}

  /**
   * Text.
   *
   * @param value the text
   */
  record Text(String value) implements Operand {}
}
