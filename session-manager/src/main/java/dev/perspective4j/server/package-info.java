/**
 * The server without a transport: {@code Server} owns tables, {@code Session} is one client's seat,
 * and {@code Connection} is all that a transport must offer.
 *
 * <p>Imports the protocol, the engine and the client (for {@code newLocalClient()}); never a web
 * framework. A session decodes, asks the access policy, runs the request on the table's strand and
 * answers; it frees all it owns when it closes.
 */
@NullMarked
package dev.perspective4j.server;

import org.jspecify.annotations.NullMarked;
