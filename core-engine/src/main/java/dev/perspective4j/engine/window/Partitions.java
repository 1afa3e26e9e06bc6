package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.order.Criteria;
import dev.perspective4j.engine.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All rows of a table by partition, each partition in window order. */
final class Partitions {
  private static final int NOWHERE = -1;
  private static final int MANY = 1 << 14;

  private final Rows rows;
  private final List<ColumnSource> columns;
  private final Criteria order;
  private PartitionIds ids;
  private List<Partition> partitions = new ArrayList<>();
  private final List<Partition> marked = new ArrayList<>();
  private int[] partitionOf = {};
  private int dueAt = MANY;

  Partitions(Rows rows, List<ColumnSource> columns, Criteria order) {
    this.rows = rows;
    this.columns = columns;
    this.order = order;
    this.ids = new PartitionIds(columns);
  }

  /** Forgets everything. */
  void clear() {
    ids = new PartitionIds(columns);
    partitions = new ArrayList<>();
    marked.clear();
    Arrays.fill(partitionOf, NOWHERE);
  }

  /** Takes in all live rows anew; every place counts as changed. */
  void fill() {
    clear();
    ensure(rows.slotLimit());
    int[] slots = new int[rows.size()];
    int count = 0;
    for (int slot = rows.nextLive(0); slot >= 0; slot = rows.nextLive(slot + 1)) {
      slots[count++] = slot;
    }
    order.sort(slots, count);
    int[] numbers = numbers(slots, count);
    int[] sizes = new int[ids.size() + 1];
    for (int i = 0; i < count; i++) {
      sizes[numbers[i] + 1]++;
    }
    int[] ends = sizes.clone();
    for (int p = 1; p < ends.length; p++) {
      ends[p] += ends[p - 1];
    }
    int[] starts = ends.clone();
    int[] grouped = new int[count];
    for (int i = 0; i < count; i++) {
      grouped[starts[numbers[i]]++] = slots[i];
      partitionOf[slots[i]] = numbers[i];
    }
    for (int p = 0; p < ids.size(); p++) {
      Partition partition = partition(p);
      partition.fill(Arrays.copyOfRange(grouped, ends[p], ends[p + 1]), ends[p + 1] - ends[p]);
      marked.add(partition);
    }
  }

  /** Forgets partitions that have lost all their rows, once most have; called between steps. */
  void tidy() {
    if (partitions.size() < dueAt) {
      return;
    }
    ids = new PartitionIds(columns);
    List<Partition> kept = new ArrayList<>();
    int[] newNumbers = new int[partitions.size()];
    int[] first = new int[1];
    int[] number = new int[1];
    for (Partition partition : partitions) {
      if (partition.size() > 0) {
        first[0] = partition.rows().get(0);
        ids.of(first, 0, 1, number);
        newNumbers[partition.number()] = number[0];
        partition.number(number[0]);
        kept.add(partition);
      }
    }
    for (int slot = 0; slot < partitionOf.length; slot++) {
      if (partitionOf[slot] != NOWHERE) {
        partitionOf[slot] = newNumbers[partitionOf[slot]];
      }
    }
    partitions = kept;
    dueAt = Math.max(MANY, 2 * kept.size());
  }

  private int[] numbers(int[] slots, int count) {
    int[] numbers = new int[count];
    int[] chunk = new int[Vector.CHUNK];
    for (int done = 0; done < count; done += Vector.CHUNK) {
      int length = Math.min(Vector.CHUNK, count - done);
      ids.of(slots, done, length, chunk);
      System.arraycopy(chunk, 0, numbers, done, length);
    }
    return numbers;
  }

  /** Takes rows out; their partition and order cells still hold what they were put in with. */
  void remove(int[] slots) {
    for (int slot : slots) {
      if (slot < partitionOf.length && partitionOf[slot] != NOWHERE) {
        Partition partition = touched(partitionOf[slot]);
        partition.remove(slot, order);
        partitionOf[slot] = NOWHERE;
      }
    }
  }

  /** Puts rows in. */
  void insert(int[] slots) {
    ensure(rows.slotLimit());
    int[] numbers = numbers(slots, slots.length);
    for (int i = 0; i < slots.length; i++) {
      partitionOf[slots[i]] = numbers[i];
      touched(numbers[i]).insert(slots[i], order);
    }
  }

  /** Marks rows whose source changed. */
  void mark(int[] slots) {
    for (int slot : slots) {
      touched(partitionOf[slot]).mark(slot);
    }
  }

  private Partition touched(int number) {
    Partition partition = partition(number);
    if (partition.list()) {
      marked.add(partition);
    }
    return partition;
  }

  private Partition partition(int number) {
    while (partitions.size() <= number) {
      partitions.add(new Partition(partitions.size()));
    }
    return partitions.get(number);
  }

  /** Partitions with marks; an unmarked one may be among them. */
  List<Partition> marked() {
    return marked;
  }

  /** Forgets all marks. */
  void clearMarks() {
    marked.forEach(Partition::clearMarks);
    marked.clear();
  }

  /** The place of a row in a partition, or -1 if it is not there. */
  int position(Partition partition, int slot) {
    return slot < partitionOf.length && partitionOf[slot] == partition.number()
        ? partition.rows().position(slot, order)
        : -1;
  }

  private void ensure(int limit) {
    if (limit > partitionOf.length) {
      int before = partitionOf.length;
      partitionOf = Arrays.copyOf(partitionOf, Math.max(limit, before + before / 2));
      Arrays.fill(partitionOf, before, partitionOf.length, NOWHERE);
    }
  }
}
