/**
 * Metrics of a server in a Micrometer registry.
 *
 * <p>Apart from the rest because Micrometer is optional: only applications that name a class of this
 * package need it. Imports the metrics hook of {@code dev.perspective4j.server} and Micrometer;
 * nothing here knows tables or sessions.
 */
@NullMarked
package dev.perspective4j.server.micrometer;

import org.jspecify.annotations.NullMarked;
