package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;

/**
 * The rows before whose order key is at most a distance away. Rows without key stand first and see
 * one another; a row whose key is NaN sees itself.
 */
record RangeFrame(ColumnSource order, double width, boolean descending) implements SlidingFrame {

  private boolean isNear(double key, double other) {
    return descending ? other <= key + width : other >= key - width;
  }

  @Override
  public int begin(Partition partition, int position) {
    int slot = partition.rows().get(position);
    if (order.isNull(slot)) {
      return 0;
    }
    double key = Numbers.at(order, slot);
    int low = 0;
    int high = position;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int other = partition.rows().get(middle);
      if (!order.isNull(other) && isNear(key, Numbers.at(order, other))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public int lastAffected(Partition partition, int position) {
    int slot = partition.rows().get(position);
    boolean keyless = order.isNull(slot);
    double key = Numbers.at(order, slot);
    int low = position;
    int high = partition.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int other = partition.rows().get(middle);
      boolean affected = keyless ? order.isNull(other) : isNear(Numbers.at(order, other), key);
      if (affected) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(low, position + 1);
  }

  @Override
  public Run run(Partition partition, int first, int from, int to) {
    Vector keys = WindowFunction.read(order, partition, first, to);
    double[] numbers = Numbers.of(keys);
    return new Run() {
      private int begin = first;

      @Override
      public int begin(int position) {
        if (!hasKey(position)) {
          return first;
        }
        double key = key(position);
        while (begin < position && !(hasKey(begin) && isNear(key, key(begin)))) {
          begin++;
        }
        return begin;
      }

      @Override
      public double key(int position) {
        return numbers[position - first];
      }

      @Override
      public boolean hasKey(int position) {
        return !keys.isNull(position - first);
      }
    };
  }
}
