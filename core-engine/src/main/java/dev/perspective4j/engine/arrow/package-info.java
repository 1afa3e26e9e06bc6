/**
 * Apache Arrow IPC: the reader of loads and the writer of slices.
 *
 * <p>Both work on the flatbuffers classes of {@code arrow-format} and plain arrays; nothing of
 * Arrow's own vectors or memory is used, because those need JVM flags. {@link
 * dev.perspective4j.engine.arrow.ArrowWriter} makes streams of one record batch. {@link
 * dev.perspective4j.engine.arrow.ArrowReader} takes streams and files from anybody: every offset
 * and length is checked against the bytes that are really there before anything is allocated for
 * it.
 *
 * <p>Imports loads, slices, vectors, names and text; knows no table and no view.
 */
@NullMarked
package dev.perspective4j.engine.arrow;

import org.jspecify.annotations.NullMarked;
