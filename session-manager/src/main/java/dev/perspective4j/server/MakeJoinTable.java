package dev.perspective4j.server;

import dev.perspective4j.server.AccessPolicy.Action;

/** Makes a table that joins two others and follows them. */
final class MakeJoinTable {
  private MakeJoinTable() {}

  static void handle(Exchange exchange) {
    exchange.session().require(Action.CREATE, exchange.entityId());
    exchange.refuse("Join tables are not supported");
  }
}
