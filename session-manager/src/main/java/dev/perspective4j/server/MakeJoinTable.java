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

  static void handle(Call call, Runnable done) {
    String name = call.entityId();
    JoinSpec spec = JoinCodec.decode(call.request().getMakeJoinTableReq());
    call.seat().require(Action.CREATE, name);
    Catalog catalog = call.hosting().catalog();
    catalog.reserve(name);
    try {
      TableHost left = source(call, spec.left());
      TableHost right = source(call, spec.right());
      call.hosting()
          .onJointStrand(
              left,
              right,
              () -> {
                call.attempt(() -> make(call, name, left, right, spec));
                done.run();
              });
    } catch (RuntimeException refused) {
      catalog.cancel(name);
      throw refused;
    }
  }

  private static TableHost source(Call call, String name) {
    return call.hosting()
        .catalog()
        .findListed(name)
        .filter(table -> call.seat().allows(Action.READ, name))
        .orElseThrow(() -> new RequestFailure("Table \"" + name + "\" not found"));
  }

  private static void make(Call call, String name, TableHost left, TableHost right, JoinSpec spec) {
    Catalog catalog = call.hosting().catalog();
    try {
      for (TableHost source : List.of(left, right)) {
        if (source.isGone()) {
          throw new RequestFailure("Table \"" + source.name() + "\" not found");
        }
      }
      TableProvider join = left.provider().join(right.provider(), spec);
      call.hosting()
          .host(name, join, left.strand().target(), TableHost.Sources.of(left, right, name));
    } catch (RuntimeException refused) {
      catalog.cancel(name);
      throw refused;
    }
    call.answer(Response.MAKE_JOIN_TABLE_RESP_FIELD_NUMBER, MakeJoinTableResp.getDefaultInstance());
    catalog.announce();
  }
}
