/**
 * The server without a transport: {@code Server} owns tables, {@code Session} is one client's
 * connection, {@code Connection} is all that a transport must offer, and {@code TableProvider} all
 * that a table must.
 *
 * <p>A message goes from {@code Session} through {@code Inbox} and {@code Dispatcher} to a {@code
 * Call}, which a handler of {@code Requests} answers on the strand of its {@code TableHost}; what a
 * step changed goes from there through {@code Notifications} to the {@code Outbox}. {@code Hosting} is
 * what requests need of the server, {@code Seat} what tables know of a client, {@code Holdings} what
 * the client has, freed when it goes.
 *
 * <p>Imports the protocol, the engine and the client (for {@code newLocalClient()}); never a web
 * framework.
 */
@NullMarked
package dev.perspective4j.server;

import org.jspecify.annotations.NullMarked;
