package dev.perspective4j.conformance.live;

import dev.perspective4j.model.ColumnType;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a table in a script.
 *
 * @param types types by name, those of expressions among them
 * @param nullable columns whose cells may be null
 * @param regroups whether open views of the reference have other groups than ours: rows stay where they
 *     were when their keys become null, and in a join all groups are made anew by each step
 * @param likeNulls whether the reference takes all nulls of the script for equal; it knows two kinds
 *     (docs/compatibility.md)
 */
public record LiveColumns(
    Map<String, ColumnType> types, Set<String> nullable, boolean regroups, boolean likeNulls) {

  /** Whether cells of a column may be null; windows and expressions take after their sources. */
  boolean mayBeNull(String column) {
    return nullable.contains(column)
        || !types.containsKey(column)
        || (!nullable.isEmpty() && column.startsWith("e"));
  }
}
