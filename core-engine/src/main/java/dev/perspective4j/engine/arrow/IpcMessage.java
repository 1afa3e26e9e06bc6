package dev.perspective4j.engine.arrow;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Message;

/**
 * One message of an IPC stream or file.
 *
 * @param header the metadata; reading it may throw anything, its bytes come from outside
 * @param body the body, little-endian, position 0
 */
record IpcMessage(Message header, ByteBuffer body) {}
