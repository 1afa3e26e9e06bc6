package dev.perspective4j.testkit;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.server.TableProvider;
import dev.perspective4j.server.TableView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A small table behind a thread of its own, as a database behind a socket would be. Each read fetches
 * the rows into a table of the engine, which lives for that read.
 */
final class FarTable implements TableProvider {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Schema.Column("k", ColumnType.INTEGER),
              new Schema.Column("s", ColumnType.STRING)));

  private final Executor elsewhere = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> rows = new CopyOnWriteArrayList<>();
  private volatile Consumer<Step> listener = step -> {};

  /** Adds a row, as whoever else writes to the database does. */
  synchronized void insert(int k, String s) {
    rows.add("{\"k\":" + k + ",\"s\":\"" + s + "\"}");
    listener.accept(new Step(0, true, Optional.empty()));
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public CompletionStage<Long> size() {
    return CompletableFuture.supplyAsync(() -> (long) rows.size(), elsewhere);
  }

  @Override
  public void onStep(Consumer<Step> told) {
    listener = told;
  }

  @Override
  public CompletionStage<TableView> view(ViewConfig config, Dialect dialect) {
    return switch (describe(config)) {
      case TableDescription.Valid(var _, var columns) ->
          CompletableFuture.supplyAsync(() -> new FarView(config, dialect, columns), elsewhere);
      case TableDescription.InvalidConfig(var _, var text) -> throw new EngineException(text);
      case TableDescription.InvalidExpressions(var verdict) ->
          throw new EngineException(verdict.errors().toString());
    };
  }

  private final class FarView implements TableView {
    private final ViewConfig config;
    private final Dialect dialect;
    private final Map<String, ColumnType> columns;

    FarView(ViewConfig config, Dialect dialect, Map<String, ColumnType> columns) {
      this.config = config;
      this.dialect = dialect;
      this.columns = columns;
    }

    @Override
    public ViewConfig config() {
      return config;
    }

    @Override
    public Map<String, ColumnType> schema() {
      return columns;
    }

    @Override
    public CompletionStage<Dimensions> dimensions() {
      return ask(View::dimensions);
    }

    @Override
    public CompletionStage<List<ColumnPath>> columnPaths() {
      return ask(View::columnPaths);
    }

    @Override
    public CompletionStage<Slice> slice(Viewport viewport, KeysWanted keys) {
      return ask(view -> view.slice(viewport, keys));
    }

    @Override
    public CompletionStage<MinMax> minMax(String column) {
      return ask(view -> view.minMax(column));
    }

    @Override
    public CompletionStage<Long> expand(long row) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public CompletionStage<Long> collapse(long row) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public CompletionStage<Void> setDepth(long depth) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}

    private <T> CompletionStage<T> ask(Function<View, T> question) {
      return CompletableFuture.supplyAsync(
          () -> {
            TableData fetched = TableData.jsonRows("[" + String.join(",", rows) + "]");
            try (Table result =
                Table.create(new TableData.OfSchema(SCHEMA), TableOptions.DEFAULT)) {
              result.update(fetched, 0);
              try (View view = result.view(config, dialect)) {
                return question.apply(view);
              }
            }
          },
          elsewhere);
    }
  }
}
