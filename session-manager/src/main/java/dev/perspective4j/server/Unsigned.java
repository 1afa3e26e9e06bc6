package dev.perspective4j.server;

import dev.perspective4j.model.Dimensions;

/** Sizes as the protocol writes them: in 32 bits without a sign. */
final class Unsigned {
  private static final long MOST = 0xFFFF_FFFFL;

  private Unsigned() {}

  /** A size; 4,294,967,295 if it is larger. */
  static int of(long size) {
    return (int) Math.min(size, MOST);
  }

  /** Sizes none of which is larger than 4,294,967,295. */
  static Dimensions of(Dimensions sizes) {
    return new Dimensions(
        Math.min(sizes.tableRows(), MOST),
        Math.min(sizes.tableColumns(), MOST),
        Math.min(sizes.viewRows(), MOST),
        Math.min(sizes.viewColumns(), MOST));
  }
}
