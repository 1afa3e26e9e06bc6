package dev.perspective4j.engine.load;

import java.util.function.Consumer;

/**
 * Receives the batches of one input and can be told to forget them.
 *
 * <p>A reader of a text knows its types for certain only at the end. With such a sink it need not
 * keep what it has read until then: it hands batches over, and begins anew if it was wrong.
 */
public interface BatchSink extends Consumer<Batch> {

  /** Forgets all batches received so far; others will follow, perhaps of other types. */
  void restart();
}
