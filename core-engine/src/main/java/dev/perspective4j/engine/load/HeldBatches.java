package dev.perspective4j.engine.load;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Keeps batches until they are certain, for a consumer that cannot forget any. */
public final class HeldBatches implements BatchSink {
  private final ArrayDeque<Batch> batches = new ArrayDeque<>();

  /** Holds nothing yet. */
  public HeldBatches() {}

  @Override
  public void accept(Batch batch) {
    batches.add(batch);
  }

  @Override
  public void restart() {
    batches.clear();
  }

  /** Hands the batches over, in order; those handed over are not kept. */
  public void handOver(Consumer<Batch> sink) {
    while (!batches.isEmpty()) {
      sink.accept(batches.remove());
    }
  }
}
