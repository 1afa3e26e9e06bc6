/**
 * The border between input formats and tables: batches of typed columns, and what they must fit.
 *
 * <p>A reader ({@link dev.perspective4j.engine.load.BatchReader}, one per format, in packages of
 * their own) turns bytes into batches; a table swallows batches. Knows columns, neither tables nor
 * formats.
 */
@NullMarked
package dev.perspective4j.engine.load;

import org.jspecify.annotations.NullMarked;
