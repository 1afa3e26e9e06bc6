package dev.perspective4j.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a table keeps its rows.
 *
 * @param index key column; rows with equal keys replace one another; an empty name is none
 * @param limit number of newest rows kept, unsigned 32-bit; excludes {@code index}
 * @param pageToDisk whether pages live in a mapped file instead of memory
 * @param listFlatten what loading and updates do with lists
 */
public record TableOptions(
    Optional<String> index, OptionalLong limit, boolean pageToDisk, ListFlatten listFlatten) {

  /** No key, no limit, in memory, lists zipped. */
  public static final TableOptions DEFAULT =
      new TableOptions(Optional.empty(), OptionalLong.empty(), false, ListFlatten.ZIP);

  /**
   * Checks that index and limit exclude each other.
   *
   * @throws IllegalArgumentException if both are given, or the limit is not an unsigned 32-bit
   *     number
   */
  public TableOptions {
    index = index.filter(name -> !name.isEmpty());
    if (index.isPresent() && limit.isPresent()) {
      throw new IllegalArgumentException("Can't use both `limit` and `index` arguments");
    }
    if (limit.isPresent() && (limit.getAsLong() < 0 || limit.getAsLong() > 0xFFFF_FFFFL)) {
      throw new IllegalArgumentException("limit out of range: " + limit.getAsLong());
    }
  }

  /** A table keyed by {@code column}. */
  public static TableOptions indexedBy(String column) {
    return new TableOptions(Optional.of(column), OptionalLong.empty(), false, ListFlatten.ZIP);
  }

  /** A table of the newest {@code rows} rows. */
  public static TableOptions limitedTo(long rows) {
    return new TableOptions(Optional.empty(), OptionalLong.of(rows), false, ListFlatten.ZIP);
  }

  /** The same with another way to treat lists. */
  public TableOptions withListFlatten(ListFlatten mode) {
    return new TableOptions(index, limit, pageToDisk, mode);
  }

  /** The same with pages in a mapped file or not. */
  public TableOptions withPageToDisk(boolean toDisk) {
    return new TableOptions(index, limit, toDisk, listFlatten);
  }
}
