/**
 * The nouns of the protocol as immutable values: schemas, view configurations, viewports, options.
 *
 * <p>Everything here is a record, an enum or a sealed interface without behaviour beyond checking
 * and defaulting its own fields; all of it is safe to share between threads. The engine, the
 * session manager and the client speak in these types. Nothing here knows how a value is encoded
 * (that is {@code dev.perspective4j.wire}) or computed (that is the engine).
 */
@NullMarked
package dev.perspective4j.model;

import org.jspecify.annotations.NullMarked;
