/**
 * The wire form of the model: the protobuf messages of the Perspective protocol and the codec between
 * them and {@code dev.perspective4j.model}.
 *
 * <p>Imports the model and protobuf-java. Bytes come from untrusted peers: the codec bounds sizes,
 * counts and nesting, and answers every malformed input with one exception. No sessions and no
 * dispatch live here.
 */
@NullMarked
package dev.perspective4j.wire;

import org.jspecify.annotations.NullMarked;
