package dev.perspective4j.wire;

import com.google.protobuf.NullValue;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Window columns. */
public final class WindowSpecCodec {

  private WindowSpecCodec() {}

  /** The message of a window. */
  public static dev.perspective4j.wire.proto.WindowSpec encode(WindowSpec window) {
    dev.perspective4j.wire.proto.WindowSpec.Builder builder =
        dev.perspective4j.wire.proto.WindowSpec.newBuilder()
            .setSource(window.source())
            .setOp(window.operation())
            .addAllPartitionBy(window.partitionBy());
    window
        .orderBy()
        .ifPresent(
            order ->
                builder.setOrderBy(
                    dev.perspective4j.wire.proto.WindowSpec.Order.newBuilder()
                        .setColumn(order.column())
                        .setDesc(order.descending())));
    window.frame().ifPresent(frame -> encode(frame, builder));
    window.offset().ifPresent(builder::setOffset);
    window.alpha().ifPresent(builder::setAlpha);
    return builder.build();
  }

  /** The window of a message. */
  public static WindowSpec decode(dev.perspective4j.wire.proto.WindowSpec message) {
    return new WindowSpec(
        message.getSource(),
        message.getOp(),
        message.getPartitionByList(),
        message.hasOrderBy()
            ? Optional.of(
                new WindowSpec.Order(
                    message.getOrderBy().getColumn(), message.getOrderBy().getDesc()))
            : Optional.empty(),
        frame(message),
        message.hasOffset() ? OptionalInt.of(message.getOffset()) : OptionalInt.empty(),
        message.hasAlpha() ? OptionalDouble.of(message.getAlpha()) : OptionalDouble.empty());
  }

  private static void encode(Frame frame, dev.perspective4j.wire.proto.WindowSpec.Builder builder) {
    if (frame instanceof Frame.Rows rows) {
      builder.setRows(rows.preceding());
    } else if (frame instanceof Frame.Range range) {
      builder.setRange(range.width());
    } else if (frame instanceof Frame.Cumulative) {
      builder.setCumulative(NullValue.NULL_VALUE);
    }
  }

  private static Optional<Frame> frame(dev.perspective4j.wire.proto.WindowSpec message) {
    return switch (message.getFrameCase()) {
      case ROWS -> Optional.of(new Frame.Rows(message.getRows()));
      case RANGE -> Optional.of(new Frame.Range(message.getRange()));
      case CUMULATIVE -> Optional.of(new Frame.Cumulative());
      case FRAME_NOT_SET -> Optional.empty();
    };
  }
}
