/**
 * Apache Arrow IPC: the writer of slices.
 *
 * <p>Works on the flatbuffers classes of {@code arrow-format} and plain arrays; nothing of Arrow's
 * own vectors or memory is used, because those need JVM flags. {@link
 * dev.perspective4j.engine.arrow.ArrowWriter} makes streams of one record batch.
 *
 * <p>Imports slices, vectors, names and text; knows no table and no view.
 */
@NullMarked
package dev.perspective4j.engine.arrow;

import org.jspecify.annotations.NullMarked;
