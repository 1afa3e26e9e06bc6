/**
 * Parquet as one more input format: a plug-in of the engine.
 *
 * <p>The footer and the headers of pages are read by the generated classes of {@code
 * parquet-format-structures}, pages are decoded by {@code parquet-column}; finding pages in the file,
 * decompressing them and turning cells into batches is done here, because the library's own file reader
 * needs Hadoop. Knows {@code engine.source}, {@code load} and {@code column}; neither tables nor views.
 * Whatever a file declares is checked before memory is given to it.
 */
@NullMarked
package dev.perspective4j.source.parquet;

import org.jspecify.annotations.NullMarked;
