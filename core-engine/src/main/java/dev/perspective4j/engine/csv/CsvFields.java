package dev.perspective4j.engine.csv;

import java.util.Arrays;

/**
 * The fields of a run of records: each a range of bytes, either of the input or, where quotes had
 * to be taken out, of a scratch array that lives until {@link #clear}.
 *
 * <p>Two numbers per field and no objects: the fields of column {@code c} in records of equal width
 * are every {@code width}-th from {@code c} on. Fields in the scratch array have their start
 * complemented, which makes it negative.
 */
final class CsvFields {

  private final byte[] text;
  private int[] start = new int[16];
  private int[] end = new int[16];
  private byte[] scratch = new byte[64];
  private int scratchUsed;
  private int recordStart;
  private int count;

  /** No fields of some input. */
  CsvFields(byte[] text) {
    this.text = text;
  }

  /** The input. */
  byte[] text() {
    return text;
  }

  /** First indexes of all fields; complemented if they do not refer to the input. */
  int[] starts() {
    return start;
  }

  /** Last indexes of all fields, exclusive. */
  int[] ends() {
    return end;
  }

  /** Number of fields of the newest record. */
  int size() {
    return count - recordStart;
  }

  /** The array a field of the newest record is in. */
  byte[] source(int field) {
    return sourceAt(recordStart + field);
  }

  /** Index of the first byte of a field of the newest record. */
  int start(int field) {
    return startAt(recordStart + field);
  }

  /** Index after the last byte of a field of the newest record. */
  int end(int field) {
    return endAt(recordStart + field);
  }

  /** The array a field is in, counted from the first of all records. */
  byte[] sourceAt(int i) {
    return start[i] < 0 ? scratch : text;
  }

  /** Index of the first byte of a field, counted from the first of all records. */
  int startAt(int i) {
    int at = start[i];
    return at < 0 ? ~at : at;
  }

  /** Index after the last byte of a field, counted from the first of all records. */
  int endAt(int i) {
    return end[i];
  }

  /** Forgets all records. */
  void clear() {
    count = 0;
    recordStart = 0;
    scratchUsed = 0;
  }

  void beginRecord() {
    recordStart = count;
  }

  /** Adds a field that is a range of the input. */
  void add(int from, int to) {
    if (count == start.length) {
      grow();
    }
    start[count] = from;
    end[count++] = to;
  }

  private void grow() {
    reserve(count * 2);
  }

  /** Makes room for so many fields. */
  void reserve(int fields) {
    if (fields > start.length) {
      start = Arrays.copyOf(start, fields);
      end = Arrays.copyOf(end, fields);
    }
  }

  /** Starts a field in the scratch array; returns where it begins. */
  int beginScratch() {
    return scratchUsed;
  }

  /** Appends a range of the input to the scratch array. */
  void append(int from, int to) {
    int length = to - from;
    if (length > scratch.length - scratchUsed) {
      scratch = Arrays.copyOf(scratch, Math.max(scratchUsed + length, scratch.length * 2));
    }
    System.arraycopy(text, from, scratch, scratchUsed, length);
    scratchUsed += length;
  }

  /** Adds a field of what was appended since {@link #beginScratch}. */
  void addScratch(int from) {
    add(~from, scratchUsed);
  }
}
