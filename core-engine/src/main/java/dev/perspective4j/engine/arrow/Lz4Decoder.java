package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

/**
 * Decodes LZ4 frames whose decoded length is known.
 *
 * <p>Written out because frames of other writers link their blocks: a match may reach back into the
 * block before, which the decoders of the LZ4 library refuse. The whole output is one array here,
 * so linked and independent blocks are the same. Checksums are skipped. Every length and distance
 * is checked against what is left; malformed input never reads or writes outside.
 *
 * <p>Frame: magic, flags, block size, optional content size and dictionary id, header checksum;
 * then blocks, each with its size (the highest bit says stored), until a size of 0.
 */
final class Lz4Decoder {

  private static final int MAGIC = 0x184D2204;
  private static final int MIN_MATCH = 4;

  private final byte[] in;
  private final byte[] out;
  private int at;
  private int written;

  private Lz4Decoder(byte[] in, int length) {
    this.in = in;
    this.out = new byte[length];
  }

  /**
   * The decoded bytes.
   *
   * @throws MalformedBatch if the frame is malformed or has not exactly {@code length} bytes
   */
  static byte[] decode(byte[] frame, int length) {
    Lz4Decoder decoder = new Lz4Decoder(frame, length);
    decoder.frame();
    if (decoder.written != length) {
      throw malformed();
    }
    return decoder.out;
  }

  private void frame() {
    require(7);
    int flags = in[at + 4];
    if (littleEndian() != MAGIC || (flags & 0xC0) != 0x40) {
      throw malformed();
    }
    boolean blockChecksums = (flags & 0x10) != 0;
    at += 2 + ((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0) + 1;
    while (true) {
      require(4);
      int size = littleEndian();
      if (size == 0) {
        return;
      }
      int length = size & 0x7FFFFFFF;
      require(length);
      if (size < 0) {
        copyLiterals(length);
      } else {
        block(at + length);
      }
      at += blockChecksums ? 4 : 0;
    }
  }

  private void block(int end) {
    while (true) {
      if (at >= end) {
        throw malformed();
      }
      int token = in[at++];
      copyLiterals(extended((token >>> 4) & 15, end));
      if (at >= end) {
        if (at == end) {
          return;
        }
        throw malformed();
      }
      require(2);
      int distance = (in[at] & 0xFF) | (in[at + 1] & 0xFF) << 8;
      at += 2;
      int length = extended(token & 15, end) + MIN_MATCH;
      copyMatch(distance, length);
    }
  }

  /** A length of 15 goes on in further bytes, until one is below 255. */
  private int extended(int length, int end) {
    if (length != 15) {
      return length;
    }
    int total = length;
    int more;
    do {
      if (at >= end || total > out.length) {
        throw malformed();
      }
      more = in[at++] & 0xFF;
      total += more;
    } while (more == 255);
    return total;
  }

  private void copyLiterals(int length) {
    require(length);
    if (length > out.length - written) {
      throw malformed();
    }
    System.arraycopy(in, at, out, written, length);
    at += length;
    written += length;
  }

  private void copyMatch(int distance, int length) {
    if (distance == 0 || distance > written || length > out.length - written) {
      throw malformed();
    }
    int from = written - distance;
    if (distance >= length) {
      System.arraycopy(out, from, out, written, length);
    } else {
      // The match overlaps what it writes: the bytes repeat.
      for (int i = 0; i < length; i++) {
        out[written + i] = out[from + i];
      }
    }
    written += length;
  }

  private int littleEndian() {
    int value =
        (in[at] & 0xFF)
            | (in[at + 1] & 0xFF) << 8
            | (in[at + 2] & 0xFF) << 16
            | (in[at + 3] & 0xFF) << 24;
    at += 4;
    return value;
  }

  private void require(int count) {
    if (count < 0 || count > in.length - at) {
      throw malformed();
    }
  }

  private static MalformedBatch malformed() {
    return invalid("LZ4 decompression failed");
  }
}
