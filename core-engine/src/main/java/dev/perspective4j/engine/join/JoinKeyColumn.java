package dev.perspective4j.engine.join;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The key column of an outer join: the left key, or the right one for rows that only the right side
 * has. String codes are those of {@link JoinKeys}, since the sides have codes of their own.
 */
final class JoinKeyColumn implements ColumnSource {
  private final ColumnSource left;
  private final ColumnSource right;
  private final Pairs pairs;
  private final JoinKeys keys;

  JoinKeyColumn(ColumnSource left, ColumnSource right, Pairs pairs, JoinKeys keys) {
    this.left = left;
    this.right = right;
    this.pairs = pairs;
    this.keys = keys;
  }

  @Override
  public PhysicalType physicalType() {
    return left.physicalType();
  }

  @Override
  public @Nullable StringDictionary dictionaryOrNull() {
    return physicalType() == PhysicalType.STRING ? keys.texts() : null;
  }

  @Override
  public void scan(int slot, int count, Vector out) {
    out.dictionary(dictionaryOrNull());
    out.clear();
    for (int i = 0; i < count; i++) {
      add(slot + i, out);
    }
  }

  @Override
  public void gather(int[] slots, int offset, int count, Vector out) {
    out.dictionary(dictionaryOrNull());
    out.clear();
    for (int i = offset; i < offset + count; i++) {
      add(slots[i], out);
    }
  }

  private void add(int slot, Vector out) {
    if (isNull(slot)) {
      out.addNull();
      return;
    }
    switch (physicalType().lane()) {
      case LONG -> out.addLong(longAt(slot));
      case DOUBLE -> out.addDouble(doubleAt(slot));
      case CODE -> out.addCode(codeAt(slot));
    }
  }

  private ColumnSource side(int slot) {
    return pairs.left(slot) >= 0 ? left : right;
  }

  private int row(int slot) {
    if (slot >= pairs.capacity()) {
      return -1;
    }
    int row = pairs.left(slot);
    return row >= 0 ? row : pairs.right(slot);
  }

  @Override
  public boolean isNull(int slot) {
    int row = row(slot);
    return row < 0 || side(slot).isNull(row);
  }

  @Override
  public long longAt(int slot) {
    return side(slot).longAt(row(slot));
  }

  @Override
  public double doubleAt(int slot) {
    return side(slot).doubleAt(row(slot));
  }

  @Override
  public int codeAt(int slot) {
    ColumnSource column = side(slot);
    return keys.intern(column.dictionary(), column.codeAt(row(slot)));
  }
}
