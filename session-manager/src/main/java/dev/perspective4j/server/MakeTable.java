package dev.perspective4j.server;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.TableOptionsCodec;
import dev.perspective4j.wire.proto.MakeTableData.DataCase;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.MakeTableResp;
import dev.perspective4j.wire.proto.Response;

/** Makes tables from data. Parsing runs on a pool thread; nobody waits for it but the client. */
final class MakeTable {
  private MakeTable() {}

  static void handle(Exchange exchange) {
    String name = exchange.entityId();
    MakeTableReq request = exchange.request().getMakeTableReq();
    exchange.session().require(Action.CREATE, name);
    Catalog catalog = exchange.server().catalog();
    catalog.reserve(name);
    boolean made = false;
    try {
      if (request.getData().getDataCase() != DataCase.FROM_VIEW
          && request.getOptions().hasViewSchema()) {
        throw new RequestFailure("`schema` is only valid when making a Table from a View");
      }
      if (request.getData().getDataCase() == DataCase.FROM_VIEW) {
        throw new RequestFailure("Tables made from a View are not supported");
      }
      TableOptions options = TableOptionsCodec.decode(request.getOptions());
      TableData data =
          TableDataCodec.decode(request.getData())
              .orElseThrow(() -> new RequestFailure("MakeTableReq malformed"));
      exchange.server().host(name, EngineTable.of(Table.create(data, options)));
      made = true;
    } finally {
      if (!made) {
        catalog.cancel(name);
      }
    }
    exchange.answer(Response.MAKE_TABLE_RESP_FIELD_NUMBER, MakeTableResp.getDefaultInstance());
    catalog.announce();
  }
}
