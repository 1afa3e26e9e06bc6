package dev.perspective4j.wire;

import dev.perspective4j.model.TableData;
import dev.perspective4j.wire.proto.MakeTableData;
import java.util.Optional;

/** Rows to load. Buffers are shared with the message, not copied. */
public final class TableDataCodec {

  private TableDataCodec() {}

  /**
   * The message of some data.
   *
   * @throws IllegalArgumentException if the data cannot be sent: a format of a plug-in, or rows
   *     that only this JVM holds
   */
  public static MakeTableData encode(TableData data) {
    MakeTableData.Builder builder = MakeTableData.newBuilder();
    if (data instanceof TableData.OfSchema schema) {
      builder.setFromSchema(SchemaCodec.encode(schema.schema()));
    } else if (data instanceof TableData.Csv csv) {
      builder.setFromCsv(Payloads.wrap(csv.utf8()));
    } else if (data instanceof TableData.Arrow arrow) {
      builder.setFromArrow(Payloads.wrap(arrow.ipc()));
    } else if (data instanceof TableData.JsonRows rows) {
      builder.setFromRows(Payloads.wrap(rows.utf8()));
    } else if (data instanceof TableData.JsonColumns columns) {
      builder.setFromCols(Payloads.wrap(columns.utf8()));
    } else if (data instanceof TableData.Ndjson ndjson) {
      builder.setFromNdjson(Payloads.wrap(ndjson.utf8()));
    } else if (data instanceof TableData.OfFormat other) {
      throw new IllegalArgumentException(
          "Data in the format \"" + other.format() + "\" cannot be sent to a server");
    } else if (data instanceof TableData.OfRows) {
      throw new IllegalArgumentException(
          "Rows of a program cannot be sent to a server; send Arrow, CSV or JSON");
    }
    return builder.build();
  }

  /** The message that names a view as the source. */
  public static MakeTableData encodeView(String viewId) {
    return MakeTableData.newBuilder().setFromView(viewId).build();
  }

  /**
   * The data of a message. Empty if it has none, or names a view as the source.
   *
   * @throws WireException if a text is not UTF-8 or a schema is invalid
   */
  public static Optional<TableData> decode(MakeTableData message) {
    return switch (message.getDataCase()) {
      case FROM_SCHEMA ->
          Optional.of(new TableData.OfSchema(SchemaCodec.decode(message.getFromSchema())));
      case FROM_CSV ->
          Optional.of(
              new TableData.Csv(Payloads.buffer(Payloads.utf8(message.getFromCsv(), "from_csv"))));
      case FROM_ARROW -> Optional.of(new TableData.Arrow(Payloads.buffer(message.getFromArrow())));
      case FROM_ROWS ->
          Optional.of(
              new TableData.JsonRows(
                  Payloads.buffer(Payloads.utf8(message.getFromRows(), "from_rows"))));
      case FROM_COLS ->
          Optional.of(
              new TableData.JsonColumns(
                  Payloads.buffer(Payloads.utf8(message.getFromCols(), "from_cols"))));
      case FROM_NDJSON ->
          Optional.of(
              new TableData.Ndjson(
                  Payloads.buffer(Payloads.utf8(message.getFromNdjson(), "from_ndjson"))));
      case FROM_VIEW, DATA_NOT_SET -> Optional.empty();
    };
  }
}
