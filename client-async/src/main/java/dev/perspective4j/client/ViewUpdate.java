package dev.perspective4j.client;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A change under a view.
 *
 * @param port the port whose rows were applied; 0 for the default one, removals and replacements
 * @param delta the changed rows as the view shows them, an Arrow IPC stream; present if the
 *     listener asked for {@link UpdateMode#ROW}, and not if {@code resumed}
 * @param resumed whether a lost connection is back: anything may have changed in between, so read
 *     the view anew
 */
public record ViewUpdate(int port, Optional<ByteBuffer> delta, boolean resumed) {}
