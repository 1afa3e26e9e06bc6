/**
 * Data drawn from a seed for comparisons of all kinds: {@code Draw} draws, {@code Column} and
 * {@code Tables} are the tables, {@code ArrowBytes} writes Arrow streams that no writer of ours
 * would write. The same seed gives the same data.
 *
 * <p>Imports the test kit, the model and the Arrow writer of the engine, and no other package of
 * these tests. What only one comparison draws stands with that comparison.
 */
@NullMarked
package dev.perspective4j.conformance.generate;

import org.jspecify.annotations.NullMarked;
