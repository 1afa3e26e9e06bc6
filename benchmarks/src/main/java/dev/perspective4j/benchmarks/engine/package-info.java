/** JMH benchmarks of the engine's hot loops, without protocol or transport. */
@NullMarked
package dev.perspective4j.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
