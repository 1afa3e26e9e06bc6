package dev.perspective4j.wire;

import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;

/** Takes bytes as far as any receiver would; only the documented exception may come out. */
final class HostileRequest {

  private HostileRequest() {}

  static void decodeAll(byte[] bytes) {
    try {
      model(Envelope.decodeRequest(ByteBuffer.wrap(bytes)));
    } catch (WireException refused) {
      // Refusing is fine.
    }
    try {
      model(Envelope.decodeResponse(ByteBuffer.wrap(bytes)));
    } catch (WireException refused) {
      // Refusing is fine.
    }
  }

  private static void model(Request request) {
    ViewConfigCodec.decode(request.getTableMakeViewReq().getConfig());
    ViewConfigCodec.decode(request.getTableDescribeReq().getConfig());
    TableDataCodec.decode(request.getMakeTableReq().getData());
    TableOptionsCodec.decode(request.getMakeTableReq().getOptions());
    TableOptionsCodec.decodeViewSchema(request.getMakeTableReq().getOptions());
    TableDataCodec.decode(request.getTableUpdateReq().getData());
    ViewportCodec.decode(request.getViewToArrowReq().getViewport());
    ViewportCodec.decodeColumns(request.getViewColumnPathsReq());
    JsonOptionsCodec.decode(request.getViewToColumnsStringReq());
    JoinCodec.decode(request.getMakeJoinTableReq());
  }

  private static void model(Response response) {
    FeaturesCodec.decode(response.getGetFeaturesResp());
    HostedTableCodec.decode(response.getGetHostedTablesResp());
    SystemInfoCodec.decode(response.getServerSystemInfoResp());
    SchemaCodec.decode(response.getTableSchemaResp().getSchema());
    SchemaCodec.decodeTypes(response.getViewSchemaResp().getSchemaMap());
    ExpressionCodec.decode(response.getTableValidateExprResp());
    ColumnPathsCodec.decode(response.getViewColumnPathsResp());
    DimensionsCodec.decode(response.getViewDimensionsResp());
    MinMaxCodec.decode(response.getViewGetMinMaxResp());
    ViewConfigCodec.decode(response.getViewGetConfigResp().getConfig());
    ErrorCodec.status(response.getServerError());
    if (response.hasTableDescribeResp()) {
      ExpressionCodec.decode(response.getTableDescribeResp());
    }
  }
}
