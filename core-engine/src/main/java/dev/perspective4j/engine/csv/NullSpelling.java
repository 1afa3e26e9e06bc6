package dev.perspective4j.engine.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The texts that mean no value in every column that is not of strings. */
final class NullSpelling {

  private static final int LONGEST = 9;

  /** The spellings by length. */
  private static final byte[][][] BY_LENGTH = new byte[LONGEST + 1][0][];

  static {
    for (String spelling :
        new String[] {
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "n/a",
          "nan",
          "null"
        }) {
      byte[] bytes = spelling.getBytes(StandardCharsets.US_ASCII);
      byte[][] sameLength = BY_LENGTH[bytes.length];
      BY_LENGTH[bytes.length] = Arrays.copyOf(sameLength, sameLength.length + 1);
      BY_LENGTH[bytes.length][sameLength.length] = bytes;
    }
  }

  private NullSpelling() {}

  static boolean matches(byte[] text, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return true;
    }
    if (length > LONGEST) {
      return false;
    }
    byte last = text[to - 1];
    if (last >= '0' && last <= '9') {
      return false;
    }
    byte first = text[from];
    if (first != '#' && first != '-' && first != '1' && (first | 0x20) != 'n') {
      return false;
    }
    for (byte[] spelling : BY_LENGTH[length]) {
      if (Arrays.equals(text, from, to, spelling, 0, length)) {
        return true;
      }
    }
    return false;
  }
}
