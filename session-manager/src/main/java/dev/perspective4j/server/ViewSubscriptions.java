package dev.perspective4j.server;

import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewRemoveDeleteResp;
import dev.perspective4j.wire.proto.ViewRemoveOnRemoveResp;
import dev.perspective4j.wire.proto.ViewRemoveOnUpdateResp;

/** Listening to a view. Subscribing is not answered; cancelling always succeeds. */
final class ViewSubscriptions {
  private ViewSubscriptions() {}

  static void onUpdate(ViewHost view, Call call) {
    call.seat().countSubscription();
    view.subscribe(call.subscription(), call.request().getViewOnUpdateReq().hasMode());
  }

  static void onRemove(ViewHost view, Call call) {
    call.seat().countSubscription();
    view.onRemove().add(call.subscription());
  }

  static void onDelete(ViewHost view, Call call) {
    call.seat().countSubscription();
    view.onDelete().add(call.subscription());
  }

  static void removeOnUpdate(ViewHost view, Call call) {
    int removed = view.unsubscribe(call.request().getViewRemoveOnUpdateReq().getId());
    call.seat().uncountSubscriptions(removed);
    onUpdateRemoved(call);
  }

  static void onUpdateRemoved(Call call) {
    call.answer(
        Response.VIEW_REMOVE_ON_UPDATE_RESP_FIELD_NUMBER,
        ViewRemoveOnUpdateResp.getDefaultInstance());
  }

  static void removeOnRemove(ViewHost view, Call call) {
    int id = call.request().getViewRemoveOnRemoveReq().getId();
    int before = view.onRemove().size();
    view.onRemove().removeIf(listener -> listener.is(call.seat(), id));
    call.seat().uncountSubscriptions(before - view.onRemove().size());
    onRemoveRemoved(call);
  }

  static void onRemoveRemoved(Call call) {
    call.answer(
        Response.VIEW_REMOVE_ON_REMOVE_RESP_FIELD_NUMBER,
        ViewRemoveOnRemoveResp.getDefaultInstance());
  }

  static void removeOnDelete(ViewHost view, Call call) {
    int id = call.request().getViewRemoveDeleteReq().getId();
    if (TableHost.removeFirst(view.onDelete(), call.seat(), id)) {
      call.seat().uncountSubscriptions(1);
    }
    onDeleteRemoved(call);
  }

  static void onDeleteRemoved(Call call) {
    call.answer(
        Response.VIEW_REMOVE_DELETE_RESP_FIELD_NUMBER, ViewRemoveDeleteResp.getDefaultInstance());
  }
}
