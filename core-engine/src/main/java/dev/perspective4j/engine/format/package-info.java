/**
 * What the writers of all formats share: cells as text, strings quoted for JSON and CSV, the rows that
 * JSON output shows.
 *
 * <p>A writer appends bytes to one buffer, picks the code for a column once, and turns no cell into
 * an object. Imports slices, vectors and text; knows neither views nor tables nor the wire. The
 * writers themselves stand beside the readers, in a package for each format.
 */
@NullMarked
package dev.perspective4j.engine.format;

import org.jspecify.annotations.NullMarked;
