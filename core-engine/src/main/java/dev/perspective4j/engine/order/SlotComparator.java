package dev.perspective4j.engine.order;

/** Compares two rows by their slots; 0 only for the same slot. */
@FunctionalInterface
public interface SlotComparator {

  /** Negative if the row of {@code slotA} stands before that of {@code slotB}. */
  int compare(int slotA, int slotB);
}
