package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a step changed in a view, on the way to one listener. Those of later steps may join
 * if rows have a key: a later state of a row then replaces an earlier one.
 */
final class RowChange implements Mergeable {
  private final int subscription;
  private final String view;
  private final int port;
  private final Optional<String> key;
  private final EncodedResponse body;
  private @Nullable RowMerge merge;

  /**
   * The rows of one step.
   *
   * @param subscription id of the request that subscribed
   * @param view as the client wrote it
   * @param port of the step
   * @param key column that identifies a row, if there is one
   * @param body the encoded notification
   */
  RowChange(int subscription, String view, int port, Optional<String> key, EncodedResponse body) {
    this.subscription = subscription;
    this.view = view;
    this.port = port;
    this.key = key;
    this.body = body;
  }

  @Override
  public int subscription() {
    return subscription;
  }

  @Override
  public String view() {
    return view;
  }

  @Override
  public long size() {
    return merge == null ? body.size() : merge.size();
  }

  @Override
  public boolean join(Mergeable later) {
    if (key.isEmpty()
        || !(later instanceof RowChange other)
        || port != other.port
        || !view.equals(other.view)) {
      return false;
    }
    RowMerge to = merge;
    if (to == null) {
      to = RowMerge.begin(key.get(), rows()).orElse(null);
      merge = to;
    }
    return to != null && to.add(other.rows());
  }

  @Override
  public ByteBuffer end() {
    if (merge == null) {
      return body.in(subscription, view);
    }
    EncodedResponse merged =
        EncodedResponse.of(
            Response.VIEW_ON_UPDATE_RESP_FIELD_NUMBER,
            ViewOnUpdateResp.newBuilder().setDelta(merge.end()).setPortId(port).build());
    return merged.in(subscription, view);
  }

  @Override
  public void discard() {
    if (merge != null) {
      merge.close();
    }
  }

  /** The rows, as an Arrow stream. */
  private ByteString rows() {
    try {
      return ViewOnUpdateResp.parseFrom(body.bytes()).getDelta();
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
