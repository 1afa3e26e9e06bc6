package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;

/** Compression of the bodies of Arrow messages. */
public enum ArrowCompression {
  /** Plain buffers; the only form that clients' typed arrays accept. */
  NONE,
  /** LZ4 frames. */
  LZ4,
  /** Zstandard frames. */
  ZSTD;

  /**
   * The compression a client names.
   *
   * @param name {@code ""}, {@code "lz4"} or {@code "zstd"}; case matters
   * @throws EngineException for any other name
   */
  public static ArrowCompression of(String name) {
    return switch (name) {
      case "" -> NONE;
      case "lz4" -> LZ4;
      case "zstd" -> ZSTD;
      default ->
          throw new EngineException(
              "Unknown `compression` \"" + name + "\", expected \"lz4\" or \"zstd\"");
    };
  }
}
