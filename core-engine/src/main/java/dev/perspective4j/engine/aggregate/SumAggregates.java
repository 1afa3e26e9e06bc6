package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.plan.AggregateKind;

/** The aggregates that are read from a sum: sums, means, shares. */
final class SumAggregates {

  /** One kind of access to the sums of whole numbers or of floats. */
  interface Reading {
    /** Whether the cell has a value that counts. */
    boolean isPresent(int cell);

    /** The sum as a double. */
    double sum(int cell);

    /** The sum of whole numbers. */
    long exact(int cell);

    /** Number of values. */
    long count(int cell);
  }

  private SumAggregates() {}

  /** Reads sums of whole numbers. */
  record Exact(LongSums sums) implements Reading {
    @Override
    public boolean isPresent(int cell) {
      return sums.count(cell) > 0;
    }

    @Override
    public double sum(int cell) {
      return sums.sum(cell);
    }

    @Override
    public long exact(int cell) {
      return sums.sum(cell);
    }

    @Override
    public long count(int cell) {
      return sums.count(cell);
    }
  }

  /**
   * Reads sums of floats.
   *
   * @param odd whether NaN and infinities take part
   */
  record Floating(DoubleSums sums, StaleCells restorer, boolean odd) implements Reading {
    @Override
    public boolean isPresent(int cell) {
      return count(cell) > 0;
    }

    @Override
    public double sum(int cell) {
      restorer.restore(sums, cell);
      return odd ? sums.sumAll(cell) : sums.sum(cell);
    }

    @Override
    public long exact(int cell) {
      return (long) sum(cell);
    }

    @Override
    public long count(int cell) {
      return odd ? sums.countAll(cell) : sums.count(cell);
    }
  }

  /** The sum itself, or its absolute value. */
  static final class Plain extends Aggregation {
    private final Reading reading;
    private final boolean absolute;
    private final boolean zeroIfNone;

    Plain(PhysicalType physicalType, Reading reading, boolean absolute, boolean zeroIfNone) {
      super(physicalType);
      this.reading = reading;
      this.absolute = absolute;
      this.zeroIfNone = zeroIfNone;
    }

    @Override
    void append(int cell, Vector out) {
      if (!zeroIfNone && !reading.isPresent(cell)) {
        out.addNull();
      } else if (physicalType() == PhysicalType.FLOAT64) {
        double sum = reading.sum(cell);
        out.addDouble(absolute ? Math.abs(sum) : sum);
      } else {
        long sum = reading.exact(cell);
        out.addLong(absolute ? Math.abs(sum) : sum);
      }
    }
  }

  /** The arithmetic mean of the values. */
  static final class Mean extends Aggregation {
    private final Reading reading;

    Mean(Reading reading) {
      super(PhysicalType.FLOAT64);
      this.reading = reading;
    }

    @Override
    void append(int cell, Vector out) {
      if (reading.isPresent(cell)) {
        out.addDouble(reading.sum(cell) / reading.count(cell));
      } else {
        out.addNull();
      }
    }
  }

  /** The mean weighted by another column; null if the weights cancel. */
  static final class WeightedMean extends Aggregation {
    private final WeightedSums sums;
    private final StaleCells restorer;

    WeightedMean(WeightedSums sums, StaleCells restorer) {
      super(PhysicalType.FLOAT64);
      this.sums = sums;
      this.restorer = restorer;
    }

    @Override
    void append(int cell, Vector out) {
      restorer.restore(sums, cell);
      double mean = sums.mean(cell);
      if (Double.isNaN(mean)) {
        out.addNull();
      } else {
        out.addDouble(mean);
      }
    }
  }

  /** The sum in percent of that of the parent or the total; ordered by the sum itself. */
  static final class Share extends Aggregation {
    private final Reading reading;
    private final Aggregation sum;
    private final CellRows cells;
    private final boolean ofTotal;
    private final boolean zeroIfNone;

    Share(
        Reading reading, Aggregation sum, CellRows cells, AggregateKind kind, boolean zeroIfNone) {
      super(PhysicalType.FLOAT64);
      this.reading = reading;
      this.sum = sum;
      this.cells = cells;
      this.ofTotal = kind == AggregateKind.PCT_SUM_TOTAL;
      this.zeroIfNone = zeroIfNone;
    }

    @Override
    void append(int cell, Vector out) {
      if (!zeroIfNone && !reading.isPresent(cell)) {
        out.addNull();
        return;
      }
      int base = ofTotal ? cells.total() : cells.shareParent(cell);
      if (base < 0) {
        out.addDouble(100);
        return;
      }
      double whole = reading.sum(base);
      if (whole == 0) {
        out.addNull();
      } else {
        out.addDouble(reading.sum(cell) / whole * 100);
      }
    }

    @Override
    public Aggregation compared() {
      return sum;
    }
  }

  /** Gross market value: absolute sums of the groups directly below; the signed sum of a leaf. */
  static final class Gross extends CachedAggregation {
    private final Reading reading;
    private final CellRows cells;

    Gross(PhysicalType physicalType, Reading reading, CellRows cells) {
      super(physicalType);
      this.reading = reading;
      this.cells = cells;
    }

    @Override
    void compute(int cell, Vector out) {
      boolean leaf = cells.isLeafRow(cell);
      IntList parts = leaf ? new IntList(1) : cells.rowChildren(cell);
      if (leaf) {
        parts.add(cell);
      }
      if (physicalType() == PhysicalType.FLOAT64) {
        double gross = 0;
        for (int i = 0; i < parts.size(); i++) {
          double part = reading.sum(parts.get(i));
          gross += leaf ? part : Math.abs(part);
        }
        out.addDouble(gross);
      } else {
        long gross = 0;
        for (int i = 0; i < parts.size(); i++) {
          long part = reading.exact(parts.get(i));
          gross += leaf ? part : Math.abs(part);
        }
        out.addLong(gross);
      }
    }
  }
}
