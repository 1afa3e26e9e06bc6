package dev.perspective4j.engine.page;

import static dev.perspective4j.engine.page.CellCopy.BYTE;
import static dev.perspective4j.engine.page.CellCopy.DOUBLE;
import static dev.perspective4j.engine.page.CellCopy.FLOAT;
import static dev.perspective4j.engine.page.CellCopy.INT;
import static dev.perspective4j.engine.page.CellCopy.LONG;
import static dev.perspective4j.engine.page.CellCopy.SHORT;
import static dev.perspective4j.engine.page.PagedColumn.PAGE_BITS;
import static dev.perspective4j.engine.page.PagedColumn.PAGE_MASK;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.lang.foreign.MemorySegment;

/** The loops between cells at arbitrary slots and vectors: one per storage and direction. */
final class CellScatter {
  private CellScatter() {}

  /** Copies the cells of {@code slots[offset..]} to the first {@code count} cells of a vector. */
  static void gather(
      PhysicalType physicalType,
      MemorySegment[] pages,
      int[] slots,
      int offset,
      int count,
      Vector out) {
    switch (physicalType) {
      case INT8 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].get(BYTE, slot & PAGE_MASK);
        }
      }
      case UINT8, BOOL -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].get(BYTE, slot & PAGE_MASK) & 0xFFL;
        }
      }
      case INT16 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(SHORT, slot & PAGE_MASK);
        }
      }
      case UINT16 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(SHORT, slot & PAGE_MASK) & 0xFFFFL;
        }
      }
      case INT32, DATE -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(INT, slot & PAGE_MASK);
        }
      }
      case UINT32 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(INT, slot & PAGE_MASK) & 0xFFFF_FFFFL;
        }
      }
      case INT64, UINT64, DATETIME -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(LONG, slot & PAGE_MASK);
        }
      }
      case FLOAT32 -> {
        double[] cells = out.doubles();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(FLOAT, slot & PAGE_MASK);
        }
      }
      case FLOAT64 -> {
        double[] cells = out.doubles();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(DOUBLE, slot & PAGE_MASK);
        }
      }
      case STRING -> {
        int[] cells = out.codes();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          cells[i] = pages[slot >>> PAGE_BITS].getAtIndex(INT, slot & PAGE_MASK);
        }
      }
    }
  }

  /** Copies cells {@code [from, from + count)} of a vector to {@code slots[offset..]}, in order. */
  static void scatter(
      PhysicalType physicalType,
      MemorySegment[] pages,
      int[] slots,
      int offset,
      int count,
      Vector in,
      int from) {
    switch (physicalType) {
      case INT8, UINT8, BOOL -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].set(BYTE, slot & PAGE_MASK, (byte) cells[from + i]);
        }
      }
      case INT16, UINT16 -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].setAtIndex(SHORT, slot & PAGE_MASK, (short) cells[from + i]);
        }
      }
      case INT32, UINT32, DATE -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].setAtIndex(INT, slot & PAGE_MASK, (int) cells[from + i]);
        }
      }
      case INT64, UINT64, DATETIME -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].setAtIndex(LONG, slot & PAGE_MASK, cells[from + i]);
        }
      }
      case FLOAT32 -> {
        double[] cells = in.doubles();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].setAtIndex(FLOAT, slot & PAGE_MASK, (float) cells[from + i]);
        }
      }
      case FLOAT64 -> {
        double[] cells = in.doubles();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].setAtIndex(DOUBLE, slot & PAGE_MASK, cells[from + i]);
        }
      }
      case STRING -> {
        int[] cells = in.codes();
        for (int i = 0; i < count; i++) {
          int slot = slots[offset + i];
          pages[slot >>> PAGE_BITS].setAtIndex(INT, slot & PAGE_MASK, cells[from + i]);
        }
      }
    }
  }
}
