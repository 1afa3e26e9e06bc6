package dev.perspective4j.engine.arrow;

/**
 * The types of Arrow as far as reading distinguishes them.
 *
 * <p>{@code buffers} is the number of body buffers an array of the type has of its own, without
 * those of its children.
 */
enum FieldType {
  NULL(0),
  INT(2),
  FLOAT(2),
  DECIMAL(2),
  BOOL(2),
  DATE(2),
  TIME32(2),
  TIME64(2),
  TIMESTAMP(2),
  UTF8(3),
  LARGE_UTF8(3),
  VIEW(2),
  FIXED_SIZE_BINARY(2),
  LIST(2),
  LARGE_LIST(2),
  STRUCT(1),
  FIXED_SIZE_LIST(1),
  MAP(2),
  LIST_VIEW(3),
  DENSE_UNION(2),
  SPARSE_UNION(1),
  RUN_END_ENCODED(0),
  DURATION(2),
  INTERVAL(2);

  private final int buffers;

  FieldType(int buffers) {
    this.buffers = buffers;
  }

  int buffers() {
    return buffers;
  }

  /** Whether cells of the type have a column to go to, directly or through their children. */
  boolean isReadable() {
    return switch (this) {
      case NULL,
          INT,
          FLOAT,
          DECIMAL,
          BOOL,
          DATE,
          TIME32,
          TIMESTAMP,
          UTF8,
          LARGE_UTF8,
          VIEW,
          LIST,
          LARGE_LIST,
          STRUCT ->
          true;
      case TIME64,
          FIXED_SIZE_BINARY,
          FIXED_SIZE_LIST,
          MAP,
          LIST_VIEW,
          DENSE_UNION,
          SPARSE_UNION,
          RUN_END_ENCODED,
          DURATION,
          INTERVAL ->
          false;
    };
  }

  boolean isList() {
    return this == LIST || this == LARGE_LIST;
  }
}
