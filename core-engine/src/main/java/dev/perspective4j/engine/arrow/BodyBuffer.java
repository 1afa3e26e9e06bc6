package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One buffer of the body of a message, copied to its place in one go. */
interface BodyBuffer {

  /** Nothing: the validity of a column without nulls, the values of a column without rows. */
  BodyBuffer EMPTY =
      new BodyBuffer() {
        @Override
        public long length() {
          return 0;
        }

        @Override
        public void put(ByteBuffer target) {}
      };

  /** Number of bytes. */
  long length();

  /** Writes the bytes at the position of a little-endian buffer with exactly that much room. */
  void put(ByteBuffer target);

  /** The validity bitmap of a vector, empty if it has no nulls. */
  static BodyBuffer validity(Vector cells) {
    return cells.allValid() ? EMPTY : bits(cells.valid(), cells.size());
  }

  /** The values of a vector that is not of strings, nulls as 0. */
  static BodyBuffer values(Vector cells) {
    int size = cells.size();
    return switch (cells.physicalType()) {
      case INT8, UINT8 -> of(size, target -> putBytes(cells.longs(), size, target));
      case INT16, UINT16 -> of(2L * size, target -> putShorts(cells.longs(), size, target));
      case INT32, UINT32, DATE -> of(4L * size, target -> putInts(cells.longs(), size, target));
      case INT64, UINT64, DATETIME ->
          of(8L * size, target -> target.asLongBuffer().put(cells.longs(), 0, size));
      case FLOAT32 -> of(4L * size, target -> putFloats(cells.doubles(), size, target));
      case FLOAT64 ->
          of(8L * size, target -> target.asDoubleBuffer().put(cells.doubles(), 0, size));
      case BOOL -> bits(pack(cells.longs(), size), size);
      case STRING -> throw new IllegalArgumentException("strings are dictionary encoded");
    };
  }

  /** Integers of four bytes. */
  static BodyBuffer ints(int[] values, int count) {
    return of(4L * count, target -> target.asIntBuffer().put(values, 0, count));
  }

  /** Bytes as they are. */
  static BodyBuffer bytes(byte[] values, int count) {
    return of(count, target -> target.put(values, 0, count));
  }

  private static BodyBuffer bits(long[] words, int size) {
    return of(
        (size + 7L) >>> 3,
        target -> {
          int full = size >>> 6;
          for (int w = 0; w < full; w++) {
            target.putLong(words[w]);
          }
          long rest = (size & 63) == 0 ? 0 : words[full] & ((1L << size) - 1);
          while (target.hasRemaining()) {
            target.put((byte) rest);
            rest >>>= 8;
          }
        });
  }

  private static BodyBuffer of(long length, java.util.function.Consumer<ByteBuffer> put) {
    return new BodyBuffer() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void put(ByteBuffer target) {
        put.accept(target.slice().order(ByteOrder.LITTLE_ENDIAN));
      }
    };
  }

  private static long[] pack(long[] values, int size) {
    long[] words = new long[(size + 63) >>> 6];
    for (int i = 0; i < size; i++) {
      words[i >>> 6] |= (values[i] & 1) << i;
    }
    return words;
  }

  private static void putBytes(long[] values, int size, ByteBuffer target) {
    for (int i = 0; i < size; i++) {
      target.put(i, (byte) values[i]);
    }
  }

  private static void putShorts(long[] values, int size, ByteBuffer target) {
    for (int i = 0; i < size; i++) {
      target.putShort(2 * i, (short) values[i]);
    }
  }

  private static void putInts(long[] values, int size, ByteBuffer target) {
    for (int i = 0; i < size; i++) {
      target.putInt(4 * i, (int) values[i]);
    }
  }

  private static void putFloats(double[] values, int size, ByteBuffer target) {
    for (int i = 0; i < size; i++) {
      target.putFloat(4 * i, (float) values[i]);
    }
  }
}
