package dev.perspective4j.engine.text;

import java.util.List;

/**
 * A text of pieces that are written side by side, on all processors, and joined in their order; a short
 * one is written at once.
 */
public final class Pieces {

  /** Rows of a piece: enough that starting one costs nothing beside writing it. */
  public static final int ROWS = 1 << 14;

  /** Cells from which on a second processor pays. */
  private static final int CELLS = 1 << 14;

  private static final int CELL_BYTES = 10;
  private static final int LARGEST_BUFFER = 1 << 22;

  private Pieces() {}

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
    int room = (int) Math.min(LARGEST_BUFFER, cells / pieces.size() * CELL_BYTES);
    List<Utf8Builder> texts =
        pieces.parallelStream()
            .map(
                piece -> {
                  Utf8Builder text = new Utf8Builder(room);
                  piece.write(text);
                  return text;
                })
            .toList();
    long size = 0;
    for (Utf8Builder text : texts) {
      size += text.size();
    }
    out.reserve(size + 1);
    for (Utf8Builder text : texts) {
      out.bytes(text.array(), 0, text.size());
    }
  }
}
