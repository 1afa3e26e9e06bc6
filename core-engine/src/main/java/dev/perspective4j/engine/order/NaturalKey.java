package dev.perspective4j.engine.order;

import dev.perspective4j.engine.table.Rows;
import java.util.Optional;

/**
 * The last criterion of every order: natural order, in which no two rows are equal.
 *
 * <p>Where slots are not in natural order, keys come from the index column or from row numbers.
 */
final class NaturalKey extends SortKey {
  private final Rows rows;
  private final Optional<SortKey> byIndex;

  NaturalKey(Rows rows) {
    super(false);
    this.rows = rows;
    this.byIndex =
        rows.indexColumn() < 0
            ? Optional.empty()
            : Optional.of(SortKey.natural(rows.column(rows.indexColumn())));
  }

  @Override
  int compare(int slotA, int slotB) {
    return rows.slotsInNaturalOrder()
        ? Integer.compare(slotA, slotB)
        : rows.compareNatural(slotA, slotB);
  }

  @Override
  boolean isAlwaysReady() {
    return rows.slotsInNaturalOrder() || byIndex.map(SortKey::isAlwaysReady).orElse(true);
  }

  @Override
  void prepare(int count) {
    byIndex.ifPresent(key -> key.prepare(count));
  }

  @Override
  void ascendingKeys(int[] slots, int offset, int count, long[] out) {
    if (rows.slotsInNaturalOrder()) {
      for (int i = 0; i < count; i++) {
        out[i] = slots[offset + i];
      }
    } else if (byIndex.isPresent()) {
      byIndex.get().ascendingKeys(slots, offset, count, out);
    } else {
      for (int i = 0; i < count; i++) {
        out[i] = rows.rowNumber(slots[offset + i]);
      }
    }
  }

  @Override
  boolean isExactAscending(long key) {
    return rows.slotsInNaturalOrder() || byIndex.map(k -> k.isExactAscending(key)).orElse(true);
  }
}
