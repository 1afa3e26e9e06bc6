package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.csv.CsvWriter;
import dev.perspective4j.engine.format.ColumnsJson;
import dev.perspective4j.engine.format.FieldNaming;
import dev.perspective4j.engine.format.RowsJson;
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
    return Payloads.wrap(ColumnsJson.write(slice, writer(options)));
  }

  static ByteString rows(Slice slice, JsonOptions options) {
    return Payloads.wrap(RowsJson.write(slice, writer(options)));
  }

  static ByteString lines(Slice slice, JsonOptions options) {
    return Payloads.wrap(RowsJson.writeLines(slice, writer(options)));
  }

  private static dev.perspective4j.engine.format.JsonOptions writer(JsonOptions options) {
    return new dev.perspective4j.engine.format.JsonOptions(
        options.id(), options.index(), options.formatted(), options.leavesOnly());
  }
}
