package dev.perspective4j.engine.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Splits text into records and fields, without making strings of them.
 *
 * <p>Commas separate; {@code \n}, {@code \r\n} and a lone {@code \r} end a line; empty lines are
 * skipped. A quote opens a quoted field only as its first character; inside, two quotes are one;
 * behind the closing quote the field goes on literally. A quote left open runs to the end of the
 * input.
 */
final class CsvTokenizer {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long COMMAS = ONES * ',';
  private static final long NEWLINES = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private final byte[] text;
  private final int end;
  private final CsvFields fields;
  private int at;
  private int recordStart;
  private boolean ended;

  CsvTokenizer(byte[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
    this.fields = new CsvFields(text);
  }

  /** The fields read by {@link #next()}, or since they were cleared by {@link #append()}. */
  CsvFields fields() {
    return fields;
  }

  /** Whether the current record is followed by a line end. */
  boolean isEnded() {
    return ended;
  }

  /** Where the next record or empty line begins. */
  int position() {
    return at;
  }

  /** The bytes of the current record as they are in the input, without its line end. */
  String raw(int most) {
    int stop = at;
    while (stop > recordStart && (text[stop - 1] == '\n' || text[stop - 1] == '\r')) {
      stop--;
    }
    boolean cut = stop - recordStart > most;
    int length = cut ? most : stop - recordStart;
    String raw = new String(text, recordStart, length, java.nio.charset.StandardCharsets.UTF_8);
    return cut ? raw + " ..." : raw;
  }

  /** Reads the next record in place of those before; false at the end of the input. */
  boolean next() {
    fields.clear();
    return append();
  }

  /** Reads the next record that is not an empty line, too; false at the end of the input. */
  boolean append() {
    while (at < end && (text[at] == '\n' || text[at] == '\r')) {
      at++;
    }
    if (at == end) {
      return false;
    }
    recordStart = at;
    fields.beginRecord();
    ended = false;
    boolean more = true;
    while (more) {
      boolean opens = at < end && text[at] == '"';
      more = opens ? quoted() : plain();
    }
    return true;
  }

  /** Reads a field up to its end; returns whether another follows. */
  private boolean plain() {
    int from = at;
    int i = literal(from);
    fields.add(from, i);
    return finish(i);
  }

  private boolean quoted() {
    int from = at + 1;
    int i = from;
    while (i < end && text[i] != '"') {
      i++;
    }
    int behind = i + 1;
    if (i == end || behind >= end || isDelimiter(text[behind])) {
      fields.add(from, i);
      return finish(Math.min(behind, end));
    }
    int begin = fields.beginScratch();
    fields.append(from, i);
    while (behind < end && text[behind] == '"') {
      int next = behind + 1;
      i = next;
      while (i < end && text[i] != '"') {
        i++;
      }
      // The second of the two quotes belongs to the text.
      fields.append(behind, i);
      behind = i + 1;
    }
    int stop = Math.min(behind, end);
    int literal = literal(stop);
    fields.append(stop, literal);
    fields.addScratch(begin);
    return finish(literal);
  }

  /** The first separator or line end from {@code from} on. */
  private int literal(int from) {
    int i = from;
    while (i <= end - Long.BYTES) {
      long bytes = (long) LONGS.get(text, i);
      long found = zeros(bytes ^ COMMAS) | zeros(bytes ^ NEWLINES) | zeros(bytes ^ RETURNS);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && !isDelimiter(text[i])) {
      i++;
    }
    return i;
  }

  /**
   * Marks bytes that are zero by their highest bit; the lowest mark is right, others may not be.
   */
  private static long zeros(long bytes) {
    return (bytes - ONES) & ~bytes & ONES << 7;
  }

  private static boolean isDelimiter(byte b) {
    // One comparison for most bytes of most texts.
    return b <= ',' && (b == ',' || b == '\n' || b == '\r');
  }

  private boolean finish(int i) {
    if (i < end && text[i] == ',') {
      at = i + 1;
      return true;
    }
    if (i < end) {
      ended = true;
      boolean pair = text[i] == '\r' && i + 1 < end && text[i + 1] == '\n';
      at = i + (pair ? 2 : 1);
    } else {
      at = end;
    }
    return false;
  }
}
