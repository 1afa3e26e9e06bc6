package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/** The messages of an input in the order they have to be read: the schema, then batches. */
interface IpcMessages {

  /** The schema. */
  Schema schema();

  /** The next dictionary or record batch, or null after the last. */
  @Nullable IpcMessage next();

  /** How failures after the schema begin. */
  String failure();

  /**
   * Opens a file (it begins with {@code ARROW1}) or a stream (everything else).
   *
   * @throws EngineException if there is no readable schema
   */
  static IpcMessages open(ByteBuffer data) {
    ByteBuffer bytes = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    boolean file =
        bytes.remaining() >= magic.length
            && bytes.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
    return file ? new IpcFile(bytes, magic) : new IpcStream(bytes);
  }
}
