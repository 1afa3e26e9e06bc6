package dev.perspective4j.engine.arrow;

import com.github.luben.zstd.Zstd;
import dev.perspective4j.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/** Compresses body buffers: the uncompressed length as a 64-bit integer, then one frame. */
final class BodyCompressor {

  private static final int PREFIX = 8;
  private static final int ZSTD_LEVEL = 1;

  private BodyCompressor() {}

  /** The buffer in compressed form; an empty buffer stays empty. */
  static BodyBuffer compress(BodyBuffer buffer, ArrowCompression compression) {
    if (buffer.length() == 0 || compression == ArrowCompression.NONE) {
      return buffer;
    }
    if (buffer.length() > Integer.MAX_VALUE - 64) {
      throw new EngineException("Result exceeds 2 GiB; read it in smaller windows");
    }
    byte[] plain = new byte[(int) buffer.length()];
    buffer.put(ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN));
    return compression == ArrowCompression.LZ4 ? lz4(plain) : zstd(plain);
  }

  /** Independent blocks of 64 KiB, no checksums; in pure Java, without native code. */
  private static BodyBuffer lz4(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(PREFIX + plain.length / 2 + 64);
    bytes.writeBytes(prefix(plain.length));
    try (LZ4FrameOutputStream frame =
        new LZ4FrameOutputStream(
            bytes,
            BLOCKSIZE.SIZE_64KB,
            -1L,
            LZ4Factory.safeInstance().fastCompressor(),
            XXHashFactory.safeInstance().hash32(),
            FLG.Bits.BLOCK_INDEPENDENCE)) {
      frame.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    byte[] packed = bytes.toByteArray();
    return BodyBuffer.bytes(packed, packed.length);
  }

  private static BodyBuffer zstd(byte[] plain) {
    byte[] packed = new byte[Math.toIntExact(PREFIX + Zstd.compressBound(plain.length))];
    System.arraycopy(prefix(plain.length), 0, packed, 0, PREFIX);
    long length =
        Zstd.compressByteArray(
            packed, PREFIX, packed.length - PREFIX, plain, 0, plain.length, ZSTD_LEVEL);
    if (Zstd.isError(length)) {
      throw new IllegalStateException("zstd: " + Zstd.getErrorName(length));
    }
    return BodyBuffer.bytes(packed, (int) length + PREFIX);
  }

  private static byte[] prefix(int length) {
    return ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
  }
}
