package dev.perspective4j.benchmarks.engine;

import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One column scan (a filter), one group-by, and one step of 1,000 rows under a grouped view. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ViewBenchmark {

  private static final Viewport SCREEN = Viewport.rows(0, 50);
  private static final int BATCHES = 64;

  /** Rows of the table. */
  @Param({"100000", "1000000"})
  public int rows;

  @SuppressWarnings("NullAway.Init") // JMH calls load() first
  private Table table;

  @SuppressWarnings("NullAway.Init") // JMH calls open() first
  private View open;

  private final List<TableData> batches = new ArrayList<>();
  private int next;

  /** Loads the table. */
  @Setup(Level.Trial)
  public void load() {
    table = Trades.table(rows);
    for (int i = 0; i < BATCHES; i++) {
      batches.add(Trades.changes(rows, 1000, i));
    }
  }

  /** Opens the view that steps keep up to date. */
  @Setup(Level.Iteration)
  public void open() {
    open = table.view(ViewConfig.builder().groupBy("sector").columns("price", "size").build());
    open.slice(SCREEN);
  }

  /** Closes the view. */
  @TearDown(Level.Iteration)
  public void close() {
    open.close();
  }

  /** Frees the table. */
  @TearDown(Level.Trial)
  public void free() {
    table.close();
  }

  /** A scan of one column: rows above a price. */
  @Benchmark
  public int filterScan() {
    try (View view =
        table.view(
            ViewConfig.builder().filter(Filter.of("price", ">", Scalar.of(9000.0))).build())) {
      return (int) view.dimensions().viewRows();
    }
  }

  /** Groups and sums from scratch; the open view groups by another configuration. */
  @Benchmark
  public Slice groupBy() {
    try (View view = table.view(ViewConfig.builder().groupBy("sector").columns("size").build())) {
      return view.slice(SCREEN);
    }
  }

  /** A step of 1,000 keyed rows and a screen of the grouped view. */
  @Benchmark
  public Slice rowDelta() {
    Step step = table.update(batches.get(next++ % BATCHES), 0);
    if (!step.notifies()) {
      throw new IllegalStateException("no rows in the step");
    }
    return open.slice(SCREEN);
  }
}
