/**
 * Published clients and servers of the reference, unmodified, against ours: clients of all releases
 * over a WebSocket, and a server of ours that copies a table of theirs.
 *
 * <p>Imports {@code compare}. What the answers mean is compared elsewhere; here, that they arrive.
 */
@NullMarked
package dev.perspective4j.conformance.wire;

import org.jspecify.annotations.NullMarked;
