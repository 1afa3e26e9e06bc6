package dev.perspective4j.engine.window;

/**
 * What a window operation knows after some rows: count, compensated sum (Neumaier), mean and
 * squared deviations (Welford), the best row so far, the moving average.
 */
final class Running {
  private long count;
  private double sum;
  private double compensation;
  private double mean;
  private double squares;
  private int best = -1;
  private boolean started;
  private double average;

  Running copy() {
    Running copy = new Running();
    copy.count = count;
    copy.sum = sum;
    copy.compensation = compensation;
    copy.mean = mean;
    copy.squares = squares;
    copy.best = best;
    copy.started = started;
    copy.average = average;
    return copy;
  }

  void reset() {
    count = 0;
    sum = 0;
    compensation = 0;
    mean = 0;
    squares = 0;
    best = -1;
  }

  void count() {
    count++;
  }

  void addToSum(double x) {
    count++;
    addCompensated(x);
  }

  private void addCompensated(double x) {
    double total = sum + x;
    compensation += Math.abs(sum) >= Math.abs(x) ? (sum - total) + x : (x - total) + sum;
    sum = total;
  }

  void addToMoments(double x) {
    count++;
    double delta = x - mean;
    mean += delta / count;
    squares += delta * (x - mean);
  }

  /** Adds the sum and count of other rows. */
  void mergeSum(Running other) {
    count += other.count;
    addCompensated(other.sum);
    compensation += other.compensation;
  }

  /** Adds the moments and count of other rows (Chan, Golub, LeVeque). */
  void mergeMoments(Running other) {
    if (other.count == 0) {
      return;
    }
    long total = count + other.count;
    double delta = other.mean - mean;
    squares += other.squares + delta * delta * ((double) count * other.count / total);
    mean += delta * other.count / total;
    count = total;
  }

  void best(int row) {
    best = row;
  }

  int best() {
    return best;
  }

  void smooth(double x, double alpha) {
    average = started ? alpha * x + (1 - alpha) * average : x;
    started = true;
  }

  boolean hasAverage() {
    return started;
  }

  double average() {
    return average;
  }

  long rows() {
    return count;
  }

  /** The sum; an infinity or NaN where plain addition gives one. */
  double sum() {
    return Double.isFinite(sum) ? sum + compensation : sum;
  }

  /** Sample variance; meaningful from two rows on. */
  double variance() {
    return squares / (count - 1);
  }
}
