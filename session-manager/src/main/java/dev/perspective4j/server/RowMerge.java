package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.ParsedRows;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.Payloads;
import java.util.Optional;

/**
 * Changed rows of several steps as those of one: of each key the last state. What it holds is a table
 * of the engine, so its size follows the number of keys, not that of the steps. Used by one thread at a
 * time.
 */
final class RowMerge implements AutoCloseable {
  private final Table table;
  private long bytesAdded;
  private long rowsAdded;

  private RowMerge(Table table, ByteString rows) {
    this.table = table;
    this.bytesAdded = rows.size();
    this.rowsAdded = table.size();
  }

  /** Begins with the rows of a step; empty if they cannot be merged, for example for equal names. */
  static Optional<RowMerge> begin(String key, ByteString rows) {
    try {
      return Optional.of(
          new RowMerge(Table.create(arrow(rows), TableOptions.indexedBy(key)), rows));
    } catch (EngineException unusual) {
      return Optional.empty();
    }
  }

  /** Adds the rows of the next step and says whether that was possible. */
  boolean add(ByteString rows) {
    try {
      ParsedRows input = table.read(arrow(rows));
      bytesAdded += rows.size();
      rowsAdded += input.rowCount();
      table.update(input, 0);
      return true;
    } catch (EngineException unusual) {
      return false;
    }
  }

  /** About how many bytes the merged rows take. */
  long size() {
    return bytesAdded * Math.max(1, table.size()) / Math.max(1, rowsAdded);
  }

  /** Ends with the merged rows as an Arrow stream. */
  ByteString end() {
    try (table;
        View view = table.view(ViewConfig.builder().build())) {
      return ViewFormats.arrow(view.slice(Viewport.ALL), FieldNaming.LEGACY, ArrowCompression.NONE);
    }
  }

  @Override
  public void close() {
    table.close();
  }

  private static TableData arrow(ByteString rows) {
    return new TableData.Arrow(Payloads.buffer(rows));
  }
}
