package dev.perspective4j.engine.format;

import static dev.perspective4j.engine.column.PhysicalType.BOOL;
import static dev.perspective4j.engine.column.PhysicalType.DATE;
import static dev.perspective4j.engine.column.PhysicalType.DATETIME;
import static dev.perspective4j.engine.column.PhysicalType.FLOAT64;
import static dev.perspective4j.engine.column.PhysicalType.INT32;
import static dev.perspective4j.engine.column.PhysicalType.INT64;
import static dev.perspective4j.engine.column.PhysicalType.STRING;

import dev.perspective4j.engine.slice.Slice;

/** The slices of the worked example of the format documentation. */
public final class GoldenSlices {

  private GoldenSlices() {}

  public static Slice flat() {
    return new SliceBuilder(Slice.Kind.FLAT, 4)
        .column("r", STRING, "E", "E", "W", "W")
        .column("p", STRING, "a", "b", "a", "a")
        .column("n", INT32, 1, 2, 3, 4)
        .column("x", FLOAT64, 1.5, 2.5, null, 4.0)
        .column("ok", BOOL, true, false, null, true)
        .column("d", DATE, 19724, 19725, null, 19722)
        .column("t", DATETIME, 0, 1704164645123L, null, 1704067200000L)
        .keys(INT64, 0, 1, 2, 3)
        .build();
  }

  public static Slice flatTwoColumns() {
    return new SliceBuilder(Slice.Kind.FLAT, 4)
        .column("x", FLOAT64, 1.5, 2.5, null, 4.0)
        .column("r", STRING, "E", "E", "W", "W")
        .keys(INT64, 0, 1, 2, 3)
        .build();
  }

  public static Slice grouped() {
    return new SliceBuilder(Slice.Kind.GROUPED, 3)
        .depths(0, 1, 1)
        .group("r", STRING, null, "E", "W")
        .column("n", INT64, 10, 3, 7)
        .column("x", FLOAT64, 8.0, 4.0, 4.0)
        .column("p", INT64, 4, 2, 2)
        .groupKeys(new Object[] {3, 2, 1, 0}, new Object[] {1, 0}, new Object[] {3, 2})
        .build();
  }

  public static Slice twoLevels() {
    return new SliceBuilder(Slice.Kind.GROUPED, 6)
        .depths(0, 1, 2, 2, 1, 2)
        .group("r", STRING, null, "E", "E", "E", "W", "W")
        .group("p", STRING, null, null, "a", "b", null, "a")
        .column("n", INT64, 10, 3, 1, 2, 7, 7)
        .column("x", FLOAT64, 8.0, 4.0, 1.5, 2.5, 4.0, 4.0)
        .build();
  }

  public static Slice total() {
    return new SliceBuilder(Slice.Kind.TOTAL, 1)
        .column("n", INT64, 10)
        .column("x", FLOAT64, 8.0)
        .groupKeys(new Object[] {3, 2, 1, 0})
        .build();
  }

  public static Slice groupedTotal() {
    return new SliceBuilder(Slice.Kind.TOTAL, 1)
        .depths(0)
        .group("r", STRING, (Object) null)
        .column("n", INT64, 10)
        .column("x", FLOAT64, 8.0)
        .build();
  }

  public static Slice splitTotal() {
    return new SliceBuilder(Slice.Kind.TOTAL_SPLIT, 1)
        .column("a|n", INT64, 8)
        .column("a|x", FLOAT64, 5.5)
        .column("b|n", INT64, 2)
        .column("b|x", FLOAT64, 2.5)
        .build();
  }

  public static Slice split() {
    return new SliceBuilder(Slice.Kind.SPLIT, 4)
        .column("a|n", INT32, 1, null, 3, 4)
        .column("a|r", STRING, "E", null, "W", "W")
        .column("b|n", INT32, null, 2, null, null)
        .column("b|r", STRING, null, "E", null, null)
        .keys(INT64, 0, 1, 2, 3)
        .build();
  }

  public static Slice groupedSplit() {
    return new SliceBuilder(Slice.Kind.GROUPED_SPLIT, 3)
        .depths(0, 1, 1)
        .group("r", STRING, null, "E", "W")
        .column("a|n", INT64, 8, 1, 7)
        .column("a|x", FLOAT64, 5.5, 1.5, 4.0)
        .column("b|n", INT64, 2, 2, null)
        .column("b|x", FLOAT64, 2.5, 2.5, null)
        .build();
  }

  public static Slice indexedByDate() {
    return new SliceBuilder(Slice.Kind.FLAT, 2)
        .column("d", DATE, 19359, 19724)
        .column("v", FLOAT64, 2.0, 1.0)
        .column("ts", DATETIME, 2, 1)
        .keys(DATE, 19359, 19724)
        .build();
  }
}
