package dev.perspective4j.model;

/** One value as it travels in filters, column paths and min/max answers. */
public sealed interface Scalar {

  /** The one null. */
  Scalar NULL = new Null();

  /** No value. */
  record Null() implements Scalar {}

  /**
   * A boolean.
   *
   * @param value the value
   */
  record Bool(boolean value) implements Scalar {}

  /**
   * Any number; dates and datetimes travel as epoch milliseconds.
   *
   * @param value the value, NaN and infinities allowed
   */
  record Num(double value) implements Scalar {}

  /**
   * Text.
   *
   * @param value the text
   */
  record Text(String value) implements Scalar {}

  /**
   * A value without a member set: only a malformed request carries it, and it is answered with an
   * error.
   */
  record Unset() implements Scalar {}

  /** Wraps a boolean. */
  static Scalar of(boolean value) {
    return new Bool(value);
  }

  /** Wraps a number. */
  static Scalar of(double value) {
    return new Num(value);
  }

  /** Wraps text. */
  static Scalar of(String value) {
    return new Text(value);
  }
}
