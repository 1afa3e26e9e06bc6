package dev.perspective4j.engine.text;

/** Digits and white space of ASCII text, for the date grammars. */
final class Ascii {

  private Ascii() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Space, tab, line feed, vertical tab, form feed, carriage return. */
  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  /** The first index in {@code [at, to]} that is not white space. */
  static int skipSpace(byte[] text, int at, int to) {
    int i = at;
    while (i < to && isSpace(text[i])) {
      i++;
    }
    return i;
  }

  /** The number of digits that start at {@code at}, at most {@code most}. */
  static int countDigits(byte[] text, int at, int to, int most) {
    int end = Math.min(to, at + most);
    int i = at;
    while (i < end && isDigit(text[i])) {
      i++;
    }
    return i - at;
  }

  /** The value of {@code count} digits. */
  static int number(byte[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  /** The value of {@code count} digits, which must lie in the array; -1 if one is none. */
  static int digits(byte[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The value of exactly two digits, or -1. */
  static int twoDigits(byte[] text, int at, int to) {
    if (at + 2 > to) {
      return -1;
    }
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  /** Whether the text at {@code at} is the given letter in either case. */
  static boolean isLetter(byte[] text, int at, int to, char upper) {
    return at < to && (text[at] & ~0x20) == upper;
  }
}
