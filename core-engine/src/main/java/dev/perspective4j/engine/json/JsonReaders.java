package dev.perspective4j.engine.json;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.BatchReader;
import java.nio.ByteBuffer;

/** What reads JSON of each shape. All of it is stateless and safe to share. */
public final class JsonReaders {
  /** Reads an array of row objects. */
  public static final BatchReader ROWS = new JsonRowsReader();

  /** Reads an object of column arrays. */
  public static final BatchReader COLUMNS = new JsonColumnsReader();

  /** Reads one object per row, without an array around them. */
  public static final BatchReader RECORDS = new NdjsonReader();

  private JsonReaders() {}

  /**
   * Reads an array of keys: what a removal lists.
   *
   * @param data the text; its position is not moved
   * @param name name of the index column, for errors
   * @param physicalType physical type of the index column
   * @return the keys in their order, coerced as an update would coerce them, without numbers that
   *     the index cannot hold
   * @throws dev.perspective4j.engine.EngineException if the text is no array of scalars or a key
   *     does not fit
   */
  public static Vector keys(ByteBuffer data, String name, PhysicalType physicalType) {
    return JsonKeysReader.read(data, name, physicalType);
  }
}
