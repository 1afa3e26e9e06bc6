package dev.perspective4j.engine.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the type of one column: the first that accepts every cell that is not a null.
 *
 * <p>Every type starts as possible and drops out at the first cell it refuses. After a few cells
 * two or three are left, for text only one, and that one is not even asked.
 */
final class TypeInference {

  private final List<CsvType> possible = new ArrayList<>(List.of(CsvType.values()));
  private final List<FieldParser> parsers = new ArrayList<>();
  private boolean anyValue;

  TypeInference() {
    for (CsvType type : possible) {
      parsers.add(type.parser());
    }
  }

  /** Takes in a cell. */
  void see(byte[] text, int from, int to) {
    if ((anyValue && possible.size() == 1) || NullSpelling.matches(text, from, to)) {
      return;
    }
    anyValue = true;
    for (int i = possible.size() - 1; i >= 0; i--) {
      if (!parsers.get(i).accepts(text, from, to)) {
        parsers.remove(i);
        possible.remove(i);
      }
    }
  }

  /** The type; text for columns without any value. */
  CsvType result() {
    return anyValue ? possible.getFirst() : CsvType.STRING;
  }

  /** Whether the column holds nothing but nulls. */
  boolean isAllNull() {
    return !anyValue;
  }
}
