package dev.perspective4j.wire;

import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.proto.ViewColumnPathsReq;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.OptionalLong;

/**
 * Windows of reads. Bounds outside of unsigned 32 bits are clamped when encoded. The fifth field of
 * the message, which names Arrow columns, is not part of a window: read it from the message.
 */
public final class ViewportCodec {
  private static final long MAX_BOUND = 0xFFFF_FFFFL;

  private ViewportCodec() {}

  /** The message of a window. */
  public static ViewPort encode(Viewport viewport) {
    ViewPort.Builder builder = ViewPort.newBuilder();
    viewport.startRow().ifPresent(bound -> builder.setStartRow(clamp(bound)));
    viewport.endRow().ifPresent(bound -> builder.setEndRow(clamp(bound)));
    viewport.startColumn().ifPresent(bound -> builder.setStartCol(clamp(bound)));
    viewport.endColumn().ifPresent(bound -> builder.setEndCol(clamp(bound)));
    return builder.build();
  }

  /** The window of a message; an absent message is the empty one: everything. */
  public static Viewport decode(ViewPort message) {
    return new Viewport(
        bound(message.hasStartRow(), message.getStartRow()),
        bound(message.hasEndRow(), message.getEndRow()),
        bound(message.hasStartCol(), message.getStartCol()),
        bound(message.hasEndCol(), message.getEndCol()));
  }

  /** The request for the column paths of a window; its rows are ignored. */
  public static ViewColumnPathsReq encodeColumns(Viewport viewport) {
    ViewColumnPathsReq.Builder builder = ViewColumnPathsReq.newBuilder();
    viewport.startColumn().ifPresent(bound -> builder.setStartCol(clamp(bound)));
    viewport.endColumn().ifPresent(bound -> builder.setEndCol(clamp(bound)));
    return builder.build();
  }

  /** The window of a request for column paths: all rows. */
  public static Viewport decodeColumns(ViewColumnPathsReq message) {
    return new Viewport(
        OptionalLong.empty(),
        OptionalLong.empty(),
        bound(message.hasStartCol(), message.getStartCol()),
        bound(message.hasEndCol(), message.getEndCol()));
  }

  private static OptionalLong bound(boolean present, int unsigned) {
    return present ? OptionalLong.of(Integer.toUnsignedLong(unsigned)) : OptionalLong.empty();
  }

  private static int clamp(long bound) {
    return (int) Math.max(0, Math.min(MAX_BOUND, bound));
  }
}
