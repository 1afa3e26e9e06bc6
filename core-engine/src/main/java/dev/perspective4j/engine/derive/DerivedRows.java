package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.table.Rows;

/** The rows of a table that follows a view. */
public sealed interface DerivedRows extends AutoCloseable permits PassingRows, CopiedRows {

  /** The rows. */
  Rows rows();

  /** Stops following the view and frees everything but the view. Closing twice is harmless. */
  @Override
  void close();
}
