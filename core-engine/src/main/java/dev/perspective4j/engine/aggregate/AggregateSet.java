package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.plan.AggregateKind;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.Dialect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All aggregates of a computation: the accumulators, each state kept once however many results are
 * read from it, and the result columns. Belongs to its table's thread.
 */
public final class AggregateSet {
  private final CellRows cells;
  private final Rows table;
  private final Dialect dialect;
  private final ColumnSource[] inputs;
  private final Map<List<Object>, Accumulator> shared = new HashMap<>();
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final List<Aggregation> results = new ArrayList<>();
  private final Aggregation[] cached;
  private final StaleCells restorer;

  /**
   * Aggregates without any cell yet.
   *
   * @param requests the result columns, in order
   * @param table the rows; needed for natural order
   * @param cells the rows of cells
   * @param dialect what sums of no value are
   */
  public AggregateSet(
      List<AggregateRequest> requests, Rows table, CellRows cells, Dialect dialect) {
    this.cells = cells;
    this.table = table;
    this.dialect = dialect;
    List<ColumnSource> found = new ArrayList<>();
    for (AggregateRequest request : requests) {
      addInput(found, request.column());
      request.argument().ifPresent(argument -> addInput(found, argument));
    }
    this.inputs = found.toArray(ColumnSource[]::new);
    this.restorer = new StaleCells(cells, inputs);
    for (AggregateRequest request : requests) {
      results.add(
          new TotalWithoutRows(create(request), request.kind(), cells, dialect, request.stored()));
    }
    this.cached = results.stream().filter(Aggregation::isCached).toArray(Aggregation[]::new);
  }

  private static void addInput(List<ColumnSource> inputs, ColumnSource column) {
    if (!inputs.contains(column)) {
      inputs.add(column);
    }
  }

  /** A chunk that loads what the accumulators read. */
  public RowChunk chunk() {
    boolean[] read = new boolean[inputs.length];
    for (Accumulator accumulator : accumulators) {
      for (int input : accumulator.inputs()) {
        read[input] = true;
      }
    }
    return new RowChunk(inputs, read);
  }

  /** The result columns, in the order of the requests. */
  public List<Aggregation> results() {
    return results;
  }

  /** Makes room for cells below {@code count}. */
  public void grow(int count) {
    accumulators.forEach(accumulator -> accumulator.grow(count));
  }

  /** Puts row {@code i} of the chunk into {@code cellOf[i]}. */
  public void add(int[] cellOf, RowChunk rows) {
    for (Accumulator accumulator : accumulators) {
      accumulator.add(cellOf, rows);
    }
  }

  /** Takes row {@code i} of the chunk out of {@code cellOf[i]}. */
  public void subtract(int[] cellOf, RowChunk rows) {
    for (Accumulator accumulator : accumulators) {
      accumulator.subtract(cellOf, rows);
    }
  }

