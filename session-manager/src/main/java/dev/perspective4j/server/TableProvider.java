package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.ExpressionError;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A table a server hosts, wherever its rows live.
 *
 * <p>The server calls a provider from one thread at a time, in the order of the requests, except where
 * a method says otherwise. A method must not block: what may take long is answered with a stage, and
 * while that is not complete other clients of the table are served. Failures meant for the client are
 * {@link EngineException}s with a short text, thrown or as the failure of a stage; anything else is
 * answered as an internal error. A stage nobody waits for any more is cancelled with {@code
 * toCompletableFuture().cancel(true)}.
 *
 * <p>Schema, size and views must be there; everything else has a default that refuses or does nothing.
 * Names, operators and values in a {@link ViewConfig} come from clients: a provider that builds
 * queries checks names against its schema, takes operators from a table of its own and binds values
 * as parameters. The in-memory engine is the provider that offers everything.
 */
public interface TableProvider extends AutoCloseable {

  /** A table of the in-memory engine, whose expressions follow the rules of the server. */
  static TableProvider of(Table table) {
    return EngineTable.of(table);
  }

  /**
   * A table of the in-memory engine with a language of expressions of its own.
   *
   * @param language what expressions on this table may cost, and which functions they may call
   */
  static TableProvider of(Table table, Expressions language) {
    return EngineTable.of(table, language);
  }

  /** Names and types of the columns, in order. */
  Schema schema();

  /** Key column and row limit, as listed to clients. */
  default TableOptions options() {
    return TableOptions.DEFAULT;
  }

  /** Number of rows; clients are told at most 4,294,967,295. */
  CompletionStage<Long> size();

  /**
   * Makes a view. Equal configurations should share their work. A view that comes after its stage was
   * cancelled is closed by the server if it hears of it; a provider that completes a {@code
   * CompletableFuture} itself closes the view when {@code complete} answers false.
   *
   * @param config what to compute
   * @param dialect what the client expects where releases differ
   * @throws EngineException if the configuration is invalid; the stage may fail with it as well
   */
  CompletionStage<TableView> view(ViewConfig config, Dialect dialect);

  /** Which expressions are valid; alias to text. Runs nothing. */
  default ExpressionVerdict validate(Map<String, String> expressions) {
    Map<String, ExpressionError> errors = new LinkedHashMap<>();
    expressions
        .keySet()
        .forEach(
            alias ->
                errors.put(
                    alias, new ExpressionError("This table has no expression columns", 0, 0)));
    return new ExpressionVerdict(Map.of(), errors);
  }

  /**
   * What {@link #view} would say about a configuration. Opens no view and runs nothing: unless a
   * provider knows better, it is what the engine says of an empty table of the same schema.
   */
  default TableDescription describe(ViewConfig config) {
    ExpressionVerdict verdict = validate(config.expressions());
    if (!verdict.errors().isEmpty()) {
      return new TableDescription.InvalidExpressions(verdict);
    }
    try (Table empty = Table.create(new TableData.OfSchema(schema()), TableOptions.DEFAULT)) {
      return empty.describe(config);
    }
  }

  /**
   * A new port, for telling one's own updates from others'. Ports count from 1; 0 always exists.
   */
  default int makePort() {
    return 0;
  }

  /**
   * An empty appender with the columns of the table, for rows from Java. Any thread may ask.
   *
   * @throws EngineException if the table takes none
   */
  default RowAppender appender() {
    throw new EngineException("This table takes no rows from Java");
  }

  /**
   * Prepares to insert rows and to update those whose key is known: does what need not be done in order
   * with other calls, such as parsing. Called on any thread.
   *
   * @param port 0 or a number from {@link #makePort}; goes into the step
   * @throws EngineException if the table takes no writes or the data does not fit
   */
  default Write prepareUpdate(TableData data, int port) {
    throw readOnly();
  }

  /** As {@link #prepareUpdate}, to replace all rows. */
  default Write prepareReplace(TableData data) {
    throw readOnly();
  }

  /**
   * As {@link #prepareUpdate}, to remove rows by key.
   *
   * @param keys a JSON array of keys, or Arrow with a column named like the index
   * @throws EngineException if the table has no keys or the data does not fit
   */
  default Write prepareRemove(TableData keys) {
    throw readOnly();
  }

  /**
   * Says who hears of every step of the table that {@linkplain Step#notifies notifies}: its own writes
   * and those of others, each once and in order. Called once, before anybody else uses the table.
   *
   * <p>A table whose rows live in this JVM calls the listener while a {@link Write} is applied, when
   * its views show the step. One whose rows live elsewhere calls it from any thread, one at a time; the
   * server then takes the step to the table's order of calls. The listener does not throw.
   */
  default void onStep(Consumer<Step> listener) {}

  /**
   * Sets what expressions may cost and which functions they may call. Called before anybody asks; a
   * table without expressions, or with a language of its own, ignores it.
   */
  default void use(Expressions language) {}

  /**
   * A table of what a view shows, which follows the view. It is closed before this one.
   *
   * @param config the configuration of the view
   * @param dialect what the owner of the view expects
   * @param wanted the columns to have; none at all, or empty, for those of the view
   * @throws EngineException if columns collide, or a wanted column has another type
   */
  default TableProvider derive(ViewConfig config, Dialect dialect, Optional<Schema> wanted) {
    throw new EngineException("This data source cannot derive a Table from a View");
  }

  /**
   * A join of this table with another one, which follows both. It is closed before them.
   *
   * @throws EngineException if they do not join
   */
  default TableProvider join(TableProvider right, JoinSpec spec) {
    throw new EngineException("Only tables of the engine can be joined");
  }

  /** Releases what the table holds; no view exists any more, and nothing fed by it. */
  @Override
  default void close() {}

  private static EngineException readOnly() {
    return new EngineException("Cannot update a read-only table");
  }
}
