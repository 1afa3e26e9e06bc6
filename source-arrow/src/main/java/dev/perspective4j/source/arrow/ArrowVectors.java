package dev.perspective4j.source.arrow;

import dev.perspective4j.model.TableData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Arrow Java holds into table data: to make a table of, to update, replace or remove with.
 *
 * <pre>{@code
 * Table table = Table.create(ArrowVectors.of(root), TableOptions.indexedBy("id"));
 *
 * ArrowVectors.batches(reader, batch -> table.update(batch, 0)); // any number of rows
 * }</pre>
 *
 * <p>The cells are copied: vectors, roots and readers stay the caller's, to be changed, reused and
 * closed. The copy is one array a little larger than the vectors of its rows, so a batch, or what is
 * taken of a reader at once, is at most 2 GB. The methods keep nothing; a root or reader must not
 * change while one of them runs.
 */
public final class ArrowVectors {
  private ArrowVectors() {}

  /**
   * The rows of a root without dictionaries.
   *
   * @throws IllegalArgumentException if a vector is encoded with a dictionary, or there are more
   *     than 2 GB
   */
  public static TableData of(VectorSchemaRoot root) {
    return of(root, new DictionaryProvider.MapDictionaryProvider());
  }

  /**
   * The rows of a root.
   *
   * @param dictionaries the values of vectors that hold indices
   * @throws IllegalArgumentException if a dictionary is missing, or there are more than 2 GB
   */
  public static TableData of(VectorSchemaRoot root, DictionaryProvider dictionaries) {
    try (Stream stream = new Stream(root, dictionaries)) {
      stream.writer.writeBatch();
      return stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of memory: it cannot happen
    }
  }

  /**
   * All rows that a reader still has, together; none if it is at its end. It is not closed.
   *
   * <p>Dictionaries that are replaced between batches are replaced in the data, too.
   *
   * @throws IOException if the reader fails
   * @throws IllegalArgumentException if there are more than 2 GB; {@link #batches} has no such bound
   */
  public static TableData of(ArrowReader reader) throws IOException {
    try (Stream stream = new Stream(reader.getVectorSchemaRoot(), reader)) {
      while (reader.loadNextBatch()) {
        stream.writer.writeBatch();
      }
      return stream.end();
    }
  }

  /**
   * Hands over the rows that a reader still has, batch by batch: only one is in memory at a time. The
   * reader is not closed.
   *
   * @param each called in order and at least once: without a batch, with the columns and no rows.
   *     The data stays valid after the call
   * @throws IOException if the reader fails; batches before that have been handed over
   */
  public static void batches(ArrowReader reader, Consumer<? super TableData> each)
      throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    boolean none = true;
    while (reader.loadNextBatch()) {
      each.accept(of(root, reader));
      none = false;
    }
    if (none) {
      try (Stream stream = new Stream(root, reader)) {
        each.accept(stream.end());
      }
    }
  }

  /** An Arrow stream being written into memory. */
  private static final class Stream implements AutoCloseable {
    private final GrowingBuffer bytes;
    private final ArrowStreamWriter writer;

    Stream(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) throws IOException {
      long size = 0;
      for (var vector : root.getFieldVectors()) {
        size += vector.getBufferSize();
      }
      bytes = new GrowingBuffer(size);
      writer = new ArrowStreamWriter(root, dictionaries, bytes);
      writer.start();
    }

    TableData end() throws IOException {
      writer.end();
      return new TableData.Arrow(ByteBuffer.wrap(bytes.array(), 0, bytes.size()));
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
