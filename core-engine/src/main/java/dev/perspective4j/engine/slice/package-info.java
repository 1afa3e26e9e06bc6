/**
 * What a view answers to a viewport: typed columns, row paths, keys.
 *
 * <p>The border between views, which make slices, and formats, which write them. A slice is a copy
 * of all that was asked for, keys among it: it stays valid when the table moves on and may be
 * written on another thread. Knows columns only.
 */
@NullMarked
package dev.perspective4j.engine.slice;

import org.jspecify.annotations.NullMarked;
