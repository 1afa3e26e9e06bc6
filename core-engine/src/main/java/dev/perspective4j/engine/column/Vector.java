package dev.perspective4j.engine.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of cells of one column on the heap: the unit operators work on and slices are made of.
 *
 * <p>Only the array of the vector's lane exists. {@code valid} has one bit per cell, lowest bit
 * first, set where the cell has a value; cells without a value hold 0 (code lane: 0 as well, which
 * may be a real code, so look at the bit). Arrays are exposed because operators loop over them; a
 * vector belongs to one thread.
 *
 * <p>Operators use vectors of {@link #CHUNK} cells, small enough to stay in the first cache level.
 */
public final class Vector {

  /** Cells per chunk in operators. */
  public static final int CHUNK = 2048;

  private final PhysicalType physicalType;
  private @Nullable StringDictionary dictionary;
  private int size;
  private int capacity;
  private long[] longs = NO_LONGS;
  private double[] doubles = NO_DOUBLES;
  private int[] codes = NO_CODES;
  private long[] valid;

  private static final long[] NO_LONGS = {};
  private static final double[] NO_DOUBLES = {};
  private static final int[] NO_CODES = {};

  /**
   * An empty vector with room for {@code capacity} cells.
   *
   * @param physicalType physical type of the cells
   * @param dictionary the dictionary of the codes; null unless the lane is {@link Lane#CODE}
   * @param capacity cells that fit without growing
   */
  public Vector(PhysicalType physicalType, @Nullable StringDictionary dictionary, int capacity) {
    this.physicalType = physicalType;
    this.dictionary = dictionary;
    this.capacity = capacity;
    this.valid = new long[(capacity + 63) >>> 6];
    switch (physicalType.lane()) {
      case LONG -> longs = new long[capacity];
      case DOUBLE -> doubles = new double[capacity];
      case CODE -> codes = new int[capacity];
    }
  }

  /** An empty chunk for cells of {@code source}. */
  public static Vector chunkFor(ColumnSource source) {
    return new Vector(source.physicalType(), source.dictionaryOrNull(), CHUNK);
  }

  /** Physical type of the cells. */
  public PhysicalType physicalType() {
    return physicalType;
  }

  /** Number of cells. */
  public int size() {
    return size;
  }

  /** Sets the number of cells; the caller fills the arrays. Grows them if needed. */
  public void size(int cells) {
    ensureCapacity(cells);
    size = cells;
  }

  /** The cells of a {@link Lane#LONG} vector. */
  public long[] longs() {
    return longs;
  }

  /** The cells of a {@link Lane#DOUBLE} vector. */
  public double[] doubles() {
    return doubles;
  }

  /** The cells of a {@link Lane#CODE} vector. */
  public int[] codes() {
    return codes;
  }

  /** The validity bits, lowest bit first. */
  public long[] valid() {
    return valid;
  }

  /** The dictionary of the codes. */
  public StringDictionary dictionary() {
    if (dictionary == null) {
      throw new IllegalStateException("no dictionary in a vector of " + physicalType);
    }
    return dictionary;
  }

  /**
   * Says what the codes mean that are about to be filled in; a column does so for the vector it
   * fills.
   */
  public void dictionary(@Nullable StringDictionary meaning) {
    dictionary = meaning;
  }

  /** The dictionary of the codes, or null if the lane is not {@link Lane#CODE}. */
  public @Nullable StringDictionary dictionaryOrNull() {
    return dictionary;
  }

  /** Whether the cell has no value. */
  public boolean isNull(int i) {
    return (valid[i >>> 6] & (1L << i)) == 0;
  }

  /** Marks all cells {@code [0, size)} as having a value. */
  public void setAllValid() {
    int words = (size + 63) >>> 6;
    Arrays.fill(valid, 0, words, -1L);
    if ((size & 63) != 0) {
      valid[words - 1] = (1L << size) - 1;
    }
  }

  /** Whether every cell has a value. */
  public boolean allValid() {
    int full = size >>> 6;
    for (int w = 0; w < full; w++) {
      if (valid[w] != -1L) {
        return false;
      }
    }
    return (size & 63) == 0 || valid[full] == (1L << size) - 1;
  }

  /**
   * Becomes a copy of some cells of another vector of the same storage.
   *
   * @param from the first of them, a multiple of 64
   */
  public void copy(Vector other, int from, int count) {
    size(count);
    switch (physicalType.lane()) {
      case LONG -> System.arraycopy(other.longs, from, longs, 0, count);
      case DOUBLE -> System.arraycopy(other.doubles, from, doubles, 0, count);
      case CODE -> System.arraycopy(other.codes, from, codes, 0, count);
    }
    int words = (count + 63) >>> 6;
    System.arraycopy(other.valid, from >>> 6, valid, 0, words);
    if ((count & 63) != 0) {
      valid[words - 1] &= (1L << count) - 1;
    }
  }

  /** Removes all cells. */
  public void clear() {
    Arrays.fill(valid, 0, (size + 63) >>> 6, 0L);
    size = 0;
  }

  /** Appends a null cell. */
  public void addNull() {
    int i = size;
    ensureCapacity(i + 1);
    size = i + 1;
    valid[i >>> 6] &= ~(1L << i);
    switch (physicalType.lane()) {
      case LONG -> longs[i] = 0;
      case DOUBLE -> doubles[i] = 0;
      case CODE -> codes[i] = 0;
    }
  }

  /** Appends a cell to a {@link Lane#LONG} vector. */
  public void addLong(long value) {
    int i = append();
    longs[i] = value;
  }

  /** Appends a cell to a {@link Lane#DOUBLE} vector. */
  public void addDouble(double value) {
    int i = append();
    doubles[i] = value;
  }

  /** Appends a cell to a {@link Lane#CODE} vector. */
  public void addCode(int code) {
    int i = append();
    codes[i] = code;
  }

  /** Appends a copy of cell {@code i} of another vector of the same lane and dictionary. */
  public void add(Vector other, int i) {
    if (other.isNull(i)) {
      addNull();
      return;
    }
    switch (physicalType.lane()) {
      case LONG -> addLong(other.longs[i]);
      case DOUBLE -> addDouble(other.doubles[i]);
      case CODE -> addCode(other.codes[i]);
    }
  }

  private int append() {
    int i = size;
    ensureCapacity(i + 1);
    size = i + 1;
    valid[i >>> 6] |= 1L << i;
    return i;
  }

  private void ensureCapacity(int cells) {
    if (cells > capacity) {
      grow(cells);
    }
  }

  private void grow(int cells) {
    int room = Math.max(cells, (int) Math.min(Integer.MAX_VALUE - 8L, capacity * 2L));
    int words = (int) ((room + 63L) >>> 6);
    if (words > valid.length) {
      valid = Arrays.copyOf(valid, words);
    }
    switch (physicalType.lane()) {
      case LONG -> longs = Arrays.copyOf(longs, room);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, room);
      case CODE -> codes = Arrays.copyOf(codes, room);
    }
    capacity = room;
  }
}
