package dev.perspective4j.engine.text;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A text of pieces that are written side by side, on all processors, and joined in their order; a
 * short one is written at once.
 */
public final class ParallelText {

  /** Rows of a piece: enough that starting one costs nothing beside writing it. */
  public static final int ROWS = 1 << 14;

  /** Cells from which on a second processor pays. */
  private static final int CELLS = 1 << 14;

  private static final int BUFFER = ROWS * 24;

  private ParallelText() {}

  /** Writes a piece. Pieces must not share what they change. */
  @FunctionalInterface
  public interface Piece {
    /** Appends the text of the piece, whatever stands before it. */
    void write(Utf8Builder out);
  }

  /**
   * Writes all pieces.
   *
   * @param cells number of cells they have together
   * @throws dev.perspective4j.engine.EngineException if the text would exceed two gigabytes
   */
  public static void write(List<Piece> pieces, long cells, Utf8Builder out) {
    if (cells <= CELLS) {
      pieces.forEach(piece -> piece.write(out));
      return;
    }
    byte[][] texts = new byte[pieces.size()][];
    AtomicInteger next = new AtomicInteger();
    IntStream.rangeClosed(0, ForkJoinPool.getCommonPoolParallelism())
        .parallel()
        .forEach(thread -> write(pieces, next, texts));
    long size = 0;
    for (byte[] text : texts) {
      size += text.length;
    }
    out.reserve(size + 1);
    for (byte[] text : texts) {
      out.bytes(text);
    }
  }

  /**
   * Writes the next piece until there is none. All go through one buffer, which stays in the
   * processor's cache, where memory that is new for each piece would not.
   */
  private static void write(List<Piece> pieces, AtomicInteger next, byte[][] texts) {
    Utf8Builder buffer = new Utf8Builder(BUFFER);
    for (int i = next.getAndIncrement(); i < texts.length; i = next.getAndIncrement()) {
      buffer.truncate(0);
      pieces.get(i).write(buffer);
      texts[i] = buffer.toByteArray();
    }
  }
}
