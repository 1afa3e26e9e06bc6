package dev.perspective4j.engine.window;

/**
 * A fixed number of rows before the row, and the row.
 *
 * @param preceding number of rows before
 */
record RowsFrame(long preceding) implements SlidingFrame {

  @Override
  public int begin(Partition partition, int position) {
    return (int) Math.max(0, position - preceding);
  }

  @Override
  public int lastAffected(Partition partition, int position) {
    return (int) Math.min(partition.size(), position + preceding + 1);
  }

  @Override
  public Run run(Partition partition, int first, int from, int to) {
    return new Run() {
      @Override
      public int begin(int position) {
        return RowsFrame.this.begin(partition, position);
      }

      @Override
      public double key(int position) {
        throw new IllegalStateException("rows have no key");
      }

      @Override
      public boolean hasKey(int position) {
        return false;
      }
    };
  }
}
