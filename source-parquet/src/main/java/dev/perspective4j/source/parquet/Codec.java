package dev.perspective4j.source.parquet;

import com.github.luben.zstd.Zstd;
import dev.perspective4j.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How pages are compressed. */
@FunctionalInterface
interface Codec {

  /**
   * Fills the rest of an array.
   *
   * @param source the compressed bytes, all that remain
   * @param target receives as many bytes as there is room for, else it is an error
   * @param from where to begin
   */
  void decompress(ByteBuffer source, byte[] target, int from);

  /** The codec of a column. */
  static Codec of(CompressionCodec name, String column) {
    return switch (name) {
      case UNCOMPRESSED -> Codec::copy;
      case SNAPPY -> Codec::snappy;
      case GZIP -> Codec::gzip;
      case ZSTD -> Codec::zstd;
      case LZ4_RAW -> Codec::lz4;
      case LZO, BROTLI, LZ4 ->
          throw new EngineException(
              "Parquet column `"
                  + column
                  + "` is compressed with "
                  + name
                  + ", which is not supported\n");
    };
  }

  private static void copy(ByteBuffer source, byte[] target, int from) {
    check(source.remaining(), target, from);
    source.get(target, from, source.remaining());
  }

  private static void snappy(ByteBuffer source, byte[] target, int from) {
    byte[] bytes = bytes(source);
    try {
      check(Snappy.uncompressedLength(bytes), target, from);
      check(Snappy.uncompress(bytes, 0, bytes.length, target, from), target, from);
    } catch (IOException broken) {
      throw damaged(broken);
    }
  }

  private static void gzip(ByteBuffer source, byte[] target, int from) {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes(source)))) {
      check(stream.readNBytes(target, from, target.length - from), target, from);
      check(stream.read() < 0 ? target.length - from : -1, target, from);
    } catch (IOException broken) {
      throw damaged(broken);
    }
  }

  private static void zstd(ByteBuffer source, byte[] target, int from) {
    byte[] bytes = bytes(source);
    long size =
        Zstd.decompressByteArray(target, from, target.length - from, bytes, 0, bytes.length);
    if (Zstd.isError(size)) {
      throw damaged(new IOException(Zstd.getErrorName(size)));
    }
    check((int) size, target, from);
  }

  private static void lz4(ByteBuffer source, byte[] target, int from) {
    byte[] bytes = bytes(source);
    try {
      check(
          LZ4Factory.safeInstance()
              .safeDecompressor()
              .decompress(bytes, 0, bytes.length, target, from, target.length - from),
          target,
          from);
    } catch (LZ4Exception broken) {
      throw damaged(broken);
    }
  }

  private static byte[] bytes(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    return bytes;
  }

  private static void check(int size, byte[] target, int from) {
    if (size != target.length - from) {
      throw ParquetFile.malformed("a page of another length than it declares");
    }
  }

  private static EngineException damaged(Exception broken) {
    return new EngineException("Invalid Parquet file: a damaged page\n", broken);
  }
}
