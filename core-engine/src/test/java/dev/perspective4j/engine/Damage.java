package dev.perspective4j.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to damage a message. */
final class Damage {

  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\n",
    "\r",
    "\\",
    "null",
    "true",
    "1e400",
    "-",
    "0x",
    "NaN",
    "18446744073709551615",
    "99999999999999999999999999",
    "\\ud800",
    "\u0000",
    "\ufeff",
    "é",
    "2020-02-30",
    "__INDEX__",
    "\"k\":",
    "[[[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "\"\"\"",
    ",,,,,,,,"
  };
  private static final long[] ABSURD = {
    -1,
    0,
    1,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 30,
    1L << 31,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0xFFFF_FFFFL,
    1 << 16,
    255
  };

  private Damage() {}

  /** A copy damaged in one way. */
  static byte[] any(Random random, byte[] bytes, List<byte[]> others, boolean binary) {
    if (bytes.length == 0) {
      return others.get(random.nextInt(others.size()));
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(binary ? 6 : 7)) {
      case 0 -> flipped(bytes, at, random);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        yield joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
      }
      case 3 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        yield joined(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
      }
      case 4 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(16)));
      case 5 -> binary ? absurd(bytes, random) : flipped(bytes, at, random);
      default -> {
        String token = TOKENS[random.nextInt(TOKENS.length)];
        int times = random.nextInt(12) == 0 ? 1 + random.nextInt(2000) : 1;
        byte[] inserted = token.repeat(times).getBytes(StandardCharsets.UTF_8);
        yield joined(bytes, at, inserted, Math.min(bytes.length, at + random.nextInt(3)));
      }
    };
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] copy = bytes.clone();
    if (random.nextBoolean()) {
      copy[at] ^= (byte) (1 << random.nextInt(8));
    } else {
      copy[at] = (byte) random.nextInt();
    }
    return copy;
  }

  /** The bytes up to a place, others, and the rest from another place. */
  private static byte[] joined(byte[] bytes, int end, byte[] inserted, int from) {
    byte[] result = Arrays.copyOf(bytes, end + inserted.length + bytes.length - from);
    System.arraycopy(inserted, 0, result, end, inserted.length);
    System.arraycopy(bytes, from, result, end + inserted.length, bytes.length - from);
    return result;
  }

  /** A length, count or offset that is not so. */
  private static byte[] absurd(byte[] bytes, Random random) {
    if (bytes.length < 8) {
      return bytes;
    }
    ByteBuffer copy = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int at = random.nextInt(bytes.length - 7) & -4;
    long value = ABSURD[random.nextInt(ABSURD.length)];
    if (random.nextInt(4) == 0) {
      value = copy.getInt(at) + (random.nextInt(9) - 4L);
    }
    if (random.nextBoolean()) {
      copy.putLong(at, value);
    } else {
      copy.putInt(at, (int) value);
    }
    return copy.array();
  }
}
