package dev.perspective4j.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.GetFeaturesReq;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.ViewCollapseReq;
import dev.perspective4j.wire.proto.ViewColumnPathsReq;
import dev.perspective4j.wire.proto.ViewDeleteReq;
import dev.perspective4j.wire.proto.ViewDimensionsReq;
import dev.perspective4j.wire.proto.ViewExpandReq;
import dev.perspective4j.wire.proto.ViewExpressionSchemaReq;
import dev.perspective4j.wire.proto.ViewGetConfigReq;
import dev.perspective4j.wire.proto.ViewGetMinMaxReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewPort;
import dev.perspective4j.wire.proto.ViewSchemaReq;
import dev.perspective4j.wire.proto.ViewSetDepthReq;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import dev.perspective4j.wire.proto.ViewToCSVReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import dev.perspective4j.wire.proto.ViewToNdjsonStringReq;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;

/**
 * Requests as a client writes them, all but the {@code msg_id}, which belongs to the connection they
 * are sent on.
 */
public final class WireRequests {

  private static final int PADDING_FIELD = 1_000;

  private WireRequests() {}

  /** Asks what the server can do. */
  public static Request.Builder features() {
    return Request.newBuilder().setGetFeaturesReq(GetFeaturesReq.getDefaultInstance());
  }

