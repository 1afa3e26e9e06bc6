package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;

/** The aggregates that are read from state other than a sum. */
final class StateAggregates {
  private StateAggregates() {}

  /** The number of rows, nulls included. */
  static final class Count extends Aggregation {
    private final CellRows cells;

    Count(CellRows cells) {
      super(PhysicalType.INT64);
      this.cells = cells;
    }

    @Override
    void append(int cell, Vector out) {
      out.addLong(cells.count(cell));
    }
  }

  /** The smallest or largest value. */
  static final class Extreme extends Aggregation {
    private final ExtremeAccumulator extremes;
    private final StaleCells restorer;

    Extreme(ColumnSource values, ExtremeAccumulator extremes, StaleCells restorer) {
      super(values);
      this.extremes = extremes;
      this.restorer = restorer;
    }

    @Override
    void append(int cell, Vector out) {
      restorer.restore(extremes, cell);
      if (extremes.isPresent(cell)) {
        OrderedBits.append(extremes.best(cell), out);
      } else {
        out.addNull();
      }
    }
  }

  /** One numeric result minus another; null for other types. */
  static final class Difference extends Aggregation {
    private final Aggregation minuend;
    private final Aggregation subtrahend;

    Difference(ColumnSource values, Aggregation minuend, Aggregation subtrahend) {
      super(values);
      this.minuend = minuend;
      this.subtrahend = subtrahend;
    }

    @Override
    void append(int cell, Vector out) {
      Vector scratch = vector(2);
      minuend.append(cell, scratch);
      subtrahend.append(cell, scratch);
      if (!physicalType().type().isNumeric() || scratch.isNull(0) || scratch.isNull(1)) {
        out.addNull();
      } else if (physicalType().lane() == Lane.DOUBLE) {
        out.addDouble(scratch.doubles()[0] - scratch.doubles()[1]);
      } else {
        out.addLong(scratch.longs()[0] - scratch.longs()[1]);
      }
    }
  }

  /** The value in the first or last row. */
  static final class Edge extends Aggregation {
    private final CellValues values;
    private final FirstOrLast edges;
    private final StaleCells restorer;

    Edge(CellValues values, FirstOrLast edges, StaleCells restorer) {
      super(values.source());
      this.values = values;
      this.edges = edges;
      this.restorer = restorer;
    }

    @Override
    void append(int cell, Vector out) {
      restorer.restore(edges, cell);
      out.add(values.load(edges.slot(cell)), 0);
    }
  }

  /** The value in the last row of the newest leaf. */
  static final class NewestLast extends CachedAggregation {
    private final Edge edge;
    private final CellRows cells;

    NewestLast(Edge edge, CellRows cells) {
      super(edge.values.source());
      this.edge = edge;
      this.cells = cells;
    }

    @Override
    void compute(int cell, Vector out) {
      edge.append(cells.newestLeaf(cell), out);
    }
  }

  /** The value all rows share; at leaves only, if asked so. */
  static final class Common extends Aggregation {
    private final CommonValues common;
    private final StaleCells restorer;
    private final CellRows cells;
    private final boolean leavesOnly;

    Common(
        CellValues values,
        CommonValues common,
        StaleCells restorer,
        CellRows cells,
        boolean leavesOnly) {
      super(values.source());
      this.common = common;
      this.restorer = restorer;
      this.cells = cells;
      this.leavesOnly = leavesOnly;
    }

    @Override
    void append(int cell, Vector out) {
      boolean asked = !leavesOnly || cells.isLeaf(cell);
      restorer.restore(common, cell);
      if (asked && common.isPresent(cell)) {
        OrderedBits.append(common.value(cell), out);
      } else if (leavesOnly
          && physicalType() == PhysicalType.STRING
          && !(asked && common.isAllNull(cell))) {
        out.addCode(out.dictionary().intern("")); // how clients see "nothing" in a text column
      } else {
        out.addNull();
      }
    }
  }

  /** Whether every row is true. */
  static final class AllTrue extends Aggregation {
    private final FalsyCounts truths;

    AllTrue(FalsyCounts truths) {
      super(PhysicalType.BOOL);
      this.truths = truths;
    }

    @Override
    void append(int cell, Vector out) {
      out.addLong(truths.allTrue(cell) ? 1 : 0);
    }
  }

  /** Population variance or standard deviation; null below two values. */
  static final class Spread extends CachedAggregation {
    private final Moments moments;
    private final CellValues values;
    private final CellRows cells;
    private final boolean root;

    Spread(Moments moments, CellValues values, CellRows cells, boolean root) {
      super(PhysicalType.FLOAT64);
      this.moments = moments;
      this.values = values;
      this.cells = cells;
      this.root = root;
    }

    @Override
    void compute(int cell, Vector out) {
      if (moments.isPoisoned(cell)) {
        out.addDouble(Double.NaN);
        return;
      }
      long n = moments.count(cell);
      if (n < 2) {
        out.addNull();
        return;
      }
      double squares = moments.isDoubtful(cell) ? welford(cells.rows(cell)) : moments.squares(cell);
      double variance = squares / n;
      out.addDouble(root ? Math.sqrt(variance) : variance);
    }

    /** Welford, Note on a method for calculating corrected sums of squares and products, 1962. */
    private double welford(IntList rows) {
      long n = 0;
      double mean = 0;
      double squares = 0;
      for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
        int count = CellValues.chunkSize(rows, from);
        Vector chunk = values.load(rows, from, count);
        for (int i = 0; i < count; i++) {
          if (!chunk.isNull(i)) {
            double value = DoubleTerms.value(chunk, i);
            n++;
            double delta = value - mean;
            mean += delta / n;
            squares += delta * (value - mean);
          }
        }
      }
      return squares;
    }
  }
}
