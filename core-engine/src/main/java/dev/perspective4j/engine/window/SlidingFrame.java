package dev.perspective4j.engine.window;

/** Where the frame of a row begins; every frame ends at the row itself. */
sealed interface SlidingFrame permits RowsFrame, RangeFrame {

  /** The first place in the frame of a place. */
  int begin(Partition partition, int position);

  /** The place after the last whose frame may hold a place, or held a row taken out before it. */
  int lastAffected(Partition partition, int position);

  /** Prepares {@link Run#begin} for the places {@code [from, to)}; {@code first} is read first. */
  Run run(Partition partition, int first, int from, int to);

  /** Frames of consecutive places, asked for in ascending order. */
  interface Run {
    /** The first place in the frame of a place. */
    int begin(int position);

    /** The order key of a place; only of frames that have keys. */
    double key(int position);

    /** Whether a place has an order key. */
    boolean hasKey(int position);
  }
}
