/**
 * What every transport must do, written once: extend {@link
 * dev.perspective4j.testkit.TransportContract}, say how to mount a server, and run it. {@link
 * dev.perspective4j.testkit.BrokenSocketContract} does the same for what no real server does on demand.
 *
 * <p>Speaks raw messages of the protocol over a raw WebSocket, so that a client library cannot hide
 * what an adapter does wrong. Knows the session manager and the JDK, no framework.
 */
@NullMarked
package dev.perspective4j.testkit;

import org.jspecify.annotations.NullMarked;
