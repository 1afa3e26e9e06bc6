package dev.perspective4j.engine;

import dev.perspective4j.engine.load.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that were parsed and coerced for one table and can no longer fail; see {@link Table#read}.
 *
 * <p>May be made on another thread than the table's. Used once.
 */
public final class ParsedRows {
  private final Table table;
  private final List<Batch> batches = new ArrayList<>();

  ParsedRows(Table table) {
    this.table = table;
  }

  void add(Batch batch) {
    batches.add(batch);
  }

  List<Batch> batchesFor(Table target) {
    if (target != table) {
      throw new IllegalArgumentException("the input was read for another table");
    }
    return batches;
  }

  /** Number of rows. */
  public long rowCount() {
    return batches.stream().mapToLong(Batch::rowCount).sum();
  }
}
