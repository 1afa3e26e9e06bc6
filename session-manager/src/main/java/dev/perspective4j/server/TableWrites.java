package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import dev.perspective4j.engine.Step;
import dev.perspective4j.model.TableData;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableRemoveResp;
import dev.perspective4j.wire.proto.TableReplaceResp;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.TableUpdateResp;
import java.util.function.Supplier;

/**
 * Writes to a table. Parsing runs on a pool thread; the rest is one step: the rows change, the writer is answered,
 * then the listeners hear of it.
 */
final class TableWrites {
  private TableWrites() {}

  static Runnable update(TableHost table, Call call) {
    TableUpdateReq request = call.request().getTableUpdateReq();
    TableData data = rows(request.getData(), "MakeTableReq malformed");
    Supplier<Step> write = table.provider().prepareUpdate(data, request.getPortId());
    return () ->
        apply(
            table,
            call,
            write,
            Response.TABLE_UPDATE_RESP_FIELD_NUMBER,
            TableUpdateResp.getDefaultInstance());
  }

  static Runnable replace(TableHost table, Call call) {
    TableData data =
        rows(call.request().getTableReplaceReq().getData(), "TableReplaceReq malformed");
    Supplier<Step> write = table.provider().prepareReplace(data);
    return () ->
        apply(
            table,
            call,
            write,
            Response.TABLE_REPLACE_RESP_FIELD_NUMBER,
            TableReplaceResp.getDefaultInstance());
  }

  static Runnable remove(TableHost table, Call call) {
    MakeTableData message = call.request().getTableRemoveReq().getData();
    TableData keys =
        switch (message.getDataCase()) {
          case FROM_ROWS, FROM_COLS, FROM_ARROW -> rows(message, "remove malformed");
          case FROM_CSV, FROM_NDJSON, FROM_SCHEMA, FROM_VIEW, DATA_NOT_SET ->
              throw new RequestFailure("remove malformed");
        };
    return () ->
        apply(
            table,
            call,
            () -> table.provider().remove(keys),
            Response.TABLE_REMOVE_RESP_FIELD_NUMBER,
            TableRemoveResp.getDefaultInstance());
  }

  private static void apply(
      TableHost table, Call call, Supplier<Step> write, int field, MessageLite body) {
    Step step = write.get();
    if (table.tellsRows()) {
      call.answer(field, body);
      table.tell(step);
    } else {
      // Telling takes no time, so the answer waits for what follows it to the same client.
      Outbox writer = call.seat().outbox();
      writer.hold();
      try {
        call.answer(field, body);
        table.tell(step);
      } finally {
        writer.release();
      }
    }
    table.feed(step);
  }

  private static TableData rows(MakeTableData message, String refusal) {
    TableData data = TableDataCodec.decode(message).orElseThrow(() -> new RequestFailure(refusal));
    if (data instanceof TableData.OfSchema) {
      throw new RequestFailure(refusal);
    }
    return data;
  }
}
