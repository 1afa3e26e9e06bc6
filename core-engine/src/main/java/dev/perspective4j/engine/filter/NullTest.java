package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.Vector;

/** Looks only at whether a cell has a value. */
record NullTest(boolean passesNull, boolean passesValue) implements CellTest {

  @Override
  public void test(Vector cells, long[] bits) {
    int words = Bits.words(cells.size());
    long[] valid = cells.valid();
    for (int w = 0; w < words; w++) {
      bits[w] = (passesNull ? ~valid[w] : 0L) | (passesValue ? valid[w] : 0L);
    }
    Bits.clearTail(bits, cells.size());
  }
}
