/**
 * Writers that turn a slice into JSON, and what all writers share.
 *
 * <p>{@link dev.perspective4j.engine.json.ColumnsJson} writes one array per column, {@link
 * dev.perspective4j.engine.json.RowsJson} one object per row (also as NDJSON); {@link
 * dev.perspective4j.engine.slice.FieldNaming} gives columns of flat formats their names. A writer
 * appends bytes to one buffer, picks the code for a column once, and turns no cell into an object.
 *
 * <p>Imports slices, vectors and text; knows neither views nor tables nor the wire. CSV and Arrow
 * have packages of their own.
 */
@NullMarked
package dev.perspective4j.engine.format;

import org.jspecify.annotations.NullMarked;
