/**
 * The reference engine and ours side by side: {@code Servers} runs both, {@code SideBySide} sends
 * both the same requests, {@code Canonical} and {@code Normal} bring answers into a form that can
 * be compared, {@code Difference} finds where they differ. {@code ClientPackage} names the releases
 * of the reference.
 *
 * <p>Imports the test kit and {@code Serve}, and no other package of these tests. Knows nothing of
 * what is compared; a difference that is accepted stands with the comparison that accepts it.
 */
@NullMarked
package dev.perspective4j.conformance.compare;

import org.jspecify.annotations.NullMarked;
