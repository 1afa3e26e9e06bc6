/**
 * Tables that are fed by others, while these change: joins, and tables derived from views.
 *
 * <p>Imports {@code live}, which carries the scripts out, {@code generate} and {@code compare}.
 */
@NullMarked
package dev.perspective4j.conformance.derived;

import org.jspecify.annotations.NullMarked;
