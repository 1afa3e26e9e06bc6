/**
 * Comma-separated values: the reader of loads and the writer of slices.
 *
 * <p>The reader infers the type of each column from the whole input, or converts to the columns of
 * an existing table; the dialect is the one section of the format nobody may configure. Imports
 * loads, slices, vectors and text; knows no table and no view.
 */
@NullMarked
package dev.perspective4j.engine.csv;

import org.jspecify.annotations.NullMarked;
