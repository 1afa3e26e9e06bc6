package dev.perspective4j.server;

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
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A table whose rows live elsewhere: what is asked for is there when the test says so. The rows are
 * those of a table of the engine that is made for the purpose and never changes.
 */
final class SlowProvider implements TableProvider {
  /** What was asked for and is not answered, in order. */
  final BlockingQueue<Asked<?>> asked = new LinkedBlockingQueue<>();

  /** A permit for each view that was closed. */
  final Semaphore closings = new Semaphore(0);

  final AtomicInteger openViews = new AtomicInteger();

  /** How a stage is handed to the server. */
  Function<CompletableFuture<?>, CompletionStage<?>> shape = future -> future;

  volatile boolean slowViews;
  volatile boolean slowReads;
  volatile long size = 2;
  volatile CompletableFuture<Long> sizes;
  final CompletableFuture<Void> sizeAsked = new CompletableFuture<>();
  volatile Consumer<Step> listener = step -> {};

  private final Table rows =
      Table.create(TableData.jsonRows("[{\"k\":1},{\"k\":2}]"), TableOptions.DEFAULT);

  /** Something that was asked for. */
  record Asked<T>(CompletableFuture<T> answer, T value) {
    void complete() {
      answer.complete(value);
    }
  }

  /** The next thing that was asked for. */
  Asked<?> next() throws InterruptedException {
    Asked<?> next = asked.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was asked for");
    }
    return next;
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public CompletionStage<Long> size() {
    sizeAsked.complete(null);
    return sizes != null ? sizes : CompletableFuture.completedFuture(size);
  }

  @Override
  public void onStep(Consumer<Step> told) {
    listener = told;
  }

  @Override
  public CompletionStage<TableView> view(ViewConfig config, Dialect dialect) {
    TableView made = new SlowView(rows.view(config, dialect));
    openViews.incrementAndGet();
    return answer(made, slowViews);
  }

  @Override
  public void close() {
    rows.close();
  }

  @SuppressWarnings("unchecked") // a stage of the same type
  private <T> CompletionStage<T> answer(T value, boolean slow) {
    if (!slow) {
      return CompletableFuture.completedFuture(value);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    asked.add(new Asked<>(answer, value));
    return (CompletionStage<T>) shape.apply(answer);
  }

  private final class SlowView implements TableView {
    private final TableView quick;
    private boolean closed;

    SlowView(View view) {
      quick = TableView.of(view);
    }

    @Override
    public ViewConfig config() {
      return quick.config();
    }

    @Override
    public Map<String, ColumnType> schema() {
      return quick.schema();
    }

    @Override
    public CompletionStage<Dimensions> dimensions() {
      return CompletableFuture.completedFuture(new Dimensions(size, 1, size, 1));
    }

    @Override
    public CompletionStage<List<ColumnPath>> columnPaths() {
      return quick.columnPaths();
    }

    @Override
    public CompletionStage<Slice> slice(Viewport viewport, KeysWanted keys) {
      return answer(quick.slice(viewport, keys).toCompletableFuture().join(), slowReads);
    }

    @Override
    public CompletionStage<MinMax> minMax(String column) {
      return answer(quick.minMax(column).toCompletableFuture().join(), slowReads);
    }

    @Override
    public CompletionStage<Long> expand(long row) {
      return quick.expand(row);
    }

    @Override
    public CompletionStage<Long> collapse(long row) {
      return quick.collapse(row);
    }

    @Override
    public CompletionStage<Void> setDepth(long depth) {
      return quick.setDepth(depth);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        quick.close();
        openViews.decrementAndGet();
        closings.release();
      }
    }
  }
}
