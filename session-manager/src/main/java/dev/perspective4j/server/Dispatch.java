package dev.perspective4j.server;

import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about and what handles it: found once, when the request is taken up, and carried
 * to its end.
 *
 * @param kind what is asked for
 * @param entityId the name of the table or view, as the client wrote it
 * @param handler handles requests of this kind
 * @param table the table it is about; null if it is about something else, or there is no such table
 * @param view the view it is about; null if it is about something else, or there is no such view
 */
record Dispatch(
    ClientReqCase kind,
    String entityId,
    Handler handler,
    @Nullable TableHost table,
    @Nullable ViewHost view) {

  /** Finds what a request is about among the tables of the server and the views of its client. */
  static Dispatch of(ClientReqCase kind, String entityId, Catalog catalog, Holdings holdings) {
    Handler handler = Requests.of(kind);
    return switch (handler) {
      case Handler.OnServer _, Handler.OnServerLater _ ->
          new Dispatch(kind, entityId, handler, null, null);
      case Handler.OnTable _, Handler.OnTableInTwoParts _ ->
          new Dispatch(kind, entityId, handler, catalog.find(entityId).orElse(null), null);
      case Handler.OnView _ ->
          new Dispatch(kind, entityId, handler, null, holdings.view(entityId).orElse(null));
    };
  }

  /** Whether a request is the one this was found for. */
  boolean is(Request request) {
    return kind == request.getClientReqCase() && entityId.equals(request.getEntityId());
  }

  /** Whether parsing the request may take long. */
  boolean bringsRows() {
    return handler instanceof Handler.OnTableInTwoParts;
  }

  /** The strand in whose order the request has a place, unless it is about no table and no view. */
  Optional<Strand> strand() {
    if (view != null) {
      return Optional.of(view.table().strand());
    }
    return table == null ? Optional.empty() : Optional.of(table.strand());
  }
}
