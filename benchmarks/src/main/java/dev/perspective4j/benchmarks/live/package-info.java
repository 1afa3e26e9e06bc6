/**
 * Measurements of tables that move: what a step costs as tables grow, what many equal viewers cost,
 * and a soak that looks for leaks, lost and reordered notifications.
 *
 * <p>Each is a program with a script of its own beside {@code benchmarks/side-by-side}; each prints
 * what it measured and nothing it did not.
 */
@NullMarked
package dev.perspective4j.benchmarks.live;

import org.jspecify.annotations.NullMarked;
