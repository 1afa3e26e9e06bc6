package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionError;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A table a server hosts, wherever its rows live.
 *
 * <p>The server calls a provider from one thread at a time, in the order of the requests. A call
 * may take its time: only requests on the same table wait. Failures meant for the client are {@link
 * EngineException}s with a short text; anything else is answered as an internal error.
 *
 * <p>Schema, size and views must be there; everything else has a default that refuses. Names,
 * operators and values in a {@link ViewConfig} come from clients: a provider that builds queries
 * checks names against its schema, takes operators from a table of its own and binds values as
 * parameters. The in-memory engine is the provider that offers everything.
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

  /** Number of rows. */
  int size();

  /**
   * Makes a view. Equal configurations should share their work.
   *
   * @param config what to compute
   * @param release whom it is for; sums of no value are null from 5.6 on, and 0 before
   * @throws EngineException if the configuration is invalid
   */
  View view(ViewConfig config, ClientRelease release);

  /** Which expressions are valid. */
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

  /** What {@link #view} would say about a configuration. */
  default TableDescription describe(ViewConfig config) {
    ExpressionVerdict verdict = validate(config.expressions());
    if (!verdict.errors().isEmpty()) {
      return new TableDescription.InvalidExpressions(verdict);
    }
    try (View view = view(config, ClientRelease.FROM_5_6)) {
      Map<String, ColumnType> schema = view.schema();
      return new TableDescription.Valid(verdict.types(), schema);
    } catch (EngineException invalid) {
      return new TableDescription.InvalidConfig(
          verdict.types(), String.valueOf(invalid.getMessage()));
    }
  }

  /**
   * A new port, for telling one's own updates from others'. Ports count from 1; 0 always exists.
   */
  default int makePort() {
    return 0;
  }

  /**
   * Writes rows: new keys are inserted, known ones updated.
   *
   * @throws EngineException if the data does not fit; nothing has changed then
   */
  default Step update(TableData data, int port) {
    throw readOnly();
  }

  /**
   * Removes rows by key.
   *
   * @throws EngineException if the table has no keys or the data does not fit
   */
  default Step remove(TableData keys) {
    throw readOnly();
  }

  /**
   * Replaces all rows.
   *
   * @throws EngineException if the data does not fit; nothing has changed then
   */
  default Step replace(TableData data) {
    throw readOnly();
  }

  /**
   * Does the part of an {@link #update} that need not be done in order with other calls, such as
   * parsing. Called on any thread; what it returns is called like {@link #update}.
   *
   * @throws EngineException if the data does not fit
   */
  default Supplier<Step> prepareUpdate(TableData data, int port) {
    return () -> update(data, port);
  }

  /**
   * As {@link #prepareUpdate}, for a {@link #replace}.
   *
   * @throws EngineException if the data does not fit
   */
  default Supplier<Step> prepareReplace(TableData data) {
    return () -> replace(data);
  }

  /**
   * Tells the provider whom to call when its rows changed by themselves. The callback is safe to
   * call from any thread; views are told to read again.
   */
  default void onChange(Runnable changed) {}

  /** Releases what the table holds; no view exists any more. */
  @Override
  default void close() {}

  private static EngineException readOnly() {
    return new EngineException("Cannot update a read-only table");
  }
}
