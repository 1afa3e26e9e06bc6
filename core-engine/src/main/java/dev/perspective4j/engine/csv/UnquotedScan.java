package dev.perspective4j.engine.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Splits text into records and fields as {@link CsvTokenizer} does, as long as no field is quoted.
 *
 * <p>Looks at eight bytes at a time and goes from separator to separator in them, however short the
 * fields are.
 */
final class UnquotedScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F * ONES;
  private static final long COMMAS = ONES * ',';
  private static final long NEWLINES = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  private final byte[] text;
  private final CsvFields fields;
  private final int width;
  private int begin;
  private int field;
  private int records;

  /**
   * A scan.
   *
   * @param fields gets the fields
   * @param width number of fields of a record
   */
  UnquotedScan(byte[] text, CsvFields fields, int width) {
    this.text = text;
    this.fields = fields;
    this.width = width;
  }

  /** Number of records found. */
  int records() {
    return records;
  }

  /**
   * Takes in the records in {@code [from, to)}.
   *
   * @return whether there is no quoted field and no record of another width
   */
  boolean scan(int from, int to) {
    begin = from;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long bytes = (long) LONGS.get(text, i);
      long others = others(bytes ^ COMMAS) & others(bytes ^ NEWLINES) & others(bytes ^ RETURNS);
      for (long found = ~(others | LOW_BITS); found != 0; found &= found - 1) {
        if (!separate(i + (Long.numberOfTrailingZeros(found) >>> 3))) {
          return false;
        }
      }
    }
    for (; i < to; i++) {
      byte b = text[i];
      if ((b == ',' || b == '\n' || b == '\r') && !separate(i)) {
        return false;
      }
    }
    // A line end behind the last record is not needed.
    return (field == 0 && begin == to) || endRecord(to);
  }

  /** Sets the highest bit of each byte that is not zero. */
  private static long others(long bytes) {
    return ((bytes & LOW_BITS) + LOW_BITS) | bytes;
  }

  private boolean separate(int at) {
    if (text[at] == ',') {
      boolean plain = text[begin] != '"';
      fields.add(begin, at);
      field++;
      begin = at + 1;
      return plain;
    }
    if (field == 0 && begin == at) {
      begin = at + 1;
      return true;
    }
    return endRecord(at);
  }

  private boolean endRecord(int at) {
    boolean plain = begin == at || text[begin] != '"';
    fields.add(begin, at);
    plain &= field + 1 == width;
    field = 0;
    begin = at + 1;
    records++;
    return plain;
  }
}
