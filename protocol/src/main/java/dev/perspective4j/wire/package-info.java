/**
 * The wire form of the model: codecs between {@code dev.perspective4j.model} and the messages of
 * {@code dev.perspective4j.wire.proto}, which are generated from {@code perspective.proto}.
 *
 * <p>Start at {@link dev.perspective4j.wire.Envelope}: bytes to message and back. The other classes
 * each translate one noun. Bytes come from untrusted peers: counts, nesting and text are checked,
 * and every fault is a {@link dev.perspective4j.wire.WireException}. Imports the model and
 * protobuf-java. No sessions, no dispatch and no input or output live here. Everything is stateless
 * and safe to use from any thread.
 */
@NullMarked
package dev.perspective4j.wire;

import org.jspecify.annotations.NullMarked;
