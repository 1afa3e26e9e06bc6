package dev.perspective4j.server;

import java.nio.ByteBuffer;

/**
 * A notification that can take in what later ones of its subscription say, while it waits for a slow
 * reader. Used by one thread at a time.
 */
interface Mergeable {

  /** Whose it is: only notifications of one subscription may merge. */
  int subscription();

  /** The view it is about. */
  String view();

  /** Takes in a later notification and says whether that was possible. */
  boolean join(Mergeable later);

  /** About how many bytes it takes now. */
  long size();

  /** The whole message. Called once, as the last thing. */
  ByteBuffer end();

  /** Frees what it holds; called instead of {@link #end}. */
  void discard();
}
