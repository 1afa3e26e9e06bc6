package dev.perspective4j.engine.aggregate;

/** Sums and value counts of a column of floats; NaN and infinities are counted apart. */
final class DoubleSums extends Accumulator {
  private final int input;
  private final boolean magnitude;
  private final CompensatedSums sums = new CompensatedSums();
  private final NonFinite odd = new NonFinite();
  private final DoubleTerms terms = new DoubleTerms();

  DoubleSums(int input, boolean magnitude) {
    super(input);
    this.input = input;
    this.magnitude = magnitude;
  }

  /** Sum of the finite values. */
  double sum(int cell) {
    return sums.sum(cell);
  }

  /** Number of finite values. */
  long count(int cell) {
    return sums.count(cell);
  }

  /** Number of values, finite or not. */
  long countAll(int cell) {
    return sums.count(cell) + odd.total(cell);
  }

  /** Sum of all values, NaN and infinities included. */
  double sumAll(int cell) {
    return odd.total(cell) == 0 ? sums.sum(cell) : sums.sum(cell) + odd.sum(cell);
  }

  @Override
  void grow(int cells) {
    sums.grow(cells);
  }

  @Override
  void clear(int cell) {
    sums.clear(cell);
    odd.clear(cell);
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    terms.collect(cells, rows.input(input), rows.size(), magnitude, odd, 1);
    sums.add(terms.cells, terms.values, terms.size);
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    terms.collect(cells, rows.input(input), rows.size(), magnitude, odd, -1);
    sums.subtract(terms.cells, terms.values, terms.size);
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    DoubleSums from = (DoubleSums) other;
    sums.merge(into, from.sums, cell);
    odd.merge(into, from.odd, cell);
  }

  @Override
  boolean isStale(int cell) {
    return sums.isUnreliable(cell);
  }
}
