/**
 * Bounds on regular expressions that clients write, for filters and expressions alike.
 *
 * <p>A pattern is refused before it is compiled if its compiled form would be too large. Imports
 * nothing of the engine.
 */
@NullMarked
package dev.perspective4j.engine.pattern;

import org.jspecify.annotations.NullMarked;
