package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Arrow IPC streams and files of any origin.
 *
 * <p>Types: integers and floats of every width, decimals, booleans, dates, timestamps of every
 * unit, 32-bit times, text and binary in all layouts, null, dictionaries of these (growing and
 * replaced ones too), structs and lists. Bodies may be compressed with LZ4 or ZSTD. Batches of at
 * most 65,536 rows are handed over as they are decoded.
 *
 * <p>The input is not trusted: all offsets, lengths and indices are checked, nesting is bounded,
 * and what decompression and repetition may yield is bounded by the size of the input.
 */
public final class ArrowReader implements BatchReader {

  /** Makes a reader; it has no state. */
  public ArrowReader() {}

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    BatchDecoder decoder = open(data, target);
    boolean any = false;
    Batch batch = next(decoder);
    while (batch != null) {
      sink.accept(batch);
      any = true;
      batch = next(decoder);
    }
    if (!any) {
      sink.accept(decoder.empty());
    }
  }

  private static BatchDecoder open(ByteBuffer data, LoadTarget target) {
    try {
      return new BatchDecoder(IpcMessages.open(data), target, data.remaining());
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      // Generated accessors fail in many ways on metadata that is not a flatbuffer.
      throw new EngineException(
          "Failed to open RecordBatchStreamReader: Invalid: Invalid flatbuffers message.\n", e);
    }
  }

  private static @Nullable Batch next(BatchDecoder decoder) {
    try {
      return decoder.next();
    } catch (EngineException e) {
      throw e;
    } catch (MalformedBatch e) {
      throw new EngineException(decoder.failure() + e.getMessage() + "\n", e);
    } catch (RuntimeException e) {
      throw new EngineException(decoder.failure() + "Invalid: Invalid flatbuffers message.\n", e);
    }
  }
}
