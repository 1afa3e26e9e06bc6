/**
 * Columns of typed cells: physical types, dictionaries, and the vectors operators work on.
 *
 * <p>A column is addressed by slot, the stable number of a row. Operators never look at single
 * cells in a loop: they {@linkplain dev.perspective4j.engine.column.ColumnSource#scan scan} or
 * {@linkplain dev.perspective4j.engine.column.ColumnSource#gather gather} a {@link
 * dev.perspective4j.engine.column.Vector} and run over its primitive arrays. Knows the length of a
 * day from the text package; nothing of pages, rows, keys, views or formats.
 */
@NullMarked
package dev.perspective4j.engine.column;

import org.jspecify.annotations.NullMarked;
