package dev.perspective4j.engine.table;

import dev.perspective4j.engine.Step;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who hears of the steps of one table. */
public final class StepListeners {
  private static final System.Logger LOG = System.getLogger(StepListeners.class.getName());

  private List<Consumer<Step>> listeners = List.of();

  /** Adds a listener. */
  public void add(Consumer<Step> listener) {
    listeners = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
  }

  /** Removes all listeners: the table goes. */
  public void clear() {
    listeners = List.of();
  }

  /** Tells all listeners. One that fails keeps no other from hearing; its exception is logged. */
  void tell(Step step) {
    for (Consumer<Step> listener : listeners) {
      try {
        listener.accept(step);
      } catch (RuntimeException failure) {
        LOG.log(System.Logger.Level.ERROR, "A listener of steps failed", failure);
      }
    }
  }
}
