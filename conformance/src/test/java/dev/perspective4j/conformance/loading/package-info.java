/**
 * Loading and updating tables from every format, with good and with broken data:
 * {@code LoadingScript} is one comparison, {@code LoadingDifference} lists what is known to differ
 * and {@code LoadingEvidence} how it is told. How times are read in different time zones is
 * compared here, too.
 *
 * <p>Imports {@code generate} and {@code compare}.
 */
@NullMarked
package dev.perspective4j.conformance.loading;

import org.jspecify.annotations.NullMarked;
