package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.text.Utf8;

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
    if (code < known || Utf8.isValid(bytes, offset, length)) {
      return code;
    }
    if (!binary) {
      throw invalid("Invalid UTF8 sequence");
    }
    return dictionary.intern(Utf8.repair(bytes, offset, length));
  }
}
