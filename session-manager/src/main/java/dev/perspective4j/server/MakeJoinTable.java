package dev.perspective4j.server;

import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.JoinCodec;
import dev.perspective4j.wire.proto.MakeJoinTableResp;
import dev.perspective4j.wire.proto.Response;
import java.util.List;

/** Makes a table that joins two others and follows them. All three share a strand from then on. */
final class MakeJoinTable {
  private MakeJoinTable() {}

  static void handle(Exchange exchange, Runnable done) {
    String name = exchange.entityId();
    JoinSpec spec = JoinCodec.decode(exchange.request().getMakeJoinTableReq());
    exchange.session().require(Action.CREATE, name);
    Catalog catalog = exchange.server().catalog();
    catalog.reserve(name);
    try {
      TableHost left = source(exchange, spec.left());
      TableHost right = source(exchange, spec.right());
      exchange
          .server()
          .onJointStrand(
              left,
              right,
              () -> {
                exchange.attempt(() -> make(exchange, name, left, right, spec));
                done.run();
              });
    } catch (RuntimeException refused) {
      catalog.cancel(name);
      throw refused;
    }
  }

  private static TableHost source(Exchange exchange, String name) {
    return exchange
        .server()
        .catalog()
        .findListed(name)
        .filter(table -> exchange.session().allows(Action.READ, name))
        .orElseThrow(() -> new RequestFailure("Table \"" + name + "\" not found"));
  }

  private static void make(
      Exchange exchange, String name, TableHost left, TableHost right, JoinSpec spec) {
    Catalog catalog = exchange.server().catalog();
    try {
      for (TableHost source : List.of(left, right)) {
        if (source.isGone()) {
          throw new RequestFailure("Table \"" + source.name() + "\" not found");
        }
      }
      TableProvider join = EngineTable.join(left.provider(), right.provider(), spec);
      exchange.server().host(name, join, left.strand().target(), List.of(left, right));
    } catch (RuntimeException refused) {
      catalog.cancel(name);
      throw refused;
    }
    exchange.answer(
        Response.MAKE_JOIN_TABLE_RESP_FIELD_NUMBER, MakeJoinTableResp.getDefaultInstance());
    catalog.announce();
  }
}
