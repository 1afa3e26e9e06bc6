/**
 * Comparison with the reference engine: a server for any client to talk to, scripted sessions sent
 * to both engines, and browser tests.
 *
 * <p>An application, not a library: nothing depends on it, and it may import every module.
 */
@NullMarked
package dev.perspective4j.conformance;

import org.jspecify.annotations.NullMarked;
