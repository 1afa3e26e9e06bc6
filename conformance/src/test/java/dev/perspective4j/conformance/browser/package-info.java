/**
 * The unmodified viewer in a real browser against the market example.
 *
 * <p>Tests drive the viewer through its public API and the mouse and read the grid's cells off the page. What
 * the cells must show is computed here from the sample's CSV file, with plain streams. Nothing here
 * may look inside the engine.
 */
@NullMarked
package dev.perspective4j.conformance.browser;

import org.jspecify.annotations.NullMarked;
