package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.Step;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnRemoveResp;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import java.util.Collection;

/**
 * What listeners hear of a step: views in order of creation, for each first the removed keys, then
 * the change. Everything is encoded at most once: the keys for the table, the changed rows for all
 * views that answer alike, the bare change for everyone.
 */
final class Notifications {

  private Notifications() {}

  /**
   * Tells every listener of a step. Runs on the strand of the table, right after the step.
   *
   * @param version the table's version after the step
   * @param index name of the key column; only used if the step removed keys
   */
  static void send(Collection<ViewHost> views, Step step, long version, String index) {
    EncodedResponse change = body(ViewOnUpdateResp.newBuilder(), step);
    EncodedResponse removed = null;
    for (ViewHost view : views) {
      if (!view.onRemove().isEmpty() && step.removedKeys().isPresent()) {
        if (removed == null) {
          removed = removed(step, index);
        }
        EncodedResponse keys = removed;
        view.onRemove().forEach(listener -> listener.sendRemoval(keys));
      }
      send(view, step, version, change);
    }
  }

  private static void send(ViewHost view, Step step, long version, EncodedResponse change) {
    EncodedResponse rows = null;
    for (ViewHost.UpdateSubscription update : view.onUpdate()) {
      if (update.rows()) {
        if (rows == null) {
          rows = rows(view, step, version);
        }
        update.to().sendRows(step.port(), view.rowKey(), rows);
      } else {
        update.to().sendChange(step.port(), change);
      }
    }
  }

  private static EncodedResponse rows(ViewHost view, Step step, long version) {
    return view.answersAlike()
        ? view.shared().rowDelta(version, () -> encodeRows(view, step))
        : encodeRows(view, step);
  }

  private static EncodedResponse encodeRows(ViewHost view, Step step) {
    return body(
        ViewOnUpdateResp.newBuilder().setDelta(ViewFormats.rowDelta(view.view().rowDelta())), step);
  }

  private static EncodedResponse removed(Step step, String index) {
    ByteString keys = ViewFormats.keys(index, step.removedKeys().orElseThrow());
    return EncodedResponse.of(
        Response.VIEW_ON_REMOVE_RESP_FIELD_NUMBER,
        ViewOnRemoveResp.newBuilder().setIndices(keys).setPortId(step.port()).build());
  }

  private static EncodedResponse body(ViewOnUpdateResp.Builder update, Step step) {
    return EncodedResponse.of(
        Response.VIEW_ON_UPDATE_RESP_FIELD_NUMBER, update.setPortId(step.port()).build());
  }
}
