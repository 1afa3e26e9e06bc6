/**
 * Expressions, good and broken: whether they are accepted, of what type they are and what they
 * compute, alone and in views. {@code MortalReference} replaces the reference when it dies of one.
 *
 * <p>Imports {@code generate} and {@code compare}.
 */
@NullMarked
package dev.perspective4j.conformance.expressions;

import org.jspecify.annotations.NullMarked;
