package dev.perspective4j.server;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.TableOptionsCodec;
import dev.perspective4j.wire.proto.MakeTableData.DataCase;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.MakeTableReq.MakeTableOptions;
import dev.perspective4j.wire.proto.MakeTableResp;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.Schema.KeyTypePair;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes tables. Data is parsed on a pool thread, where nobody waits for it but the client; a table
 * made from a view lives on the strand of the view.
 */
final class MakeTable {
  private MakeTable() {}

  static void handle(Call call, Runnable done) {
    String name = call.entityId();
    MakeTableReq request = call.request().getMakeTableReq();
    call.seat().require(Action.CREATE, name);
    Catalog catalog = call.hosting().catalog();
    catalog.reserve(name);
    try {
      if (request.getData().getDataCase() == DataCase.FROM_VIEW) {
        ViewHost view = source(call, request);
        view.table()
            .strand()
            .execute(
                () -> {
                  call.attempt(() -> derive(call, name, view, request.getOptions()));
                  done.run();
                });
        return;
      }
      make(call, name, request);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError refused) {
      catalog.cancel(name);
      throw refused;
    }
    answer(call);
    done.run();
  }

  private static void make(Call call, String name, MakeTableReq request) {
    if (request.getOptions().hasViewSchema()) {
      throw new RequestFailure("`schema` is only valid when making a Table from a View");
    }
    TableOptions options = TableOptionsCodec.decode(request.getOptions());
    TableData data =
        TableDataCodec.decode(request.getData())
            .orElseThrow(() -> new RequestFailure("MakeTableReq malformed"));
    call.hosting().host(name, EngineTable.of(Table.create(data, options)));
  }

  private static ViewHost source(Call call, MakeTableReq request) {
    String id = request.getData().getFromView();
    ViewHost view =
        call.holdings()
            .view(id)
            .orElseThrow(() -> new RequestFailure("View \"" + id + "\" does not exist"));
    MakeTableOptions options = request.getOptions();
    if (options.hasMakeIndexTable() || options.hasMakeLimitTable()) {
      throw new RequestFailure("`index` and `limit` cannot be set on a Table made from a View");
    }
    return view;
  }

  private static void derive(Call call, String name, ViewHost view, MakeTableOptions options) {
    try {
      if (view.isClosed()) {
        throw new RequestFailure("View \"" + view.id() + "\" does not exist");
      }
      requireDistinct(options);
      Optional<Schema> wanted = TableOptionsCodec.decodeViewSchema(options);
      TableHost source = view.table();
      TableProvider table =
          source.provider().derive(view.config(), view.clientRelease().dialect(), wanted);
      call.hosting().host(name, table, source.strand().target(), TableHost.Sources.of(view));
    } catch (RuntimeException refused) {
      call.hosting().catalog().cancel(name);
      throw refused;
    }
    answer(call);
  }

  private static void requireDistinct(MakeTableOptions options) {
    Set<String> seen = new HashSet<>();
    for (KeyTypePair column : options.getViewSchema().getSchemaList()) {
      if (!seen.add(column.getName())) {
        throw new RequestFailure(
            "Duplicate column '" + column.getName() + "' in derived table schema");
      }
    }
  }

  private static void answer(Call call) {
    call.answer(Response.MAKE_TABLE_RESP_FIELD_NUMBER, MakeTableResp.getDefaultInstance());
    call.hosting().catalog().announce();
  }
}
