package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;

/**
 * Bounds what one input may make of itself: bytes that decompression yields, and rows that no byte
 * stands for. Both may exceed the input, but not by any factor. Columns read side by side share it.
 */
final class Budget {

  private static final long BASE_BYTES = 256L << 20;
  private static final long BYTES_PER_BYTE = 64;
  private static final long BASE_ROWS = 1L << 24;
  private static final long ROWS_PER_BYTE = 8;

  private final long input;
  private long bytes;
  private long rows;

  Budget(long inputBytes) {
    input = inputBytes;
    bytes = BASE_BYTES + inputBytes * BYTES_PER_BYTE;
    rows = BASE_ROWS + inputBytes * ROWS_PER_BYTE;
  }

  /** Allows for bytes about to be decompressed. */
  synchronized void takeBytes(long count) {
    bytes -= count;
    if (bytes < 0) {
      throw new EngineException(
          "Arrow buffers decompress to more than "
              + (BASE_BYTES + input * BYTES_PER_BYTE)
              + " bytes\n");
    }
    // A bit is the least a row needs, also a row that was compressed.
    rows += count * ROWS_PER_BYTE;
  }

  /** Allows for the rows of a batch. */
  synchronized void takeRows(long count) {
    rows -= count;
    if (rows < 0 || count > Integer.MAX_VALUE) {
      throw new EngineException("Arrow table row count exceeds maximum supported size");
    }
  }
}
