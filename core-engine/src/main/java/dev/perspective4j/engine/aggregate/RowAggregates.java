package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.plan.AggregateKind;
import dev.perspective4j.model.ColumnType;

/** The aggregates that look at every row of a cell. */
final class RowAggregates {
  private RowAggregates() {}

  /** The product of the values. */
  static final class Product extends CachedAggregation {
    private final CellValues values;
    private final CellRows cells;

    Product(PhysicalType physicalType, CellValues values, CellRows cells) {
      super(physicalType);
      this.values = values;
      this.cells = cells;
    }

    @Override
    void compute(int cell, Vector out) {
      IntList rows = cells.rows(cell);
      boolean any = false;
      long whole = 1;
      double real = 1;
      for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
        int n = CellValues.chunkSize(rows, from);
        Vector chunk = values.load(rows, from, n);
        for (int i = 0; i < n; i++) {
          if (!chunk.isNull(i)) {
            any = true;
            if (physicalType() == PhysicalType.FLOAT64) {
              real *= chunk.doubles()[i];
            } else {
              whole *= chunk.longs()[i];
            }
          }
        }
      }
      if (!any) {
        out.addNull();
      } else if (physicalType() == PhysicalType.FLOAT64) {
        out.addDouble(real);
      } else {
        out.addLong(whole);
      }
    }
  }

  /** The number of distinct values, null being one. */
  static final class DistinctCount extends CachedAggregation {
    private final CellValues values;
    private final CellRows cells;
    private final ValueCounts tally = new ValueCounts();
    private final long[] bits = new long[Vector.CHUNK];
    private int[] seen = {};
    private int round;

    DistinctCount(CellValues values, CellRows cells) {
      super(PhysicalType.UINT32);
      this.values = values;
      this.cells = cells;
    }

    @Override
    void compute(int cell, Vector out) {
      IntList rows = cells.rows(cell);
      boolean nulls = false;
      int distinct = 0;
      boolean codes = values.source().physicalType().lane() == Lane.CODE;
      if (codes) {
        startRound();
      } else {
        tally.clear();
      }
      for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
        int n = CellValues.chunkSize(rows, from);
        Vector chunk = values.load(rows, from, n);
        nulls |= !chunk.allValid();
        distinct += codes ? countCodes(chunk, n) : countBits(chunk, n);
      }
      out.addLong(distinct + (nulls ? 1 : 0));
    }

    private void startRound() {
      int size = values.source().dictionary().size();
      if (seen.length < size) {
        seen = new int[size + size / 2];
        round = 0;
      }
      round++;
    }

    private int countCodes(Vector chunk, int n) {
      int distinct = 0;
      int[] codes = chunk.codes();
      for (int i = 0; i < n; i++) {
        if (!chunk.isNull(i) && seen[codes[i]] != round) {
          seen[codes[i]] = round;
          distinct++;
        }
      }
      return distinct;
    }

    private int countBits(Vector chunk, int n) {
      OrderedBits.of(chunk, n, bits);
      int before = tally.size();
      for (int i = 0; i < n; i++) {
        if (!chunk.isNull(i)) {
          tally.count(bits[i]);
        }
      }
      return tally.size() - before;
    }
  }

  /** The most frequent value; among equals the one that got there first in row order. */
  static final class Dominant extends CachedAggregation {
    private final CellValues values;
    private final CellRows cells;
    private final ValueCounts tally = new ValueCounts();
    private final long[] bits = new long[Vector.CHUNK];

    Dominant(CellValues values, CellRows cells) {
      super(values.source());
      this.values = values;
      this.cells = cells;
    }

    @Override
    void compute(int cell, Vector out) {
      IntList rows = cells.rowsInOrder(cell);
      tally.clear();
      long best = 0;
      int most = 0;
      for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
        int n = CellValues.chunkSize(rows, from);
        Vector chunk = values.load(rows, from, n);
        OrderedBits.of(chunk, n, bits);
        for (int i = 0; i < n; i++) {
          if (!chunk.isNull(i)) {
            int times = tally.count(bits[i]);
            if (times > most) {
              most = times;
              best = bits[i];
            }
          }
        }
      }
      if (most == 0) {
        out.addNull();
      } else {
        OrderedBits.append(best, out);
      }
    }
  }

  /**
   * The first true value in row order, else the type's zero if there is any value; {@code or} of
   * booleans is false for nulls.
   */
  static final class FirstTrue extends CachedAggregation {
    private final CellValues values;
    private final CellRows cells;
    private final boolean nullIsFalse;

    FirstTrue(CellValues values, CellRows cells, AggregateKind kind) {
      super(values.source());
      this.values = values;
      this.cells = cells;
      this.nullIsFalse = kind == AggregateKind.OR && physicalType().type() == ColumnType.BOOLEAN;
    }

    @Override
    void compute(int cell, Vector out) {
      IntList rows = cells.rowsInOrder(cell);
      boolean any = nullIsFalse;
      for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
        int n = CellValues.chunkSize(rows, from);
        Vector chunk = values.load(rows, from, n);
        for (int i = 0; i < n; i++) {
          if (FalsyCounts.isTrue(chunk, i)) {
            out.add(chunk, i);
            return;
          }
          any |= !chunk.isNull(i);
        }
      }
      if (!any) {
        out.addNull();
      } else if (physicalType().lane() == Lane.DOUBLE) {
        out.addDouble(0);
      } else {
        out.addLong(0);
      }
    }
  }

  /** The value in the row where another column is smallest or largest; the first such row. */
  static final class ByExtreme extends CachedAggregation {
    private final CellValues values;
    private final CellValues by;
    private final CellRows cells;
    private final boolean largest;
    private final long[] bits = new long[Vector.CHUNK];

    ByExtreme(CellValues values, CellValues by, CellRows cells, AggregateKind kind) {
      super(values.source());
      this.values = values;
      this.by = by;
      this.cells = cells;
      this.largest = kind == AggregateKind.MAX_BY;
    }

    @Override
    void compute(int cell, Vector out) {
      IntList rows = cells.rowsInOrder(cell);
      boolean codes = by.source().physicalType().lane() == Lane.CODE;
      int found = -1;
      long best = 0;
      for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
        int n = CellValues.chunkSize(rows, from);
        Vector chunk = by.load(rows, from, n);
        OrderedBits.of(chunk, n, bits);
        for (int i = 0; i < n; i++) {
          if (!chunk.isNull(i) && !isNan(bits[i]) && (found < 0 || beats(bits[i], best, codes))) {
            found = rows.get(from + i);
            best = bits[i];
          }
        }
      }
      out.add(values.load(found < 0 ? rows.get(0) : found), 0);
    }

    private boolean isNan(long bits) {
      return bits == OrderedBits.NAN && by.source().physicalType().lane() == Lane.DOUBLE;
    }

    private boolean beats(long a, long b, boolean codes) {
      int order = codes ? by.source().dictionary().compare((int) a, (int) b) : Long.compare(a, b);
      return largest ? order > 0 : order < 0;
    }
  }
}
