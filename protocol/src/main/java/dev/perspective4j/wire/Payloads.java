package dev.perspective4j.wire;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The fields of type {@code bytes}: Arrow, CSV and JSON. Neither direction copies, so the bytes
 * must not change while the message or the buffer is in use.
 */
public final class Payloads {

  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Payloads() {}

  /** The remaining bytes of {@code buffer} as a field. */
  public static ByteString wrap(ByteBuffer buffer) {
    return UnsafeByteOperations.unsafeWrap(buffer);
  }

  /**
   * The bytes of a field. The buffer has an array if the message was decoded from one; callers must
   * not write to it.
   */
  public static ByteBuffer buffer(ByteString bytes) {
    View view = new View(bytes.size());
    try {
      UnsafeByteOperations.unsafeWriteTo(bytes, view);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return view.buffer();
  }

  /**
   * The text of a field that is declared {@code bytes}.
   *
   * @param field name of the field, for the message
   * @throws WireException if the bytes are not UTF-8
   */
  public static String text(ByteString bytes, String field) {
    return utf8(bytes, field).toStringUtf8();
  }

  static ByteString utf8(ByteString bytes, String field) {
    if (!isAscii(buffer(bytes)) && !bytes.isValidUtf8()) {
      throw new WireException("`" + field + "` is not valid UTF-8");
    }
    return bytes;
  }

  /** The check of all UTF-8 takes a byte at a time; most tables are ASCII, and large. */
  private static boolean isAscii(ByteBuffer bytes) {
    int at = 0;
    for (; at <= bytes.limit() - 4 * Long.BYTES; at += 4 * Long.BYTES) {
      long or =
          bytes.getLong(at)
              | bytes.getLong(at + Long.BYTES)
              | bytes.getLong(at + 2 * Long.BYTES)
              | bytes.getLong(at + 3 * Long.BYTES);
      if ((or & NOT_ASCII) != 0) {
        return false;
      }
    }
    for (; at < bytes.limit(); at++) {
      if (bytes.get(at) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Takes the one piece of a contiguous string as it is; joins the pieces of any other. */
  private static final class View extends ByteOutput {
    private final int size;
    private ByteBuffer pieces = ByteBuffer.allocate(0);

    View(int size) {
      this.size = size;
    }

    ByteBuffer buffer() {
      return pieces.rewind();
    }

    @Override
    public void write(byte value) {
      join().put(value);
    }

    @Override
    public void write(byte[] value, int offset, int length) {
      join().put(value, offset, length);
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
      writeLazy(ByteBuffer.wrap(value, offset, length));
    }

    @Override
    public void write(ByteBuffer value) {
      join().put(value);
    }

    @Override
    public void writeLazy(ByteBuffer value) {
      if (value.remaining() == size) {
        pieces = value.slice();
      } else {
        join().put(value);
      }
    }

    private ByteBuffer join() {
      if (pieces.capacity() != size) {
        pieces = ByteBuffer.allocate(size);
      }
      return pieces;
    }
  }
}
