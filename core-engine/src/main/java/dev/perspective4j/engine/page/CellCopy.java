package dev.perspective4j.engine.page;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The loops between page memory and vectors: one per storage and direction, chosen once per run.
 *
 * <p>Cells are little-endian and as wide as {@link PhysicalType#bytes()}. Positions count cells.
 */
final class CellCopy {
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CellCopy() {}

  /** Copies {@code count} cells of one page to a vector. */
  static void read(
      PhysicalType physicalType, MemorySegment page, int from, int count, Vector out, int to) {
    switch (physicalType) {
      case INT8 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.get(BYTE, from + (long) i);
        }
      }
      case UINT8, BOOL -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.get(BYTE, from + (long) i) & 0xFFL;
        }
      }
      case INT16 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.getAtIndex(SHORT, from + (long) i);
        }
      }
      case UINT16 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.getAtIndex(SHORT, from + (long) i) & 0xFFFFL;
        }
      }
      case INT32, DATE -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.getAtIndex(INT, from + (long) i);
        }
      }
      case UINT32 -> {
        long[] cells = out.longs();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.getAtIndex(INT, from + (long) i) & 0xFFFF_FFFFL;
        }
      }
      case INT64, UINT64, DATETIME ->
          MemorySegment.copy(page, LONG, from * 8L, out.longs(), to, count);
      case FLOAT32 -> {
        double[] cells = out.doubles();
        for (int i = 0; i < count; i++) {
          cells[to + i] = page.getAtIndex(FLOAT, from + (long) i);
        }
      }
      case FLOAT64 -> MemorySegment.copy(page, DOUBLE, from * 8L, out.doubles(), to, count);
      case STRING -> MemorySegment.copy(page, INT, from * 4L, out.codes(), to, count);
    }
  }

  /** Copies {@code count} cells of a vector to one page. */
  static void write(
      PhysicalType physicalType, MemorySegment page, int to, int count, Vector in, int from) {
    switch (physicalType) {
      case INT8, UINT8, BOOL -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          page.set(BYTE, to + (long) i, (byte) cells[from + i]);
        }
      }
      case INT16, UINT16 -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          page.setAtIndex(SHORT, to + (long) i, (short) cells[from + i]);
        }
      }
      case INT32, UINT32, DATE -> {
        long[] cells = in.longs();
        for (int i = 0; i < count; i++) {
          page.setAtIndex(INT, to + (long) i, (int) cells[from + i]);
        }
      }
      case INT64, UINT64, DATETIME ->
          MemorySegment.copy(in.longs(), from, page, LONG, to * 8L, count);
      case FLOAT32 -> {
        double[] cells = in.doubles();
        for (int i = 0; i < count; i++) {
          page.setAtIndex(FLOAT, to + (long) i, (float) cells[from + i]);
        }
      }
      case FLOAT64 -> MemorySegment.copy(in.doubles(), from, page, DOUBLE, to * 8L, count);
      case STRING -> MemorySegment.copy(in.codes(), from, page, INT, to * 4L, count);
    }
  }

  /** The cell of a long-lane page. */
  static long longAt(PhysicalType physicalType, MemorySegment page, int at) {
    return switch (physicalType) {
      case INT8 -> page.get(BYTE, at);
      case UINT8, BOOL -> page.get(BYTE, at) & 0xFFL;
      case INT16 -> page.getAtIndex(SHORT, at);
      case UINT16 -> page.getAtIndex(SHORT, at) & 0xFFFFL;
      case INT32, DATE -> page.getAtIndex(INT, at);
      case UINT32 -> page.getAtIndex(INT, at) & 0xFFFF_FFFFL;
      case INT64, UINT64, DATETIME -> page.getAtIndex(LONG, at);
      case FLOAT32, FLOAT64, STRING ->
          throw new IllegalStateException("not a long: " + physicalType);
    };
  }

  /** The cell of a double-lane page. */
  static double doubleAt(PhysicalType physicalType, MemorySegment page, int at) {
    return physicalType == PhysicalType.FLOAT32
        ? page.getAtIndex(FLOAT, at)
        : page.getAtIndex(DOUBLE, at);
  }
}
