package dev.perspective4j.engine.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks bytes that claim to be text. */
public final class Utf8 {

  private Utf8() {}

  /** Whether the bytes are well-formed UTF-8. */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    return isAscii(bytes, offset, length) || decodes(bytes, offset, length);
  }

  /** The text, malformed sequences replaced by U+FFFD. */
  public static String repair(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    int or = 0;
    for (int i = offset; i < offset + length; i++) {
      or |= bytes[i];
    }
    return or >= 0;
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
