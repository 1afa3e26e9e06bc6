package dev.perspective4j.engine.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks bytes that claim to be text. */
public final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Whether the bytes are well-formed UTF-8. */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    return isAscii(bytes, offset, length) || decodes(bytes, offset, length);
  }

  /**
   * Whether strings that lie end to end are well-formed UTF-8, each of them.
   *
   * @param ends where each ends; the first begins at 0
   */
  public static boolean isValid(byte[] bytes, int[] ends) {
    if (isAscii(bytes, 0, bytes.length)) {
      return true;
    }
    int start = 0;
    for (int end : ends) {
      if (!isValid(bytes, start, end - start)) {
        return false;
      }
      start = end;
    }
    return true;
  }

  /** The text, malformed sequences replaced by U+FFFD. */
  public static String repair(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    long or = 0;
    int i = offset;
    for (; i <= offset + length - Long.BYTES; i += Long.BYTES) {
      or |= (long) LONGS.get(bytes, i);
    }
    for (; i < offset + length; i++) {
      or |= bytes[i] & 0x80;
    }
    return (or & HIGH_BITS) == 0;
  }

  private static boolean decodes(byte[] bytes, int offset, int length) {
    try {
      // A new decoder reports malformed input instead of replacing it.
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
