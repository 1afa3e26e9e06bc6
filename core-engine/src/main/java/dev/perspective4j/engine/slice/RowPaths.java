package dev.perspective4j.engine.slice;

import dev.perspective4j.engine.column.Vector;
import java.util.List;

/**
 * Group values of the rows of a grouped slice.
 *
 * @param columns names of the group columns, outermost first
 * @param depths number of path entries per row; 0 is the total row
 * @param levels one vector per group column, each as long as the slice and of the storage of the
 *     column it groups by; the cell of a row is null where the row's depth does not exceed the
 *     level
 */
public record RowPaths(List<String> columns, int[] depths, List<Vector> levels) {}
