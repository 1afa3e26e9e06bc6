package dev.perspective4j.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Rows to load, in one of the formats a client can send. Buffers and strings are not copied. */
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
