package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import dev.perspective4j.model.TableData;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableRemoveResp;
import dev.perspective4j.wire.proto.TableReplaceResp;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.TableUpdateResp;

/**
 * Writes to a table. Parsing runs on a pool thread; the rest is one step: the rows change, the writer is answered,
 * then the listeners hear of it.
 */
final class TableWrites {
  private TableWrites() {}

  static Write update(TableHost table, Call call) {
    TableUpdateReq request = call.request().getTableUpdateReq();
    TableData data = rows(request.getData(), "MakeTableReq malformed");
    Write write = table.provider().prepareUpdate(data, request.getPortId());
    return () ->
        apply(
            table,
            call,
            write,
            Response.TABLE_UPDATE_RESP_FIELD_NUMBER,
            TableUpdateResp.getDefaultInstance());
  }

  static Write replace(TableHost table, Call call) {
    TableData data =
        rows(call.request().getTableReplaceReq().getData(), "TableReplaceReq malformed");
    Write write = table.provider().prepareReplace(data);
    return () ->
        apply(
            table,
            call,
            write,
            Response.TABLE_REPLACE_RESP_FIELD_NUMBER,
            TableReplaceResp.getDefaultInstance());
  }

  static Write remove(TableHost table, Call call) {
    MakeTableData message = call.request().getTableRemoveReq().getData();
    TableData keys =
        switch (message.getDataCase()) {
          case FROM_ROWS, FROM_COLS, FROM_ARROW -> rows(message, "remove malformed");
          case FROM_CSV, FROM_NDJSON, FROM_SCHEMA, FROM_VIEW, DATA_NOT_SET ->
              throw new RequestFailure("remove malformed");
        };
    Write write = table.provider().prepareRemove(keys);
    return () ->
        apply(
            table,
            call,
            write,
            Response.TABLE_REMOVE_RESP_FIELD_NUMBER,
            TableRemoveResp.getDefaultInstance());
  }

  private static void apply(TableHost table, Call call, Write write, int field, MessageLite body) {
    table.write(write, call.seat().outbox(), () -> call.answer(field, body));
  }

  private static TableData rows(MakeTableData message, String refusal) {
    TableData data = TableDataCodec.decode(message).orElseThrow(() -> new RequestFailure(refusal));
    if (data instanceof TableData.OfSchema) {
      throw new RequestFailure(refusal);
    }
    return data;
  }
}
