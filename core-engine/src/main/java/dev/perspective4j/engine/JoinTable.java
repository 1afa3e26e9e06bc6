package dev.perspective4j.engine;

import dev.perspective4j.engine.join.JoinRows;
import dev.perspective4j.model.JoinType;

/**
 * A join of two tables that follows both. Nobody writes to it.
 *
 * <p>Belongs to the thread of its sources, which must not be closed before it.
 */
public final class JoinTable extends LiveTable {
  private final JoinRows join;

  private JoinTable(JoinRows join) {
    super(join);
    this.join = join;
  }

  /**
   * Joins two tables.
   *
   * @param left the table whose rows come first
   * @param right the table that is looked up
   * @param on key column of the left table
   * @param rightOn key column of the right table
   * @param type which rows without partner stay
   * @throws EngineException if a key column is missing, the key types differ, or both tables have a
   *     column of the same name
   */
  public static JoinTable of(
      LiveTable left, LiveTable right, String on, String rightOn, JoinType type) {
    return new JoinTable(new JoinRows(left.rows(), right.rows(), on, rightOn, type));
  }

  /** Stops following the sources. */
  @Override
  public void close() {
    join.close();
  }
}
