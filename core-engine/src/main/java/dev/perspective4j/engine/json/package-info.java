/**
 * JSON: the readers of loads (arrays of rows, objects of columns, newline-delimited records, lists of
 * keys) and the writers of slices.
 *
 * <p>A reader walks the tokens of Jackson's streaming parser and puts cells straight into typed
 * columns; large arrays of plain scalars are read straight from the bytes ({@link
 * dev.perspective4j.engine.json.PlainColumns}). Creating a table infers types ({@link
 * dev.perspective4j.engine.cell.InferredColumn}); writing into one coerces to its physical types
 * ({@link dev.perspective4j.engine.cell.CoercedColumn}). Objects flatten to dotted names; lists expand
 * to rows or become text. Malformed input is always an error. {@link
 * dev.perspective4j.engine.json.ColumnsJson} writes one array per column, {@link
 * dev.perspective4j.engine.json.RowsJson} one object per row (also as NDJSON).
 *
 * <p>May use {@code cell}, {@code load}, {@code slice}, {@code format}, {@code column} and {@code
 * text}; never tables or views.
 */
@NullMarked
package dev.perspective4j.engine.json;

import org.jspecify.annotations.NullMarked;
