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
public final class JsonKeysReader {
  private JsonKeysReader() {}

  /**
   * Reads keys.
   *
   * @param data the text; its position is not moved
   * @param name name of the index column, for errors
   * @param physicalType storage of the index column
   * @return the keys in their order, coerced as an update would coerce them, without numbers that
   *     the index cannot hold
   * @throws EngineException if the text is no array of scalars or a key does not fit
   */
  public static Vector read(ByteBuffer data, String name, PhysicalType physicalType) {
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
