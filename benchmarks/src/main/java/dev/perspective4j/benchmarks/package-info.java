/**
 * Measurements: JMH benchmarks of the engine's hot loops, and a command that sends the same
 * requests to our server and to the reference server in one run.
 *
 * <p>An application, not a library: nothing depends on it.
 */
@NullMarked
package dev.perspective4j.benchmarks;

import org.jspecify.annotations.NullMarked;
