/**
 * Single values of the expression language and what can be done with two of them.
 *
 * <p>A {@link dev.perspective4j.engine.expression.value.Cell} is a reusable register: a storage, a
 * validity and a primitive, so that evaluating a row allocates nothing (texts apart). Operators and
 * conversions of cells live here; functions live next door. Imports storages only.
 */
@NullMarked
package dev.perspective4j.engine.expression.value;

import org.jspecify.annotations.NullMarked;
