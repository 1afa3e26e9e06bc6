package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import dev.perspective4j.model.Features;
import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.FeaturesCodec;
import dev.perspective4j.wire.HostedTableCodec;
import dev.perspective4j.wire.SystemInfoCodec;
import dev.perspective4j.wire.proto.GetFeaturesResp;
import dev.perspective4j.wire.proto.RemoveHostedTablesUpdateResp;
import dev.perspective4j.wire.proto.Response;

/** Requests about the server as a whole. */
final class ServerRequests {
  /** What an undecodable message or one of an unknown kind is answered with. */
  static final String UNKNOWN = "Unhandled request type 2";

  private static final GetFeaturesResp FEATURES = FeaturesCodec.encode(Features.STANDARD);

  private ServerRequests() {}

  static void features(Call call) {
    call.answer(Response.GET_FEATURES_RESP_FIELD_NUMBER, FEATURES);
  }

  static void hostedTables(Call call) {
    Seat seat = call.seat();
    Catalog catalog = call.hosting().catalog();
    if (call.request().getGetHostedTablesReq().getSubscribe()) {
      seat.countSubscription();
      catalog.subscribe(call.subscription());
      return;
    }
    MessageLite list =
        HostedTableCodec.encode(catalog.list(name -> seat.allows(Action.READ, name)));
    call.answer(Response.GET_HOSTED_TABLES_RESP_FIELD_NUMBER, list);
  }

  static void removeHostedTables(Call call) {
    int id = call.request().getRemoveHostedTablesUpdateReq().getId();
    Seat seat = call.seat();
    seat.uncountSubscriptions(call.hosting().catalog().unsubscribe(seat, id));
    call.answer(
        Response.REMOVE_HOSTED_TABLES_UPDATE_RESP_FIELD_NUMBER,
        RemoveHostedTablesUpdateResp.getDefaultInstance());
  }

  static void systemInfo(Call call) {
    call.answer(
        Response.SERVER_SYSTEM_INFO_RESP_FIELD_NUMBER,
        SystemInfoCodec.encode(call.hosting().systemInfo()));
  }

  static void unknown(Call call) {
    call.refuse(UNKNOWN);
  }
}
