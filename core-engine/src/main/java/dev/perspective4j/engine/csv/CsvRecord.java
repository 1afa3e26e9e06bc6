package dev.perspective4j.engine.csv;

import java.util.Arrays;

/**
 * The fields of one record: each a range of bytes, either of the input or, where quotes had to be
 * taken out, of a scratch array that lives as long as the record is current.
 */
final class CsvRecord {

  private byte[][] source = new byte[16][];
  private int[] start = new int[16];
  private int[] end = new int[16];
  private byte[] scratch = new byte[64];
  private int scratchUsed;
  private int size;

  /** Number of fields. */
  int size() {
    return size;
  }

  /** The array a field is in. */
  byte[] source(int field) {
    return source[field];
  }

  /** Index of a field's first byte. */
  int start(int field) {
    return start[field];
  }

  /** Index after a field's last byte. */
  int end(int field) {
    return end[field];
  }

  void clear() {
    size = 0;
    scratchUsed = 0;
  }

  void add(byte[] bytes, int from, int to) {
    if (size == start.length) {
      source = Arrays.copyOf(source, size * 2);
      start = Arrays.copyOf(start, size * 2);
      end = Arrays.copyOf(end, size * 2);
    }
    source[size] = bytes;
    start[size] = from;
    end[size++] = to;
  }

  /** Starts a field in the scratch array; returns where it begins. */
  int beginScratch() {
    return scratchUsed;
  }

  void append(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > scratch.length - scratchUsed) {
      // Fields added before keep the array they are in.
      scratch = Arrays.copyOf(scratch, Math.max(scratchUsed + length, scratch.length * 2));
    }
    System.arraycopy(bytes, from, scratch, scratchUsed, length);
    scratchUsed += length;
  }

  void addScratch(int from) {
    add(scratch, from, scratchUsed);
  }
}
