package dev.perspective4j.testkit;

import com.google.protobuf.ByteString;
import dev.perspective4j.wire.proto.GetFeaturesReq;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.MakeTableReq.MakeTableOptions;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.ViewDimensionsReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;

/** Requests as a client writes them. */
final class Messages {
  private Messages() {}

  static Request features(int id) {
    return Request.newBuilder()
        .setMsgId(id)
        .setGetFeaturesReq(GetFeaturesReq.getDefaultInstance())
        .build();
  }

  static Request makeTable(int id, String name, String rows, String index) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(name)
        .setMakeTableReq(
            MakeTableReq.newBuilder()
                .setData(rows(rows))
                .setOptions(MakeTableOptions.newBuilder().setMakeIndexTable(index)))
        .build();
  }

  static Request makeView(int id, String table, String view) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(table)
        .setTableMakeViewReq(TableMakeViewReq.newBuilder().setViewId(view))
        .build();
  }

  static Request update(int id, String table, String rows) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(table)
        .setTableUpdateReq(TableUpdateReq.newBuilder().setData(rows(rows)))
        .build();
  }

  static Request size(int id, String table) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(table)
        .setTableSizeReq(TableSizeReq.getDefaultInstance())
        .build();
  }

  static Request deleteLazily(int id, String table) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(table)
        .setTableDeleteReq(TableDeleteReq.getDefaultInstance())
        .build();
  }

  static Request onUpdate(int id, String view) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(view)
        .setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance())
        .build();
  }

  static Request dimensions(int id, String view) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(view)
        .setViewDimensionsReq(ViewDimensionsReq.getDefaultInstance())
        .build();
  }

  static Request toColumns(int id, String view) {
    return Request.newBuilder()
        .setMsgId(id)
        .setEntityId(view)
        .setViewToColumnsStringReq(ViewToColumnsStringReq.getDefaultInstance())
        .build();
  }

  private static MakeTableData rows(String json) {
    return MakeTableData.newBuilder().setFromRows(ByteString.copyFromUtf8(json)).build();
  }
}
