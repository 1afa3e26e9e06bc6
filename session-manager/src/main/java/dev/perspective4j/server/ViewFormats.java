package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.csv.CsvWriter;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.engine.json.RowsJson;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.wire.Payloads;

/** Slices as the payloads of answers. */
final class ViewFormats {
  private ViewFormats() {}

  static ByteString arrow(Slice slice, FieldNaming naming, ArrowCompression compression) {
    return Payloads.wrap(ArrowWriter.write(slice, naming, compression));
  }

  /** The changed rows of a step: value columns only, never compressed. */
  static ByteString rowDelta(Slice slice) {
    return arrow(slice, FieldNaming.LEGACY, ArrowCompression.NONE);
  }

  /** The removed keys of a step. */
  static ByteString keys(String name, Vector keys) {
    return Payloads.wrap(ArrowWriter.writeColumn(name, keys));
  }

  static ByteString csv(Slice slice, FieldNaming naming) {
    return Payloads.wrap(CsvWriter.write(slice, naming));
  }

  static ByteString columns(Slice slice, JsonOptions options) {
    return Payloads.wrap(ColumnsJson.write(slice, options));
  }

  static ByteString rows(Slice slice, JsonOptions options) {
    return Payloads.wrap(RowsJson.write(slice, options));
  }

  static ByteString lines(Slice slice, JsonOptions options) {
    return Payloads.wrap(RowsJson.writeLines(slice, options));
  }
}
