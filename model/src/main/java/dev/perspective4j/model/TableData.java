package dev.perspective4j.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Rows to load. Buffers and strings are not copied.
 *
 * <p>A client can send all but {@link OfFormat} and {@link OfRows}, which only a table in the same
 * JVM takes.
 */
public sealed interface TableData {

  /**
   * No rows, only columns.
   *
   * @param schema the columns
   */
  record OfSchema(Schema schema) implements TableData {}

  /**
   * Comma-separated text with a header line.
   *
   * @param utf8 UTF-8 text
   */
  record Csv(ByteBuffer utf8) implements TableData {}

  /**
   * An Arrow IPC stream or file.
   *
   * @param ipc the bytes
   */
  record Arrow(ByteBuffer ipc) implements TableData {}

  /**
   * A JSON array of row objects; for a removal, a JSON array of keys.
   *
   * @param utf8 UTF-8 text
   */
  record JsonRows(ByteBuffer utf8) implements TableData {}

  /**
   * A JSON object of column arrays.
   *
   * @param utf8 UTF-8 text
   */
  record JsonColumns(ByteBuffer utf8) implements TableData {}

  /**
   * One JSON object per row.
   *
   * @param utf8 UTF-8 text
   */
  record Ndjson(ByteBuffer utf8) implements TableData {}

  /**
   * Data in a format that a plug-in of the engine reads.
   *
   * @param format name of the format, for example {@code "parquet"}
   * @param bytes the data
   */
  record OfFormat(String format, ByteBuffer bytes) implements TableData {}

  /** Rows that a program has put together; the engine's {@code RowAppender} holds such. */
  non-sealed interface OfRows extends TableData {}

  /**
   * Data in a format that a plug-in of the engine reads.
   *
   * @param format name of the format, for example {@code "parquet"}
   */
  static TableData of(String format, ByteBuffer bytes) {
    return new OfFormat(format, bytes);
  }

  /** CSV text. */
  static TableData csv(String text) {
    return new Csv(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** An Arrow IPC stream or file. */
  static TableData arrow(byte[] ipc) {
    return new Arrow(ByteBuffer.wrap(ipc));
  }

  /** JSON text of an array: of row objects, or of keys for a removal. */
  static TableData jsonRows(String json) {
    return new JsonRows(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** JSON text of an object of column arrays. */
  static TableData jsonColumns(String json) {
    return new JsonColumns(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Lines of JSON, one object each. */
  static TableData ndjson(String lines) {
    return new Ndjson(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
  }
}
