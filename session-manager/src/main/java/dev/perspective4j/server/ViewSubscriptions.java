package dev.perspective4j.server;

import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewRemoveDeleteResp;
import dev.perspective4j.wire.proto.ViewRemoveOnRemoveResp;
import dev.perspective4j.wire.proto.ViewRemoveOnUpdateResp;

/** Listening to a view. Subscribing is not answered; cancelling always succeeds. */
final class ViewSubscriptions {
  private ViewSubscriptions() {}

  static void onUpdate(ViewHost view, Exchange exchange) {
    exchange.session().countSubscription();
    view.subscribe(exchange.subscription(), exchange.request().getViewOnUpdateReq().hasMode());
  }

  static void onRemove(ViewHost view, Exchange exchange) {
    exchange.session().countSubscription();
    view.onRemove().add(exchange.subscription());
  }

  static void onDelete(ViewHost view, Exchange exchange) {
    exchange.session().countSubscription();
    view.onDelete().add(exchange.subscription());
  }

  static void removeOnUpdate(ViewHost view, Exchange exchange) {
    int removed = view.unsubscribe(exchange.request().getViewRemoveOnUpdateReq().getId());
    exchange.session().uncountSubscriptions(removed);
    onUpdateRemoved(exchange);
  }

  static void onUpdateRemoved(Exchange exchange) {
    exchange.answer(
        Response.VIEW_REMOVE_ON_UPDATE_RESP_FIELD_NUMBER,
        ViewRemoveOnUpdateResp.getDefaultInstance());
  }

  static void removeOnRemove(ViewHost view, Exchange exchange) {
    int id = exchange.request().getViewRemoveOnRemoveReq().getId();
    int before = view.onRemove().size();
    view.onRemove().removeIf(listener -> listener.is(exchange.session(), id));
    exchange.session().uncountSubscriptions(before - view.onRemove().size());
    onRemoveRemoved(exchange);
  }

  static void onRemoveRemoved(Exchange exchange) {
    exchange.answer(
        Response.VIEW_REMOVE_ON_REMOVE_RESP_FIELD_NUMBER,
        ViewRemoveOnRemoveResp.getDefaultInstance());
  }

  static void removeOnDelete(ViewHost view, Exchange exchange) {
    int id = exchange.request().getViewRemoveDeleteReq().getId();
    if (TableHost.removeFirst(view.onDelete(), exchange.session(), id)) {
      exchange.session().uncountSubscriptions(1);
    }
    onDeleteRemoved(exchange);
  }

  static void onDeleteRemoved(Exchange exchange) {
    exchange.answer(
        Response.VIEW_REMOVE_DELETE_RESP_FIELD_NUMBER, ViewRemoveDeleteResp.getDefaultInstance());
  }
}
