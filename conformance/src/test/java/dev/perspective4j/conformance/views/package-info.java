/**
 * Views over tables at rest: every kind of configuration, read in every format, and requests that
 * are refused. {@code Case} is one comparison, {@code Shrinking} makes a failed one small.
 *
 * <p>Imports {@code generate} and {@code compare}.
 */
@NullMarked
package dev.perspective4j.conformance.views;

import org.jspecify.annotations.NullMarked;
