package dev.perspective4j.conformance;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
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

/** The requests that scenarios are made of. */
public final class Requests {

  private Requests() {}

  public static Request.Builder table(String name, String rows, String index) {
    return table(name, rows(rows), index);
  }

  public static Request.Builder table(String name, MakeTableData data, String index) {
    MakeTableReq.MakeTableOptions.Builder options = MakeTableReq.MakeTableOptions.newBuilder();
    if (!index.isEmpty()) {
      options.setMakeIndexTable(index);
    }
    return Request.newBuilder()
        .setEntityId(name)
        .setMakeTableReq(MakeTableReq.newBuilder().setData(data).setOptions(options));
  }

  public static Request.Builder update(String name, MakeTableData data) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableUpdateReq(TableUpdateReq.newBuilder().setData(data));
  }

  public static Request.Builder onUpdate(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance());
  }

  public static Request.Builder update(String name, String rows) {
    return update(name, rows(rows));
  }

  public static Request.Builder replace(String name, String rows) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableReplaceReq(TableReplaceReq.newBuilder().setData(rows(rows)));
  }

  public static Request.Builder remove(String name, String keys) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableRemoveReq(TableRemoveReq.newBuilder().setData(rows(keys)));
  }

  public static Request.Builder deleteTable(String name) {
    return Request.newBuilder()
        .setEntityId(name)
        .setTableDeleteReq(TableDeleteReq.newBuilder().setIsImmediate(true));
  }

  public static Request.Builder view(String table, String view, ViewConfig config) {
    return Request.newBuilder()
        .setEntityId(table)
        .setTableMakeViewReq(
            TableMakeViewReq.newBuilder()
                .setViewId(view)
                .setConfig(ViewConfigCodec.encode(config)));
  }

  public static Request.Builder deleteView(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewDeleteReq(ViewDeleteReq.getDefaultInstance());
  }

  public static Request.Builder schema(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewSchemaReq(ViewSchemaReq.getDefaultInstance());
  }

  public static Request.Builder expressionSchema(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewExpressionSchemaReq(ViewExpressionSchemaReq.getDefaultInstance());
  }

  public static Request.Builder config(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewGetConfigReq(ViewGetConfigReq.getDefaultInstance());
  }

  public static Request.Builder dimensions(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewDimensionsReq(ViewDimensionsReq.getDefaultInstance());
  }

  public static Request.Builder paths(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewColumnPathsReq(ViewColumnPathsReq.getDefaultInstance());
  }

  public static Request.Builder paths(String view, int startColumn, int endColumn) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewColumnPathsReq(
            ViewColumnPathsReq.newBuilder().setStartCol(startColumn).setEndCol(endColumn));
  }

  public static Request.Builder minMax(String view, String column) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewGetMinMaxReq(ViewGetMinMaxReq.newBuilder().setColumnName(column));
  }

  public static Request.Builder expand(String view, int row) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewExpandReq(ViewExpandReq.newBuilder().setRowIndex(row));
  }

  public static Request.Builder collapse(String view, int row) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewCollapseReq(ViewCollapseReq.newBuilder().setRowIndex(row));
  }

  public static Request.Builder depth(String view, int depth) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewSetDepthReq(ViewSetDepthReq.newBuilder().setDepth(depth));
  }

  public static Request.Builder columns(String view, ViewPort port, boolean id) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToColumnsStringReq(ViewToColumnsStringReq.newBuilder().setViewport(port).setId(id));
  }

  public static Request.Builder rowsJson(String view, ViewPort port) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToRowsStringReq(
            ViewToRowsStringReq.newBuilder().setViewport(port).setFormatted(true));
  }

  public static Request.Builder ndjson(String view) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToNdjsonStringReq(
            ViewToNdjsonStringReq.newBuilder().setViewport(ViewPort.getDefaultInstance()));
  }

  public static Request.Builder csv(String view, ViewPort port) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToCsvReq(ViewToCSVReq.newBuilder().setViewport(port));
  }

  public static Request.Builder arrow(String view, ViewPort port) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToArrowReq(ViewToArrowReq.newBuilder().setViewport(port));
  }

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
