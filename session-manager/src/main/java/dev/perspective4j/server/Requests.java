package dev.perspective4j.server;

import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import java.util.EnumMap;
import java.util.Map;

/** Every kind of request and what handles it. */
final class Requests {
  private static final Map<ClientReqCase, Handler> HANDLERS = new EnumMap<>(ClientReqCase.class);

  static {
    for (ClientReqCase kind : ClientReqCase.values()) {
      HANDLERS.put(kind, handler(kind));
    }
  }

  private Requests() {}

  /** What handles a kind of request. */
  static Handler of(ClientReqCase kind) {
    return HANDLERS.getOrDefault(kind, Handler.server(ServerRequests::unknown));
  }

  private static Handler handler(ClientReqCase kind) {
    return switch (kind) {
      case GET_FEATURES_REQ -> Handler.server(ServerRequests::features);
      case GET_HOSTED_TABLES_REQ -> Handler.server(ServerRequests::hostedTables);
      case REMOVE_HOSTED_TABLES_UPDATE_REQ -> Handler.server(ServerRequests::removeHostedTables);
      case SERVER_SYSTEM_INFO_REQ -> Handler.server(ServerRequests::systemInfo);
      case CLIENTREQ_NOT_SET -> Handler.server(ServerRequests::unknown);

      case MAKE_TABLE_REQ -> Handler.serverLater(MakeTable::handle);
      case MAKE_JOIN_TABLE_REQ -> Handler.serverLater(MakeJoinTable::handle);

      case TABLE_SCHEMA_REQ -> Handler.table(Action.READ, TableRequests::schema);
      case TABLE_SIZE_REQ -> Handler.table(Action.READ, TableRequests::size);
      case TABLE_MAKE_PORT_REQ -> Handler.table(Action.READ, TableRequests::makePort);
      case TABLE_VALIDATE_EXPR_REQ -> Handler.table(Action.READ, TableRequests::validate);
      case TABLE_DESCRIBE_REQ -> Handler.table(Action.READ, TableRequests::describe);
      case TABLE_MAKE_VIEW_REQ -> Handler.table(Action.READ, TableRequests::makeView);
      case TABLE_UPDATE_REQ -> Handler.write(TableWrites::update);
      case TABLE_REMOVE_REQ -> Handler.write(TableWrites::remove);
      case TABLE_REPLACE_REQ -> Handler.write(TableWrites::replace);
      case TABLE_DELETE_REQ ->
          Handler.table(Action.DELETE, TableRequests::delete, TableRequests::deleteMissing);
      case TABLE_ON_DELETE_REQ -> Handler.table(Action.READ, TableRequests::onDelete, call -> {});
      case TABLE_REMOVE_DELETE_REQ ->
          Handler.table(
              Action.READ, TableRequests::removeOnDelete, TableRequests::removeOnDeleteMissing);

      case VIEW_SCHEMA_REQ -> Handler.view(ViewRequests::schema);
      case VIEW_EXPRESSION_SCHEMA_REQ -> Handler.view(ViewRequests::expressionSchema);
      case VIEW_GET_CONFIG_REQ -> Handler.view(ViewRequests::config);
      case VIEW_DIMENSIONS_REQ -> Handler.view(ViewRequests::dimensions);
      case VIEW_COLUMN_PATHS_REQ -> Handler.view(ViewRequests::columnPaths);
      case VIEW_GET_MIN_MAX_REQ -> Handler.view(ViewRequests::minMax);
      case VIEW_EXPAND_REQ -> Handler.view(ViewRequests::expand);
      case VIEW_COLLAPSE_REQ -> Handler.view(ViewRequests::collapse);
      case VIEW_SET_DEPTH_REQ -> Handler.view(ViewRequests::setDepth);
      case VIEW_DELETE_REQ -> Handler.view(ViewRequests::delete);

      case VIEW_TO_ARROW_REQ -> Handler.view(ViewReads::arrow);
      case VIEW_TO_CSV_REQ -> Handler.view(ViewReads::csv);
      case VIEW_TO_COLUMNS_STRING_REQ -> Handler.view(ViewReads::columns);
      case VIEW_TO_ROWS_STRING_REQ -> Handler.view(ViewReads::rows);
      case VIEW_TO_NDJSON_STRING_REQ -> Handler.view(ViewReads::ndjson);

      case VIEW_ON_UPDATE_REQ -> Handler.view(ViewSubscriptions::onUpdate);
      case VIEW_ON_REMOVE_REQ -> Handler.view(ViewSubscriptions::onRemove);
      case VIEW_ON_DELETE_REQ -> Handler.view(ViewSubscriptions::onDelete, call -> {});
      case VIEW_REMOVE_ON_UPDATE_REQ ->
          Handler.view(ViewSubscriptions::removeOnUpdate, ViewSubscriptions::onUpdateRemoved);
      case VIEW_REMOVE_ON_REMOVE_REQ ->
          Handler.view(ViewSubscriptions::removeOnRemove, ViewSubscriptions::onRemoveRemoved);
      case VIEW_REMOVE_DELETE_REQ ->
          Handler.view(ViewSubscriptions::removeOnDelete, ViewSubscriptions::onDeleteRemoved);
    };
  }
}
