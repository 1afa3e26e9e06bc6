package dev.perspective4j.engine.join;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import org.jspecify.annotations.Nullable;

/** A column of one source, read through the pairs; null where a pair has no row on that side. */
final class JoinColumn implements ColumnSource {
  private final ColumnSource source;
  private final Pairs pairs;
  private final boolean left;
  private int[] rows = new int[16];
  private @Nullable Vector cells;

  JoinColumn(ColumnSource source, Pairs pairs, boolean left) {
    this.source = source;
    this.pairs = pairs;
    this.left = left;
  }

  /** Whether it reads that side. */
  boolean isOf(Side side) {
    return left == side.isLeft();
  }

  @Override
  public PhysicalType physicalType() {
    return source.physicalType();
  }

  @Override
  public @Nullable StringDictionary dictionaryOrNull() {
    return source.dictionaryOrNull();
  }

  @Override
  public void scan(int slot, int count, Vector out) {
    reserve(count);
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = row(slot + i);
      if (row >= 0) {
        rows[found++] = row;
      }
    }
    if (found == count) {
      source.gather(rows, 0, count, out);
      return;
    }
    Vector present = present(found);
    out.dictionary(source.dictionaryOrNull());
    out.clear();
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (row(slot + i) >= 0) {
        out.add(present, at++);
      } else {
        out.addNull();
      }
    }
  }

  @Override
  public void gather(int[] slots, int offset, int count, Vector out) {
    reserve(count);
    int found = 0;
    for (int i = offset; i < offset + count; i++) {
      int row = row(slots[i]);
      if (row >= 0) {
        rows[found++] = row;
      }
    }
    if (found == count) {
      source.gather(rows, 0, count, out);
      return;
    }
    Vector present = present(found);
    out.dictionary(source.dictionaryOrNull());
    out.clear();
    int at = 0;
    for (int i = offset; i < offset + count; i++) {
      if (row(slots[i]) >= 0) {
        out.add(present, at++);
      } else {
        out.addNull();
      }
    }
  }

  private Vector present(int found) {
    Vector vector = cells;
    if (vector == null) {
      vector = new Vector(source.physicalType(), source.dictionaryOrNull(), Math.max(16, found));
      cells = vector;
    }
    source.gather(rows, 0, found, vector);
    return vector;
  }

  private void reserve(int count) {
    if (rows.length < count) {
      rows = new int[Math.max(count, rows.length * 2)];
    }
  }

  private int row(int pair) {
    if (pair >= pairs.capacity()) {
      return -1;
    }
    return left ? pairs.left(pair) : pairs.right(pair);
  }

  @Override
  public boolean isNull(int slot) {
    int row = row(slot);
    return row < 0 || source.isNull(row);
  }

  @Override
  public long longAt(int slot) {
    int row = row(slot);
    return row < 0 ? 0 : source.longAt(row);
  }

  @Override
  public double doubleAt(int slot) {
    int row = row(slot);
    return row < 0 ? 0 : source.doubleAt(row);
  }

  @Override
  public int codeAt(int slot) {
    int row = row(slot);
    return row < 0 ? 0 : source.codeAt(row);
  }
}
