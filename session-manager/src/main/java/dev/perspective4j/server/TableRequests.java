package dev.perspective4j.server;

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

  static void schema(TableHost table, Exchange exchange) {
    exchange.answer(
        Response.TABLE_SCHEMA_RESP_FIELD_NUMBER,
        TableSchemaResp.newBuilder()
            .setSchema(SchemaCodec.encode(table.provider().schema()))
            .build());
  }

  static void size(TableHost table, Exchange exchange) {
    exchange.answer(
        Response.TABLE_SIZE_RESP_FIELD_NUMBER,
        TableSizeResp.newBuilder().setSize(table.provider().size()).build());
  }

  static void makePort(TableHost table, Exchange exchange) {
    exchange.answer(
        Response.TABLE_MAKE_PORT_RESP_FIELD_NUMBER,
        TableMakePortResp.newBuilder().setPortId(table.provider().makePort()).build());
  }

  static void validate(TableHost table, Exchange exchange) {
    Map<String, String> expressions =
        exchange.request().getTableValidateExprReq().getColumnToExprMap();
    exchange.answer(
        Response.TABLE_VALIDATE_EXPR_RESP_FIELD_NUMBER,
        ExpressionCodec.encode(table.provider().validate(expressions), expressions));
  }

  static void describe(TableHost table, Exchange exchange) {
    TableDescription description;
    try {
      description =
          table
              .provider()
              .describe(
                  ViewConfigCodec.decode(exchange.request().getTableDescribeReq().getConfig()));
    } catch (WireException unknown) {
      description =
          new TableDescription.InvalidConfig(Map.of(), String.valueOf(unknown.getMessage()));
    }
    exchange.answer(Response.TABLE_DESCRIBE_RESP_FIELD_NUMBER, ExpressionCodec.encode(description));
  }

  static void makeView(TableHost table, Exchange exchange) {
    TableMakeViewReq request = exchange.request().getTableMakeViewReq();
    Session session = exchange.session();
    session.requireRoomForView(request.getViewId());
    ViewConfig config = ViewConfigCodec.decode(request.getConfig());
    session.addView(table.openView(session, request.getViewId(), config));
    exchange.answer(
        Response.TABLE_MAKE_VIEW_RESP_FIELD_NUMBER,
        TableMakeViewResp.newBuilder().setViewId(request.getViewId()).build());
  }

  static void delete(TableHost table, Exchange exchange) {
    if (exchange.request().getTableDeleteReq().getIsImmediate()) {
      table.delete(() -> deleted(exchange));
    } else {
      table.deleteLazily(exchange.subscription());
    }
  }

  static void deleteMissing(Exchange exchange) {
    deleted(exchange);
    exchange.server().catalog().announce();
  }

  static void onDelete(TableHost table, Exchange exchange) {
    exchange.session().countSubscription();
    exchange.session().watch(table);
    table.subscribeDelete(exchange.subscription());
  }

  static void removeOnDelete(TableHost table, Exchange exchange) {
    if (table.unsubscribeDelete(
        exchange.session(), exchange.request().getTableRemoveDeleteReq().getId())) {
      exchange.session().uncountSubscriptions(1);
    }
    removeOnDeleteMissing(exchange);
  }

  static void removeOnDeleteMissing(Exchange exchange) {
    exchange.answer(
        Response.TABLE_REMOVE_DELETE_RESP_FIELD_NUMBER, TableRemoveDeleteResp.getDefaultInstance());
  }

  private static void deleted(Exchange exchange) {
    exchange.answer(Response.TABLE_DELETE_RESP_FIELD_NUMBER, TableDeleteResp.getDefaultInstance());
  }
}
