package dev.perspective4j.engine.load;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableOptions;
import java.util.Map;
import java.util.Optional;

/**
 * What a load has to fit.
 *
 * @param create whether a table is being made (types are inferred) or an existing one is written
 * @param columns storage of the existing table's columns, in table order; empty when creating.
 *     Input columns that are not in it are dropped, cells are coerced to it
 * @param index the key column
 * @param limit whether the table keeps only its newest rows
 * @param lists what to do with lists
 */
public record LoadTarget(
    boolean create,
    Map<String, PhysicalType> columns,
    Optional<String> index,
    boolean limit,
    ListFlatten lists) {

  /** The target of a table in the making. */
  public static LoadTarget creating(TableOptions options) {
    return new LoadTarget(
        true, Map.of(), options.index(), options.limit().isPresent(), options.listFlatten());
  }
}
