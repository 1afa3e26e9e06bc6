package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.page.PagedColumn;

/** Up to {@link Vector#CHUNK} slots: consecutive ones, or a part of a list. */
final class SlotRun {
  private int[] slots = {};
  private boolean consecutive;
  private int first;
  private int count;

  /** Becomes {@code count} slots from {@code slot} on. */
  void consecutive(int slot, int length) {
    consecutive = true;
    first = slot;
    count = length;
  }

  /** Becomes {@code count} entries of a list. */
  void listed(int[] list, int offset, int length) {
    consecutive = false;
    slots = list;
    first = offset;
    count = length;
  }

  int count() {
    return count;
  }

  int slot(int i) {
    return consecutive ? first + i : slots[first + i];
  }

  void read(ColumnSource source, Vector into) {
    if (consecutive) {
      source.scan(first, count, into);
    } else {
      source.gather(slots, first, count, into);
    }
  }

  void write(PagedColumn target, Vector cells) {
    if (consecutive) {
      target.write(first, cells, 0, count);
    } else {
      target.scatter(slots, first, count, cells, 0);
    }
  }
}
