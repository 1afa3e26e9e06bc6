package dev.perspective4j.wire;

import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import dev.perspective4j.wire.proto.ViewToNdjsonStringReq;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;

/** The flags of the three JSON reads, whose messages have the same shape but different types. */
public final class JsonOptionsCodec {

  private JsonOptionsCodec() {}

  /** The flags of a read as columns. */
  public static JsonOptions decode(ViewToColumnsStringReq message) {
    return new JsonOptions(
        message.getId(), message.getIndex(), message.getFormatted(), message.getLeavesOnly());
  }

  /** The flags of a read as rows. */
  public static JsonOptions decode(ViewToRowsStringReq message) {
    return new JsonOptions(
        message.getId(), message.getIndex(), message.getFormatted(), message.getLeavesOnly());
  }

  /** The flags of a read as lines. */
  public static JsonOptions decode(ViewToNdjsonStringReq message) {
    return new JsonOptions(
        message.getId(), message.getIndex(), message.getFormatted(), message.getLeavesOnly());
  }

  /** Sets the flags that are on. */
  public static void encode(JsonOptions options, ViewToColumnsStringReq.Builder builder) {
    if (options.id()) {
      builder.setId(true);
    }
    if (options.index()) {
      builder.setIndex(true);
    }
    if (options.formatted()) {
      builder.setFormatted(true);
    }
    if (options.leavesOnly()) {
      builder.setLeavesOnly(true);
    }
  }

  /** Sets the flags that are on. */
  public static void encode(JsonOptions options, ViewToRowsStringReq.Builder builder) {
    if (options.id()) {
      builder.setId(true);
    }
    if (options.index()) {
      builder.setIndex(true);
    }
    if (options.formatted()) {
      builder.setFormatted(true);
    }
    if (options.leavesOnly()) {
      builder.setLeavesOnly(true);
    }
  }

  /** Sets the flags that are on. */
  public static void encode(JsonOptions options, ViewToNdjsonStringReq.Builder builder) {
    if (options.id()) {
      builder.setId(true);
    }
    if (options.index()) {
      builder.setIndex(true);
    }
    if (options.formatted()) {
      builder.setFormatted(true);
    }
    if (options.leavesOnly()) {
      builder.setLeavesOnly(true);
    }
  }
}
