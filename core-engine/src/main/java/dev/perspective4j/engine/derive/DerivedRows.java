package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.table.Rows;
import java.util.function.Consumer;

/** The rows of a table that follows a view. */
public sealed interface DerivedRows extends AutoCloseable permits PassingRows, CopiedRows {

  /** The rows. */
  Rows rows();

  /** Sets the listener for steps that change these rows, called once the step is settled. */
  void onStep(Consumer<Step> listener);

  /** Stops following the view and frees everything but the view. Closing twice is harmless. */
  @Override
  void close();
}
