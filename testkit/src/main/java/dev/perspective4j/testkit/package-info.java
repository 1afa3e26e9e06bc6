/**
 * A test kit for each interface that others implement. What a transport must do is written once, in
 * {@link dev.perspective4j.testkit.TransportContract} for the server's side (and in {@link
 * dev.perspective4j.testkit.BrokenSocketContract} what no real server does on demand) and in {@link
 * dev.perspective4j.testkit.ClientTransportContract} for the client's: extend it, say how to mount a
 * server, and run it.
 *
 * <p>Beside the contracts is what every test on the wire needs: peers and a client that speak bare
 * messages of the protocol, so that a client library cannot hide what a server does wrong; the
 * requests they send; and a starter of the reference engine's server.
 *
 * <p>Knows the session manager, the client and the JDK, and no framework: adapters test with it.
 */
@NullMarked
package dev.perspective4j.testkit;

import org.jspecify.annotations.NullMarked;
