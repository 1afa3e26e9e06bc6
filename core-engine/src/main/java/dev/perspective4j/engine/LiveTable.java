package dev.perspective4j.engine;

import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.group.SharedGroupings;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.view.ViewRegistry;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.ViewConfig;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rows that change, and the views on them: what a table that is written to a join of two others, and a table
 * derived from a view have in common.
 *
 * <p>A table, its views and everything that is fed by it belong to one thread at a time; any thread
 * may ask for the {@link #schema}.
 */
public abstract sealed class LiveTable implements AutoCloseable
    permits Table, JoinTable, DerivedTable {
  private final Rows rows;
  private final TableExpressions expressions = new TableExpressions();
  private final ViewRegistry views;

  LiveTable(Rows rows) {
    this.rows = rows;
    this.views = new ViewRegistry(rows, expressions, new SharedGroupings(expressions));
  }

  /** The rows as computations on them see them. */
  Rows rows() {
    return rows;
  }

  /** Names and types of the columns, in order. */
  public final Schema schema() {
    return rows.schema();
  }

  /** Number of rows. */
  public final int size() {
    return rows.size();
  }

  /**
   * Makes a view for clients {@linkplain Dialect#BEFORE_5_6 before 5.6}. Views with equal
   * configurations share their computation.
   *
   * @throws EngineException if the configuration is invalid
   */
  public final View view(ViewConfig config) {
    return view(config, Dialect.BEFORE_5_6);
  }

  /**
   * Makes a view for clients of a release.
   *
   * @param dialect what clients expect
   * @throws EngineException if the configuration is invalid
   */
  public final View view(ViewConfig config, Dialect dialect) {
    return views.open(config, dialect);
  }

  /**
   * Adds a listener to the steps of this table.
   *
   * <p>It is called on the thread of the table, once for each step that {@linkplain Step#notifies
   * notifies}, when this table and all that it feeds show the step: for a table that is written to
   * before the write returns, then for each table fed by it, after all that feed that one. A join
   * reports every step of a source, at port 0 and without removed keys; a derived table reports, at
   * port 0, steps that touched a row of its own. The listener may read, but must not write to a
   * table of the same thread; what it throws is logged. It is forgotten when the table is closed.
   */
  public final void onStep(Consumer<Step> listener) {
    rows.stepListeners().add(listener);
  }

  /**
   * Sets the language of expressions that are checked or made from now on: its limits and the
   * functions of the application. By default it is {@link Expressions#standard()}.
   */
  public final void use(Expressions language) {
    expressions.use(language);
  }

  /** Which of the expressions are valid here, and what they yield; alias to text. */
  public final ExpressionVerdict validate(Map<String, String> texts) {
    return expressions.verdict(rows, texts);
  }

  /** What a view of that configuration would look like, or why there can be none. */
  public final TableDescription describe(ViewConfig config) {
    ExpressionVerdict verdict = validate(config.expressions());
    if (!verdict.errors().isEmpty()) {
      return new TableDescription.InvalidExpressions(verdict);
    }
    try {
      Map<String, ColumnType> schema = views.describe(config);
      return new TableDescription.Valid(verdict.types(), schema);
    } catch (EngineException invalid) {
      return new TableDescription.InvalidConfig(
          verdict.types(), String.valueOf(invalid.getMessage()));
    }
  }

  /** Frees all memory at once. Views must be closed before. Closing twice is harmless. */
  @Override
  public abstract void close();
}
