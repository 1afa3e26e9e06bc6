package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.StringDictionary;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The dictionary a column is read into, kept over all batches of an input.
 *
 * <p>Text is checked to be UTF-8 once per distinct string. Columns declared as binary get their
 * malformed sequences replaced instead.
 */
final class Strings {

  private final StringDictionary dictionary = new StringDictionary();
  private final boolean binary;

  Strings(boolean binary) {
    this.binary = binary;
  }

  StringDictionary dictionary() {
    return dictionary;
  }

  /** The code of a string. */
  int intern(byte[] bytes, int offset, int length) {
    int known = dictionary.size();
    int code = dictionary.intern(bytes, offset, length);
    if (code < known || isAscii(bytes, offset, length)) {
      return code;
    }
    String text = decode(bytes, offset, length);
    return binary ? dictionary.intern(text) : code;
  }

  private String decode(byte[] bytes, int offset, int length) {
    CodingErrorAction action = binary ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
    try {
      CharBuffer text = decoder.decode(ByteBuffer.wrap(bytes, offset, length));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw invalid("Invalid UTF8 sequence");
    }
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    int or = 0;
    for (int i = offset; i < offset + length; i++) {
      or |= bytes[i];
    }
    return or >= 0;
  }
}