  /** Puts the rows of a cell of another set with equal requests into a cell. */
  public void merge(int into, AggregateSet other, int cell) {
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).merge(into, other.accumulators.get(i), cell);
    }
  }

  /** Forgets the rows of a cell that is no more, or comes to be. */
  public void clear(int cell) {
    accumulators.forEach(accumulator -> accumulator.clear(cell));
    touched(cell);
  }

  /** Forgets the rows of a total that has lost them; watermarks stay. */
  public void drain(int cell) {
    for (Accumulator accumulator : accumulators) {
      if (!accumulator.isWatermark()) {
        accumulator.clear(cell);
      }
    }
    touched(cell);
  }

  /** Adds the codes of a text column that are kept beyond the rows they came from. */
  public void keepCodes(ColumnSource column, BitSet codes) {
    for (Accumulator accumulator : accumulators) {
      for (int input : accumulator.inputs()) {
        if (inputs[input].equals(column)) {
          accumulator.keepCodes(codes);
        }
      }
    }
  }

  /** Says that the rows of a cell changed. */
  public void touched(int cell) {
    for (Aggregation result : cached) {
      result.touched(cell);
    }
  }

  private Aggregation create(AggregateRequest request) {
    ColumnSource column = request.column();
    AggregateKind kind = request.kind();
    boolean zeroSum = dialect.sumOfNothingIsZero();
    PhysicalType summed =
        column.physicalType().lane() == Lane.DOUBLE ? PhysicalType.FLOAT64 : PhysicalType.INT64;
    return switch (kind) {
      case SUM, SUM_OR_ZERO ->
          new SumAggregates.Plain(
              summed,
              sums(column, false, request.stored()),
              false,
              zeroSum || kind == AggregateKind.SUM_OR_ZERO);
      case SUM_NOT_NULL ->
          new SumAggregates.Plain(
              summed,
              sums(column, false, request.stored() && !dialect.sumNotNullIsFinite()),
              false,
              zeroSum);
      case ABS_SUM -> new SumAggregates.Plain(summed, sums(column, false, true), true, zeroSum);
      case SUM_ABS -> new SumAggregates.Plain(summed, sums(column, true, true), false, zeroSum);
      case GMV -> new SumAggregates.Gross(summed, sums(column, false, false), cells);
      case MEAN -> new SumAggregates.Mean(sums(column, false, true));
      case PCT_SUM_PARENT, PCT_SUM_TOTAL -> {
        SumAggregates.Reading reading = sums(column, false, request.stored());
        Aggregation sum = new SumAggregates.Plain(summed, reading, false, zeroSum);
        yield new SumAggregates.Share(reading, sum, cells, kind, zeroSum);
      }
      case WEIGHTED_MEAN ->
          new SumAggregates.WeightedMean(
              share(
                  WeightedSums.class,
                  List.of(input(column), input(argument(request))),
                  () -> new WeightedSums(input(column), input(argument(request)))),
              restorer);
      case MUL -> new RowAggregates.Product(summed, new CellValues(column), cells);
      case COUNT -> new StateAggregates.Count(cells);
      case DISTINCT_COUNT -> new RowAggregates.DistinctCount(new CellValues(column), cells);
      case VARIANCE, STDDEV ->
          new StateAggregates.Spread(
              share(Moments.class, List.of(input(column)), () -> new Moments(input(column))),
              new CellValues(column),
              cells,
              kind == AggregateKind.STDDEV);
      case MIN -> extreme(column, false, false);
      case MAX -> extreme(column, true, false);
      case HIGH -> extreme(column, true, true);
      case LOW -> extreme(column, false, true);
      case HIGH_MINUS_LOW ->
          new StateAggregates.Difference(
              column, extreme(column, true, false), extreme(column, false, false));
      case FIRST -> edge(column, false);
      case LAST_BY_INDEX -> edge(column, true);
      case LAST_MINUS_FIRST ->
          new StateAggregates.Difference(column, edge(column, true), edge(column, false));
      case LAST -> new StateAggregates.NewestLast(edge(column, true), cells);
      case MIN_BY, MAX_BY ->
          new RowAggregates.ByExtreme(
              new CellValues(column), new CellValues(argument(request)), cells, kind);
      case ANY, OR -> new RowAggregates.FirstTrue(new CellValues(column), cells, kind);
      case AND ->
          new StateAggregates.AllTrue(
              share(
                  FalsyCounts.class, List.of(input(column)), () -> new FalsyCounts(input(column))));
      case DOMINANT -> new RowAggregates.Dominant(new CellValues(column), cells);
      case UNIQUE, DISTINCT_LEAF ->
          new StateAggregates.Common(
              new CellValues(column),
              share(
                  CommonValues.class,
                  List.of(input(column)),
                  () -> new CommonValues(input(column))),
              restorer,
              cells,
              kind == AggregateKind.DISTINCT_LEAF);
      case Q1 -> new Quantile(new CellValues(column), cells, 1);
      case MEDIAN -> new Quantile(new CellValues(column), cells, 2);
      case Q3 -> new Quantile(new CellValues(column), cells, 3);
      case JOIN -> new JoinedText(new CellValues(column), cells);
    };
  }

  private static ColumnSource argument(AggregateRequest request) {
    return request.argument().orElseThrow(() -> new IllegalArgumentException("no argument column"));
  }

  private int input(ColumnSource column) {
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not an input");
  }

  private SumAggregates.Reading sums(ColumnSource column, boolean magnitude, boolean odd) {
    int input = input(column);
    List<Object> key = List.of(input, magnitude);
    if (column.physicalType().lane() == Lane.DOUBLE) {
      DoubleSums sums = share(DoubleSums.class, key, () -> new DoubleSums(input, magnitude));
      return new SumAggregates.Floating(sums, restorer, odd);
    }
    return new SumAggregates.Exact(
        share(LongSums.class, key, () -> new LongSums(input, magnitude)));
  }

  private StateAggregates.Extreme extreme(ColumnSource column, boolean largest, boolean watermark) {
    int input = input(column);
    ExtremeAccumulator extremes =
        share(
            ExtremeAccumulator.class,
            List.of(input, largest, watermark),
            () -> new ExtremeAccumulator(input, column, largest, watermark));
    return new StateAggregates.Extreme(column, extremes, restorer);
  }

  private StateAggregates.Edge edge(ColumnSource column, boolean last) {
    FirstOrLast edges = share(FirstOrLast.class, List.of(last), () -> new FirstOrLast(table, last));
    return new StateAggregates.Edge(new CellValues(column), edges, restorer);
  }

  private <A extends Accumulator> A share(Class<A> type, List<?> key, Supplier<A> create) {
    List<Object> full = List.of(type, key);
    Accumulator accumulator = shared.get(full);
    if (accumulator == null) {
      accumulator = create.get();
      shared.put(full, accumulator);
      accumulators.add(accumulator);
    }
    return type.cast(accumulator);
  }
}
