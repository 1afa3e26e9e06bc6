package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.EngineException;

/**
 * Bounds what one file may make of itself: run lengths and compression let few bytes stand for many
 * cells, but not for any number.
 */
final class Budget {
  /** The largest page, decompressed; writers make pages of about 1 MB, some of up to 100 MB. */
  private static final int PAGE_BYTES = 256 << 20;

  private static final long BASE_CELLS = 1L << 26;
  private static final long CELLS_PER_BYTE = 256;
  private static final long BASE_BYTES = 1L << 30;
  private static final long BYTES_PER_BYTE = 256;

  private long cells;
  private long bytes;

  Budget(long fileBytes) {
    cells = BASE_CELLS + fileBytes * CELLS_PER_BYTE;
    bytes = BASE_BYTES + fileBytes * BYTES_PER_BYTE;
  }

  /** Allows for the rows of a row group. */
  void takeRows(long rows, int columns) {
    if (rows < 0 || rows > Integer.MAX_VALUE) {
      throw ParquetFile.malformed("a row group of " + rows + " rows");
    }
    cells -= rows * Math.max(1, columns);
    if (cells < 0) {
      throw new EngineException(
          "The Parquet file declares more cells than a file of its size may\n");
    }
  }

  /** Allows for a page about to be decompressed. */
  void takePage(long size) {
    bytes -= size;
    if (size < 0 || size > PAGE_BYTES || bytes < 0) {
      throw new EngineException(
          "The Parquet file decompresses to more bytes than a file of its size may\n");
    }
  }
}
