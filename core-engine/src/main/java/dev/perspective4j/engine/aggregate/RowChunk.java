package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.column.Vector;

/**
 * Up to {@link Vector#CHUNK} rows on their way into or out of accumulators: their slots and their
 * cells in the input columns. Belongs to one thread; reused from chunk to chunk.
 */
public final class RowChunk {
  private final ColumnSource[] sources;
  private final Vector[] inputs;
  private final boolean[] read;
  private final int[] slots = new int[Vector.CHUNK];
  private int size;
  private boolean leaving;

  /** A chunk over the given input columns. */
  RowChunk(ColumnSource[] sources) {
    this(sources, new boolean[sources.length]);
  }

  /** A chunk over the given input columns, of which {@link #scan} and {@link #gather} load some. */
  RowChunk(ColumnSource[] sources, boolean[] read) {
    this.sources = sources;
    this.read = read;
    this.inputs = new Vector[sources.length];
    for (int i = 0; i < sources.length; i++) {
      inputs[i] = Vector.chunkFor(sources[i]);
    }
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** The slots of the rows. */
  public int[] slots() {
    return slots;
  }

  /** The cells of an input column. */
  public Vector input(int i) {
    return inputs[i];
  }

  /**
   * Whether the rows leave the table, so that their slots may come back as other rows; rows that
   * are only rewritten keep their slot and their place in natural order.
   */
  public boolean leaving() {
    return leaving;
  }

  /** Says whether rows taken out from now on leave the table. */
  public void leaving(boolean value) {
    leaving = value;
  }

  /** Loads consecutive slots. */
  void scan(int from, int count) {
    size = count;
    for (int i = 0; i < count; i++) {
      slots[i] = from + i;
    }
    for (int i = 0; i < sources.length; i++) {
      if (read[i]) {
        sources[i].scan(from, count, inputs[i]);
      }
    }
  }

  /** Loads the given slots, in the way that suits them. */
  public void load(int[] from, int offset, int count) {
    if (SlotArrays.isRun(from, offset, count)) {
      scan(from[offset], count);
    } else {
      gather(from, offset, count);
    }
  }

  /** Loads the given slots. */
  void gather(int[] from, int offset, int count) {
    size = count;
    System.arraycopy(from, offset, slots, 0, count);
    for (int i = 0; i < sources.length; i++) {
      if (read[i]) {
        sources[i].gather(from, offset, count, inputs[i]);
      }
    }
  }

  /** Loads the given slots, but only some of the input columns. */
  void gather(int[] from, int offset, int count, int[] wanted) {
    size = count;
    System.arraycopy(from, offset, slots, 0, count);
    for (int i : wanted) {
      sources[i].gather(slots, 0, count, inputs[i]);
    }
  }
}
