/**
 * Rows from Java: typed appenders, mapped objects, JDBC results, and formats added by plug-ins.
 *
 * <p>Everything ends as batches, so it obeys the rules of any other input: values are coerced to
 * the table's columns or refused before anything is applied. Knows {@code cell}, {@code column} and
 * {@code load}; never views.
 */
@NullMarked
package dev.perspective4j.engine.source;

import org.jspecify.annotations.NullMarked;