  /**
   * Asks the same in a large message.
   *
   * @param bytes how many are added, in a field that no server knows
   */
  public static Request.Builder padded(int bytes) {
    UnknownFieldSet.Field padding =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(new byte[bytes]))
            .build();
    return features()
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(PADDING_FIELD, padding).build());
  }

  /**
   * Makes a table of rows in JSON.
   *
   * @param index the key column, or empty for none
   */
  public static Request.Builder table(String name, String rows, String index) {
    return table(name, rows(rows), index);
  }

  /**
   * Makes a table.
   *
   * @param index the key column, or empty for none
   */
  public static Request.Builder table(String name, MakeTableData data, String index) {
    MakeTableReq.MakeTableOptions.Builder options = MakeTableReq.MakeTableOptions.newBuilder();
    if (!index.isEmpty()) {
      options.setMakeIndexTable(index);
    }
    return Request.newBuilder()
        .setEntityId(name)
        .setMakeTableReq(MakeTableReq.newBuilder().setData(data).setOptions(options));
  }

  /** Updates a table. */
  public static Request.Builder update(String name, MakeTableData data) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableUpdateReq(TableUpdateReq.newBuilder().setData(data));
  }

  /** Subscribes to the updates of a view; answered by notifications only. */
  public static Request.Builder onUpdate(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance());
  }

  /** Updates a table with rows in JSON. */
  public static Request.Builder update(String name, String rows) {
    return update(name, rows(rows));
  }

  /** Replaces all rows of a table with rows in JSON. */
  public static Request.Builder replace(String name, String rows) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableReplaceReq(TableReplaceReq.newBuilder().setData(rows(rows)));
  }

  /**
   * Removes rows of a table.
   *
   * @param keys their keys, an array in JSON
   */
  public static Request.Builder remove(String name, String keys) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableRemoveReq(TableRemoveReq.newBuilder().setData(rows(keys)));
  }

  /** Deletes a table at once; fails while it has views. */
  public static Request.Builder deleteTable(String name) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableDeleteReq(TableDeleteReq.newBuilder().setIsImmediate(true));
  }

  /** Deletes a table as soon as it has no views any more, and is answered then. */
  public static Request.Builder deleteTableLazily(String name) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableDeleteReq(TableDeleteReq.getDefaultInstance());
  }

  /** Asks for the number of rows of a table. */
  public static Request.Builder size(String name) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableSizeReq(TableSizeReq.getDefaultInstance());
  }

  /** Makes a view of all columns, without saying so in a configuration. */
  public static Request.Builder view(String table, String view) {
    return Request.newBuilder()
        .setEntityId(table)
        .setTableMakeViewReq(TableMakeViewReq.newBuilder().setViewId(view));
  }

  /** Makes a view. */
  public static Request.Builder view(String table, String view, ViewConfig config) {
    return Request.newBuilder()
        .setEntityId(table)
        .setTableMakeViewReq(
            TableMakeViewReq.newBuilder()
                .setViewId(view)
                .setConfig(ViewConfigCodec.encode(config)));
  }

  /** Deletes a view. */
  public static Request.Builder deleteView(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewDeleteReq(ViewDeleteReq.getDefaultInstance());
  }

  /** Asks for the types of the columns of a view. */
  public static Request.Builder schema(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewSchemaReq(ViewSchemaReq.getDefaultInstance());
  }

  /** Asks for the types of the expressions of a view. */
  public static Request.Builder expressionSchema(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewExpressionSchemaReq(ViewExpressionSchemaReq.getDefaultInstance());
  }

  /** Asks for the configuration of a view. */
  public static Request.Builder config(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewGetConfigReq(ViewGetConfigReq.getDefaultInstance());
  }

  /** Asks for the numbers of rows and columns of a view and its table. */
  public static Request.Builder dimensions(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewDimensionsReq(ViewDimensionsReq.getDefaultInstance());
  }

  /** Asks for the column paths of a view. */
  public static Request.Builder paths(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewColumnPathsReq(ViewColumnPathsReq.getDefaultInstance());
  }

  /** Asks for some column paths of a view. */
  public static Request.Builder paths(String view, int startColumn, int endColumn) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewColumnPathsReq(
            ViewColumnPathsReq.newBuilder().setStartCol(startColumn).setEndCol(endColumn));
  }

  /** Asks for the least and the greatest value of a column. */
  public static Request.Builder minMax(String view, String column) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewGetMinMaxReq(ViewGetMinMaxReq.newBuilder().setColumnName(column));
  }

  /** Opens a group. */
  public static Request.Builder expand(String view, int row) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewExpandReq(ViewExpandReq.newBuilder().setRowIndex(row));
  }

  /** Closes a group. */
  public static Request.Builder collapse(String view, int row) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewCollapseReq(ViewCollapseReq.newBuilder().setRowIndex(row));
  }

  /** Opens all groups down to a depth, and closes those below. */
  public static Request.Builder depth(String view, int depth) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewSetDepthReq(ViewSetDepthReq.newBuilder().setDepth(depth));
  }

  /** Reads a whole view as columns, without naming a viewport. */
  public static Request.Builder columns(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToColumnsStringReq(ViewToColumnsStringReq.getDefaultInstance());
  }

  /**
   * Reads a viewport as columns in JSON.
   *
   * @param id whether each row comes with its key or path
   */
  public static Request.Builder columns(String view, ViewPort port, boolean id) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToColumnsStringReq(ViewToColumnsStringReq.newBuilder().setViewport(port).setId(id));
  }

  /** Reads a viewport as rows in JSON, with formatted values. */
  public static Request.Builder rowsJson(String view, ViewPort port) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToRowsStringReq(
            ViewToRowsStringReq.newBuilder().setViewport(port).setFormatted(true));
  }

  /** Reads a whole view as NDJSON. */
  public static Request.Builder ndjson(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToNdjsonStringReq(
            ViewToNdjsonStringReq.newBuilder().setViewport(ViewPort.getDefaultInstance()));
  }

  /** Reads a viewport as CSV. */
  public static Request.Builder csv(String view, ViewPort port) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToCsvReq(ViewToCSVReq.newBuilder().setViewport(port));
  }

  /** Reads a viewport as an Arrow stream. */
  public static Request.Builder arrow(String view, ViewPort port) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToArrowReq(ViewToArrowReq.newBuilder().setViewport(port));
  }

  /** A viewport; the ends are exclusive. */
  public static ViewPort window(int startRow, int endRow, int startColumn, int endColumn) {
    return ViewPort.newBuilder()
        .setStartRow(startRow)
        .setEndRow(endRow)
        .setStartCol(startColumn)
        .setEndCol(endColumn)
        .build();
  }

  private static MakeTableData rows(String json) {
    return MakeTableData.newBuilder().setFromRows(ByteString.copyFromUtf8(json)).build();
  }
}
