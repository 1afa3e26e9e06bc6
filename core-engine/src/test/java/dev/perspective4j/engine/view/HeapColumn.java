package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of boxed cells, slow and simple. */
final class HeapColumn implements ColumnSource {
  private final Storage storage;
  private final @Nullable StringDictionary dictionary;
  private final List<@Nullable Object> cells = new ArrayList<>();

  HeapColumn(Storage storage) {
    this.storage = storage;
    this.dictionary = storage == Storage.STRING ? new StringDictionary() : null;
  }

  /** Sets a cell: Long, Double, String or null. */
  void set(int slot, @Nullable Object value) {
    while (cells.size() <= slot) {
      cells.add(null);
    }
    cells.set(slot, value);
    if (value instanceof String text) {
      int _ = dictionary().intern(text);
    }
  }

  @Nullable Object get(int slot) {
    return slot < cells.size() ? cells.get(slot) : null;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public @Nullable StringDictionary dictionaryOrNull() {
    return dictionary;
  }

  @Override
  public void scan(int slot, int count, Vector out) {
    out.clear();
    for (int i = 0; i < count; i++) {
      add(slot + i, out);
    }
  }

  @Override
  public void gather(int[] slots, int offset, int count, Vector out) {
    out.clear();
    for (int i = 0; i < count; i++) {
      add(slots[offset + i], out);
    }
  }

  private void add(int slot, Vector out) {
    switch (get(slot)) {
      case null -> out.addNull();
      case Long value -> out.addLong(value);
      case Double value -> out.addDouble(value);
      case String value -> out.addCode(dictionary().find(value));
      case Object other -> throw new IllegalStateException("cell " + other);
    }
  }

  @Override
  public boolean isNull(int slot) {
    return get(slot) == null;
  }

  @Override
  public long longAt(int slot) {
    return get(slot) instanceof Long value ? value : 0;
  }

  @Override
  public double doubleAt(int slot) {
    return get(slot) instanceof Double value ? value : 0;
  }

  @Override
  public int codeAt(int slot) {
    return get(slot) instanceof String value ? dictionary().find(value) : 0;
  }
}
