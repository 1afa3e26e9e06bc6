package dev.perspective4j.wire;

import dev.perspective4j.model.SystemInfo;
import dev.perspective4j.wire.proto.ServerSystemInfoResp;

/** What a server says about its resources. */
public final class SystemInfoCodec {

  private SystemInfoCodec() {}

  /** The answer with {@code info}. */
  public static ServerSystemInfoResp encode(SystemInfo info) {
    return ServerSystemInfoResp.newBuilder()
        .setHeapSize(info.heapSize())
        .setUsedSize(info.usedSize())
        .setCpuTime((int) info.cpuMillis())
        .setCpuTimeEpoch((int) info.epochMillis())
        .build();
  }

  /** The content of an answer. */
  public static SystemInfo decode(ServerSystemInfoResp message) {
    return new SystemInfo(
        message.getHeapSize(),
        message.getUsedSize(),
        Integer.toUnsignedLong(message.getCpuTime()),
        Integer.toUnsignedLong(message.getCpuTimeEpoch()));
  }
}
