package dev.perspective4j.source.arrow;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** A channel into one array, which is not copied to be read. */
final class GrowingBuffer implements WritableByteChannel {
  /** What the messages around the cells need, so that one batch seldom grows the array. */
  private static final int FRAME = 4096;

  /** JVMs refuse arrays of the last few lengths. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int size;

  GrowingBuffer(long expected) {
    bytes = new byte[(int) Math.min(LONGEST, expected + expected / 64 + FRAME)];
  }

  @Override
  public int write(ByteBuffer source) {
    int length = source.remaining();
    long needed = (long) size + length;
    if (needed > LONGEST) {
      throw new IllegalArgumentException(
          "the vectors hold more than 2 GB: take fewer rows at once");
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST, Math.max(needed, bytes.length * 2L)));
    }
    source.get(bytes, size, length);
    size += length;
    return length;
  }

  /** The bytes written, at the front; valid until the next one is written. */
  byte[] array() {
    return bytes;
  }

  /** Number of bytes written. */
  int size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
