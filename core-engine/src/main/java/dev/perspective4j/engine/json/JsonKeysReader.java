package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.CellErrors;
import dev.perspective4j.engine.cell.CoercedColumn;
import dev.perspective4j.engine.cell.OutOfRangeException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;

/** Reads a JSON array of keys: what a removal lists. */
final class JsonKeysReader {
  private JsonKeysReader() {}

  /** As {@link JsonReaders#keys}. */
  static Vector read(ByteBuffer data, String name, PhysicalType physicalType) {
    checkShape(data);
    JsonSource source = new JsonSource(data);
    source.require();
    CellColumn keys = new CoercedColumn(name, physicalType);
    int row = 0;
    for (JsonToken token = source.require();
        token != JsonToken.END_ARRAY;
        token = source.require()) {
      if (!token.isScalarValue()) {
        throw CellErrors.kind(physicalType, JsonSource.kindOf(token));
      }
      try {
        source.put(token, keys, row);
        row++;
      } catch (OutOfRangeException absent) {
        // A number that the index cannot hold is the key of no row.
      }
    }
    source.end();
    return keys.finish(row).cells();
  }

  /** Broken text and values that are no array have one text of their own. */
  private static void checkShape(ByteBuffer data) {
    try {
      JsonSource source = new JsonSource(data);
      if (source.require() == JsonToken.START_ARRAY) {
        source.skip();
        source.end();
        return;
      }
    } catch (EngineException e) {
      throw new EngineException("Cannot remove fish!\n", e);
    }
    throw new EngineException("Cannot remove fish!\n");
  }
}
