package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.ExpressionCodec;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.WireException;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableDeleteResp;
import dev.perspective4j.wire.proto.TableMakePortResp;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableMakeViewResp;
import dev.perspective4j.wire.proto.TableRemoveDeleteResp;
import dev.perspective4j.wire.proto.TableSchemaResp;
import dev.perspective4j.wire.proto.TableSizeResp;
import java.util.Map;

/** Requests about a table that do not write rows. */
final class TableRequests {
  private TableRequests() {}

  static void schema(TableHost table, Call call) {
    call.answer(
        Response.TABLE_SCHEMA_RESP_FIELD_NUMBER,
        TableSchemaResp.newBuilder()
            .setSchema(SchemaCodec.encode(table.provider().schema()))
            .build());
  }

  static void size(TableHost table, Call call) {
    call.await(
        table.provider().size(),
        rows ->
            call.answer(
                Response.TABLE_SIZE_RESP_FIELD_NUMBER,
                TableSizeResp.newBuilder().setSize(Unsigned.of(rows)).build()));
  }

  static void makePort(TableHost table, Call call) {
    call.answer(
        Response.TABLE_MAKE_PORT_RESP_FIELD_NUMBER,
        TableMakePortResp.newBuilder().setPortId(table.provider().makePort()).build());
  }

  static void validate(TableHost table, Call call) {
    Map<String, String> expressions = call.request().getTableValidateExprReq().getColumnToExprMap();
    call.answer(
        Response.TABLE_VALIDATE_EXPR_RESP_FIELD_NUMBER,
        ExpressionCodec.encode(table.provider().validate(expressions), expressions));
  }

  static void describe(TableHost table, Call call) {
    TableDescription description;
    try {
      description =
          table
              .provider()
              .describe(ViewConfigCodec.decode(call.request().getTableDescribeReq().getConfig()));
    } catch (WireException unknown) {
      description =
          new TableDescription.InvalidConfig(Map.of(), String.valueOf(unknown.getMessage()));
    }
    call.answer(Response.TABLE_DESCRIBE_RESP_FIELD_NUMBER, ExpressionCodec.encode(description));
  }

  static void makeView(TableHost table, Call call) {
    TableMakeViewReq request = call.request().getTableMakeViewReq();
    call.holdings().requireRoomForView(request.getViewId());
    ViewConfig config = ViewConfigCodec.decode(request.getConfig());
    call.await(
        table.provider().view(config, call.seat().clientRelease().dialect()),
        view -> bounded(table, call, view, config),
        () -> {},
        late -> table.strand().execute(late::close));
  }

  /** Takes a view in if it does not have too many columns, or else closes it. */
  private static void bounded(TableHost table, Call call, TableView view, ViewConfig config) {
    try {
      call.await(
          view.dimensions(),
          sizes -> takeIn(table, call, view, sizes, config),
          view::close,
          late -> {});
    } catch (RuntimeException refused) {
      view.close();
      throw refused;
    }
  }

  private static void takeIn(
      TableHost table, Call call, TableView view, Dimensions sizes, ViewConfig config) {
    String id = call.request().getTableMakeViewReq().getViewId();
    long most = call.seat().limits().columnsPerView();
    if (table.isGone() || sizes.viewColumns() > most) {
      view.close();
      throw table.isGone()
          ? RequestFailure.tableNotFound()
          : new EngineException(
              "Too many columns: the view would have "
                  + sizes.viewColumns()
                  + ", at most "
                  + most
                  + " are allowed");
    }
    Seat seat = call.seat();
    call.holdings().add(table.add(view, seat, id, config, seat.clientRelease()));
    call.answer(
        Response.TABLE_MAKE_VIEW_RESP_FIELD_NUMBER,
        TableMakeViewResp.newBuilder().setViewId(id).build());
  }

  static void delete(TableHost table, Call call) {
    if (call.request().getTableDeleteReq().getIsImmediate()) {
      table.delete(() -> deleted(call));
    } else {
      table.deleteLazily(call.subscription());
    }
  }

  static void deleteMissing(Call call) {
    deleted(call);
    call.hosting().catalog().announce();
  }

  static void onDelete(TableHost table, Call call) {
    call.seat().countSubscription();
    call.holdings().watch(table);
    table.subscribeDelete(call.subscription());
  }

  static void removeOnDelete(TableHost table, Call call) {
    if (table.unsubscribeDelete(call.seat(), call.request().getTableRemoveDeleteReq().getId())) {
      call.seat().uncountSubscriptions(1);
    }
    removeOnDeleteMissing(call);
  }

  static void removeOnDeleteMissing(Call call) {
    call.answer(
        Response.TABLE_REMOVE_DELETE_RESP_FIELD_NUMBER, TableRemoveDeleteResp.getDefaultInstance());
  }

  private static void deleted(Call call) {
    call.answer(Response.TABLE_DELETE_RESP_FIELD_NUMBER, TableDeleteResp.getDefaultInstance());
  }
}
