package dev.perspective4j.engine.json;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.InferredColumn;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The cells of one array of scalars, read some at a time, straight from the bytes.
 *
 * <p>Knows the numbers, texts and words that nearly all documents consist of. Everything else makes
 * the column not plain, and is then read by a parser.
 */
final class PlainColumn {

  /** Digits that a 64-bit integer holds whatever they are. */
  private static final int SAFE_DIGITS = 18;

  private static final int LONGEST_NUMBER = 1 << 10;

  /** Up to here integers, and powers of ten, are exact doubles. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private final byte[] text;
  private final int end;
  private int at;
  private InferredColumn cells;
  private int count;
  private boolean plain = true;
  private byte[] scratch = new byte[64];

  /**
   * A column.
   *
   * @param from the first byte behind the opening bracket
   * @param end the closing bracket
   */
  PlainColumn(String name, byte[] text, int from, int end) {
    this.text = text;
    this.at = from;
    this.end = end;
    this.cells = new InferredColumn(name);
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Whether nothing out of the ordinary was met. */
  boolean isPlain() {
    return plain;
  }

  /** Whether all cells have been read. */
  boolean isRead() {
    return at > end;
  }

  /** Number of cells read since {@link #finish}. */
  int count() {
    return count;
  }

  /** Reads so many cells, fewer at the end. */
  void read(int most) {
    count = 0;
    PhysicalType settled = cells.physicalType();
    boolean wasTyped = cells.isTyped();
    try {
      while (plain && count < most && at <= end) {
        plain = readCell(skipBlanks(at));
        count++;
      }
    } catch (EngineException refused) {
      plain = false;
    }
    plain &= cells.isTyped() && (!wasTyped || cells.physicalType() == settled);
  }

  /** The cells read last as those of the first of so many rows. */
  Batch.Column finish(int rows) {
    Batch.Column column = cells.finish(rows);
    cells = cells.continued(rows);
    return column;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (isBlank(text[i])) {
      i++;
    }
    return i;
  }

  /** Reads the cell that begins there and what separates it from the next. */
  private boolean readCell(int from) {
    byte first = text[from];
    int behind;
    if (first == '"') {
      behind = readText(from + 1);
    } else if (first == '-' || (first >= '0' && first <= '9')) {
      behind = readNumber(from);
    } else {
      behind = readWord(from);
    }
    if (behind < 0) {
      return false;
    }
    int next = skipBlanks(behind);
    at = next + 1;
    return next == end || (text[next] == ',' && next < end);
  }

  private int readWord(int from) {
    if (matches(from, "null")) {
      if (cells.isTyped()) {
        cells.putNull(count);
      }
      return from + 4;
    }
    if (matches(from, "true")) {
      cells.putBoolean(count, true);
      return from + 4;
    }
    if (matches(from, "false")) {
      cells.putBoolean(count, false);
      return from + 5;
    }
    return -1;
  }

  private boolean matches(int from, String word) {
    if (end - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int readNumber(int from) {
    boolean negative = text[from] == '-';
    int start = negative ? from + 1 : from;
    int i = start;
    long digits = 0;
    for (; isDigit(text[i]); i++) {
      digits = digits * 10 + (text[i] - '0');
    }
    int whole = i - start;
    if (whole == 0 || (whole > 1 && text[start] == '0')) {
      return -1;
    }
    byte next = text[i];
    if (next != '.' && next != 'e' && next != 'E') {
      if (whole > SAFE_DIGITS) {
        return -1;
      }
      cells.putInteger(count, negative ? -digits : digits);
      return i;
    }
    int scale = 0;
    if (next == '.') {
      int point = i++;
      for (; isDigit(text[i]); i++) {
        digits = digits * 10 + (text[i] - '0');
      }
      scale = i - point - 1;
      if (scale == 0) {
        return -1;
      }
    }
    boolean exponent = text[i] == 'e' || text[i] == 'E';
    if (exponent) {
      i = endOfExponent(i + 1);
      if (i < 0) {
        return -1;
      }
    }
    if (!exponent && whole + scale <= SAFE_DIGITS && digits <= EXACT) {
      double value = digits / POWERS[scale];
      cells.putDouble(count, negative ? -value : value);
      return i;
    }
    if (i - from > LONGEST_NUMBER) {
      return -1;
    }
    double value = Double.parseDouble(new String(text, from, i - from, StandardCharsets.US_ASCII));
    if (Double.isInfinite(value)) {
      return -1;
    }
    cells.putDouble(count, value);
    return i;
  }

  private int endOfExponent(int from) {
    int start = text[from] == '-' || text[from] == '+' ? from + 1 : from;
    int i = start;
    while (isDigit(text[i])) {
      i++;
    }
    return i == start ? -1 : i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private int readText(int from) {
    int i = from;
    int or = 0;
    while (i < end) {
      byte b = text[i];
      if (b == '"') {
        if (or < 0 && !Utf8.isValid(text, from, i - from)) {
          return -1;
        }
        cells.putText(count, text, from, i);
        return i + 1;
      }
      if (b == '\\') {
        return readEscaped(from, i);
      }
      if (b >= 0 && b < ' ') {
        return -1;
      }
      or |= b;
      i++;
    }
    return -1;
  }

  /** Reads a text whose first escape is at {@code escape}. */
  private int readEscaped(int from, int escape) {
    int length = escape - from;
    reserve(length);
    System.arraycopy(text, from, scratch, 0, length);
    int i = escape;
    while (i < end && text[i] != '"') {
      reserve(length + 4);
      byte b = text[i++];
      if (b != '\\') {
        if (b >= 0 && b < ' ') {
          return -1;
        }
        scratch[length++] = b;
        continue;
      }
      byte kind = text[i++];
      if (kind == 'u') {
        int unit = hexadecimal(i);
        if (unit < 0 || Character.isSurrogate((char) unit)) {
          return -1;
        }
        length = append((char) unit, length);
        i += 4;
      } else {
        int plainEscape = "\"\\/bfnrt".indexOf(kind);
        if (plainEscape < 0) {
          return -1;
        }
        scratch[length++] = (byte) "\"\\/\b\f\n\r\t".charAt(plainEscape);
      }
    }
    if (i >= end || !Utf8.isValid(scratch, 0, length)) {
      return -1;
    }
    cells.putText(count, scratch, 0, length);
    return i + 1;
  }

  private void reserve(int bytes) {
    if (bytes > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(bytes, scratch.length * 2));
    }
  }

  private int append(char c, int length) {
    int to = length;
    if (c < 0x80) {
      scratch[to++] = (byte) c;
    } else if (c < 0x800) {
      scratch[to++] = (byte) (0xC0 | (c >> 6));
      scratch[to++] = (byte) (0x80 | (c & 0x3F));
    } else {
      scratch[to++] = (byte) (0xE0 | (c >> 12));
      scratch[to++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      scratch[to++] = (byte) (0x80 | (c & 0x3F));
    }
    return to;
  }

  /** The number of four hexadecimal digits, or -1. */
  private int hexadecimal(int from) {
    if (end - from < 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
