package dev.perspective4j.engine;

import dev.perspective4j.engine.column.Vector;
import java.util.List;

/**
 * Keys that were parsed and coerced for one table, to remove their rows; see {@link
 * Table#readKeys}.
 *
 * <p>May be made on another thread than the table's. Used once.
 */
public final class ParsedKeys {
  private final Table table;
  private final List<Vector> parts;

  ParsedKeys(Table table, List<Vector> parts) {
    this.table = table;
    this.parts = parts;
  }

  List<Vector> partsFor(Table target) {
    if (target != table) {
      throw new IllegalArgumentException("the keys were read for another table");
    }
    return parts;
  }
}
