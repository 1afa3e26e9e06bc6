package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import org.jspecify.annotations.Nullable;

/** A column without any value: it is wanted, but the view has none of that name. */
final class EmptyColumn implements ColumnSource {
  private final PhysicalType physicalType;
  private final @Nullable StringDictionary dictionary;

  EmptyColumn(PhysicalType physicalType) {
    this.physicalType = physicalType;
    this.dictionary = physicalType == PhysicalType.STRING ? new StringDictionary() : null;
  }

  @Override
  public PhysicalType physicalType() {
    return physicalType;
  }

  @Override
  public @Nullable StringDictionary dictionaryOrNull() {
    return dictionary;
  }

  @Override
  public void scan(int slot, int count, Vector out) {
    out.dictionary(dictionary);
    out.clear();
    for (int i = 0; i < count; i++) {
      out.addNull();
    }
  }

  @Override
  public void gather(int[] slots, int offset, int count, Vector out) {
    scan(0, count, out);
  }

  @Override
  public boolean isNull(int slot) {
    return true;
  }

  @Override
  public long longAt(int slot) {
    return 0;
  }

  @Override
  public double doubleAt(int slot) {
    return 0;
  }

  @Override
  public int codeAt(int slot) {
    return 0;
  }
}
