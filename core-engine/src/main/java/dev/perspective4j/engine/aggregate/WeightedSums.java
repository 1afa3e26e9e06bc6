package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Vector;

/** Sums of weight times value, and of weights, over rows where both are finite numbers. */
final class WeightedSums extends Accumulator {
  private final int valueInput;
  private final int weightInput;
  private final CompensatedSums products = new CompensatedSums();
  private final CompensatedSums weights = new CompensatedSums();
  private final int[] kept = new int[Vector.CHUNK];
  private final double[] productTerms = new double[Vector.CHUNK];
  private final double[] weightTerms = new double[Vector.CHUNK];

  WeightedSums(int valueInput, int weightInput) {
    super(valueInput, weightInput);
    this.valueInput = valueInput;
    this.weightInput = weightInput;
  }

  /** The weighted mean; NaN if the weights sum to 0. */
  double mean(int cell) {
    double weight = weights.sum(cell);
    return weight == 0 ? Double.NaN : products.sum(cell) / weight;
  }

  @Override
  void grow(int cells) {
    products.grow(cells);
    weights.grow(cells);
  }

  @Override
  void clear(int cell) {
    products.clear(cell);
    weights.clear(cell);
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    int n = collect(cells, rows);
    products.add(kept, productTerms, n);
    weights.add(kept, weightTerms, n);
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    int n = collect(cells, rows);
    products.subtract(kept, productTerms, n);
    weights.subtract(kept, weightTerms, n);
  }

  private int collect(int[] cells, RowChunk rows) {
    Vector values = rows.input(valueInput);
    Vector by = rows.input(weightInput);
    int n = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (values.isNull(i) || by.isNull(i)) {
        continue;
      }
      double value = DoubleTerms.value(values, i);
      double weight = DoubleTerms.value(by, i);
      if (Double.isFinite(value) && Double.isFinite(weight)) {
        kept[n] = cells[i];
        productTerms[n] = value * weight;
        weightTerms[n++] = weight;
      }
    }
    return n;
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    WeightedSums from = (WeightedSums) other;
    products.merge(into, from.products, cell);
    weights.merge(into, from.weights, cell);
  }

  @Override
  boolean isStale(int cell) {
    return products.isUnreliable(cell) || weights.isUnreliable(cell);
  }
}
