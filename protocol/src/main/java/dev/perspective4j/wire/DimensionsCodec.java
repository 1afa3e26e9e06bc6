package dev.perspective4j.wire;

import dev.perspective4j.model.Dimensions;
import dev.perspective4j.wire.proto.ViewDimensionsResp;

/** Sizes of views. */
public final class DimensionsCodec {

  private DimensionsCodec() {}

  /** The answer with {@code dimensions}. */
  public static ViewDimensionsResp encode(Dimensions dimensions) {
    return ViewDimensionsResp.newBuilder()
        .setNumTableRows((int) dimensions.tableRows())
        .setNumTableColumns((int) dimensions.tableColumns())
        .setNumViewRows((int) dimensions.viewRows())
        .setNumViewColumns((int) dimensions.viewColumns())
        .build();
  }

  /** The content of an answer. */
  public static Dimensions decode(ViewDimensionsResp message) {
    return new Dimensions(
        Integer.toUnsignedLong(message.getNumTableRows()),
        Integer.toUnsignedLong(message.getNumTableColumns()),
        Integer.toUnsignedLong(message.getNumViewRows()),
        Integer.toUnsignedLong(message.getNumViewColumns()));
  }
}
