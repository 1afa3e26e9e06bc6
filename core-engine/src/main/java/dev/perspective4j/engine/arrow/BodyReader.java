package dev.perspective4j.engine.arrow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.RecordBatch;

/** The buffers of one batch: slices of the body, decompressed where needed. */
final class BodyReader {

  private static final int PREFIX = 8;
  private static final long STORED = -1;
  private static final long LZ4_RATIO = 255;

  private final RecordBatch batch;
  private final ByteBuffer body;
  private final Budget budget;
  private final boolean compressed;
  private final byte codec;
  private long unclaimed;
  private int next;

  BodyReader(RecordBatch batch, ByteBuffer body, Budget budget) {
    this.batch = batch;
    this.body = body;
    this.budget = budget;
    this.unclaimed = body.limit();
    BodyCompression compression = batch.compression();
    compressed = compression != null;
    codec = compression == null ? -1 : compression.codec();
    if (compressed && codec != CompressionType.LZ4_FRAME && codec != CompressionType.ZSTD) {
      throw invalid("Unrecognized compression type: " + codec);
    }
  }

  /** Skips buffers that are not needed. */
  void skip(long count) {
    if (count < 0 || count > batch.buffersLength() - next) {
      throw invalid("Ran out of buffers");
    }
    next += (int) count;
  }

  /** The next buffer, little-endian, position 0. */
  ByteBuffer next() {
    if (next >= batch.buffersLength()) {
      throw invalid("Ran out of buffers");
    }
    Buffer buffer = batch.buffers(next++);
    long offset = buffer.offset();
    long length = buffer.length();
    if (length == 0) {
      return ByteBuffer.allocate(0);
    }
    if (offset < 0 || length < 0 || offset > body.limit() || length > body.limit() - offset) {
      throw invalid("Buffer lies outside of the message body");
    }
    // Overlapping buffers would let a small body stand for any number of columns.
    unclaimed -= length;
    if (unclaimed < 0) {
      throw invalid("Buffers of the message body overlap");
    }
    ByteBuffer slice = body.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    return compressed ? decompress(slice) : slice;
  }

  private ByteBuffer decompress(ByteBuffer packed) {
    if (packed.limit() < PREFIX) {
      throw invalid("Likely corrupted message, compressed buffers are larger than 8 bytes");
    }
    long length = packed.getLong(0);
    ByteBuffer frame = packed.slice(PREFIX, packed.limit() - PREFIX);
    if (length == STORED) {
      return frame.order(ByteOrder.LITTLE_ENDIAN);
    }
    if (length < 0 || length > Integer.MAX_VALUE - 64) {
      throw invalid("Decompressed length of a buffer is out of range");
    }
    byte[] source = new byte[frame.limit()];
    frame.get(source);
    byte[] plain = codec == CompressionType.LZ4_FRAME ? lz4(source, length) : zstd(source, length);
    return ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] lz4(byte[] source, long length) {
    // A byte of a frame stands for 255 at most: a false length is found out before memory is taken.
    if (length > LZ4_RATIO * source.length) {
      throw invalid("LZ4 decompression failed");
    }
    budget.takeBytes(length);
    return Lz4Decoder.decode(source, (int) length);
  }

  private byte[] zstd(byte[] source, long length) {
    long declared = source.length == 0 ? -1 : Zstd.getFrameContentSize(source);
    if (declared < 0 || (declared > 0 && declared != length)) {
      throw invalid("ZSTD decompression failed");
    }
    budget.takeBytes(length);
    byte[] plain = new byte[(int) length];
    try {
      long written =
          length == 0
              ? 0
              : Zstd.decompressByteArray(plain, 0, plain.length, source, 0, source.length);
      if (Zstd.isError(written) || written != length) {
        throw invalid("ZSTD decompression failed");
      }
    } catch (ZstdException e) {
      throw invalid("ZSTD decompression failed: " + e.getMessage());
    }
    return plain;
  }

  /** A failure of the current batch; the reader says which kind of input it was. */
  static MalformedBatch invalid(String text) {
    return new MalformedBatch("Invalid: " + text);
  }
}
