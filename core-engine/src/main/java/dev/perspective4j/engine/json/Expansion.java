package dev.perspective4j.engine.json;

import dev.perspective4j.engine.EngineException;
import java.util.Arrays;
import java.util.Map;

/**
 * How the members of a record that hold lists become rows: side by side (zip) or every combination
 * (cartesian, the last member varying fastest).
 */
final class Expansion {
  /** Rows that one request may expand to. */
  static final long MAX_ROWS = 1 << 24;

  private final boolean cartesian;
  private final boolean namesRow;
  private int recordNumber;

  /**
   * Expands one way.
   *
   * @param cartesian whether members combine
   * @param namesRow whether errors name the record
   */
  Expansion(boolean cartesian, boolean namesRow) {
    this.cartesian = cartesian;
    this.namesRow = namesRow;
  }

  boolean isCartesian() {
    return cartesian;
  }

  /** Says which record comes next, for errors. */
  void record(int number) {
    recordNumber = number;
  }

  /** Number of rows that members of the given widths become together. */
  long width(Map<String, JsonValue> members) {
    long width = 1;
    String widest = "";
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      long own = member.getValue().width();
      if (own == 1) {
        continue;
      }
      if (cartesian) {
        width = multiply(width, own);
      } else if (width == 1) {
        width = own;
        widest = member.getKey();
      } else if (width != own) {
        throw new EngineException(
            "Cannot zip `%s` (%d) and `%s` (%d) of differing length%s; use the `cartesian` list flatten mode.\n"
                .formatted(
                    widest,
                    width,
                    member.getKey(),
                    own,
                    namesRow ? " in row " + recordNumber : ""));
      }
    }
    return width;
  }

  static long add(long a, long b) {
    return checked(a + b);
  }

  private static long multiply(long a, long b) {
    return checked(Math.multiplyExact(a, b));
  }

  /** Refuses more rows than one request may expand to. */
  static long checked(long rows) {
    if (rows > MAX_ROWS) {
      throw new EngineException(
          "Array expansion produced " + rows + " rows, which exceeds the maximum supported size\n");
    }
    return rows;
  }

  /** Receives the scalars of one row. */
  @FunctionalInterface
  interface Leaf {
    void put(String path, JsonValue scalar);
  }

  /** Hands over the scalars that are in row {@code index} of {@code members}. */
  void row(String prefix, Map<String, JsonValue> members, long width, long index, Leaf leaf) {
    long stride = width;
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      long own = member.getValue().width();
      long place;
      if (own == 1) {
        place = 0;
      } else if (cartesian) {
        stride /= own;
        place = index / stride % own;
      } else {
        place = index;
      }
      String path = prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey();
      value(path, member.getValue(), place, leaf);
    }
  }

  private void value(String path, JsonValue value, long index, Leaf leaf) {
    switch (value) {
      case JsonValue.Items list -> {
        int element = Arrays.binarySearch(list.ends(), index + 1);
        element = element < 0 ? -element - 1 : element;
        if (element < list.items().size()) {
          long start = element == 0 ? 0 : list.ends()[element - 1];
          value(path, list.items().get(element), index - start, leaf);
        } else {
          leaf.put(path, new JsonValue.Absent());
        }
      }
      case JsonValue.Members object -> row(path, object.members(), object.width(), index, leaf);
      default -> leaf.put(path, value);
    }
  }
}
