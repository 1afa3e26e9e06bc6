/**
 * Comma-separated values: the reader of loads and the writer of slices.
 *
 * <p>The reader infers the type of each column from the whole input, or converts to the columns of
 * an existing table; the dialect is fixed and cannot be configured. Imports loads, slices, vectors
 * and text; knows no table and no view.
 */
@NullMarked
package dev.perspective4j.engine.csv;

import org.jspecify.annotations.NullMarked;
