/**
 * Filters: which rows a view sees.
 *
 * <p>A filter of the configuration becomes a {@link dev.perspective4j.engine.filter.Condition}
 * (operator known, operand in the type of its column), then a {@link
 * dev.perspective4j.engine.filter.CellTest} that turns a vector of cells into bits. A filter stage
 * keeps the set of passing rows up to date and hands what is left of a delta to those behind it.
 * Knows columns, rows, text and the bounds on regular expressions, never views.
 */
@NullMarked
package dev.perspective4j.engine.filter;

import org.jspecify.annotations.NullMarked;
