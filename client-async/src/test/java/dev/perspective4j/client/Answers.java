package dev.perspective4j.client;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Features;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.FeaturesCodec;
import dev.perspective4j.wire.HostedTableCodec;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.MakeTableResp;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableDeleteResp;
import dev.perspective4j.wire.proto.TableMakeViewResp;
import dev.perspective4j.wire.proto.TableRemoveResp;
import dev.perspective4j.wire.proto.TableReplaceResp;
import dev.perspective4j.wire.proto.TableSchemaResp;
import dev.perspective4j.wire.proto.TableSizeResp;
import dev.perspective4j.wire.proto.TableUpdateResp;
import dev.perspective4j.wire.proto.ViewDeleteResp;
import dev.perspective4j.wire.proto.ViewGetConfigResp;
import dev.perspective4j.wire.proto.ViewRemoveOnRemoveResp;
import dev.perspective4j.wire.proto.ViewRemoveOnUpdateResp;
import dev.perspective4j.wire.proto.ViewSetDepthResp;
import dev.perspective4j.wire.proto.ViewToArrowResp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an ordinary server says. */
final class Answers {

  private Answers() {}

  /** Success for whatever needs no content; tables as given; null for subscriptions. */
  static Response.Builder ordinary(
      Request request, List<HostedTable> tables, Features features, ViewConfig config) {
    Response.Builder answer = Response.newBuilder();
    return switch (request.getClientReqCase()) {
      case GET_HOSTED_TABLES_REQ ->
          request.getGetHostedTablesReq().getSubscribe()
              ? null
              : answer.setGetHostedTablesResp(HostedTableCodec.encode(tables));
      case GET_FEATURES_REQ -> answer.setGetFeaturesResp(FeaturesCodec.encode(features));
      case TABLE_MAKE_VIEW_REQ ->
          answer.setTableMakeViewResp(
              TableMakeViewResp.newBuilder().setViewId(request.getTableMakeViewReq().getViewId()));
      case TABLE_SIZE_REQ -> answer.setTableSizeResp(TableSizeResp.newBuilder().setSize(3));
      case TABLE_SCHEMA_REQ ->
          answer.setTableSchemaResp(
              TableSchemaResp.newBuilder()
                  .setSchema(SchemaCodec.encode(Schema.of("k", ColumnType.INTEGER))));
      case MAKE_TABLE_REQ -> answer.setMakeTableResp(MakeTableResp.getDefaultInstance());
      case TABLE_UPDATE_REQ -> answer.setTableUpdateResp(TableUpdateResp.getDefaultInstance());
      case TABLE_REPLACE_REQ -> answer.setTableReplaceResp(TableReplaceResp.getDefaultInstance());
      case TABLE_REMOVE_REQ -> answer.setTableRemoveResp(TableRemoveResp.getDefaultInstance());
      case TABLE_DELETE_REQ -> answer.setTableDeleteResp(TableDeleteResp.getDefaultInstance());
      case VIEW_DELETE_REQ -> answer.setViewDeleteResp(ViewDeleteResp.getDefaultInstance());
      case VIEW_SET_DEPTH_REQ -> answer.setViewSetDepthResp(ViewSetDepthResp.getDefaultInstance());
      case VIEW_GET_CONFIG_REQ ->
          answer.setViewGetConfigResp(
              ViewGetConfigResp.newBuilder().setConfig(ViewConfigCodec.encode(config)));
      case VIEW_TO_ARROW_REQ ->
          answer.setViewToArrowResp(
              ViewToArrowResp.newBuilder().setArrow(ByteString.copyFromUtf8("all")));
      case VIEW_REMOVE_ON_UPDATE_REQ ->
          answer.setViewRemoveOnUpdateResp(ViewRemoveOnUpdateResp.getDefaultInstance());
      case VIEW_REMOVE_ON_REMOVE_REQ ->
          answer.setViewRemoveOnRemoveResp(ViewRemoveOnRemoveResp.getDefaultInstance());
      default -> null;
    };
  }

  static Response.Builder ordinary(Request request) {
    return ordinary(
        request,
        List.of(new HostedTable("t", Optional.of("k"), OptionalLong.empty())),
        Features.STANDARD.toBuilder().viewDerivations(false).build(),
        ViewConfig.builder().columns("k", "v").build());
  }
}
