package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of known columns in chunks of the text, several at the same time.
 *
 * <p>A line feed ends a record unless it is quoted. So the text is cut behind line feeds as if
 * nothing were quoted, and the attempt is given up at the first field that is: all cuts before it
 * were right. It is given up at every error, too; reading on from the first record then says what
 * is wrong, and where.
 *
 * <p>The calling thread hands chunks over in the order of the text while threads of the common pool
 * read those ahead of it; it reads chunks itself whenever the next is not ready. Each thread has
 * dictionaries of its own, which it keeps from chunk to chunk. Their strings get codes of the
 * columns in the order of the chunks, which is the order of the text.
 */
final class CsvChunks {

  /** Most bytes of a chunk. */
  private static final int CHUNK = 1 << 18;

  /** Most rows of a batch. */
  private static final int BATCH = 1 << 16;

  /** Bytes that are worth a second thread. */
  private static final int WORTHWHILE = 1 << 18;

  private final List<CsvColumn> columns;
  private final int width;
  private final byte[] text;
  private final int chunkBytes;
  private final int ahead = 2 * (1 + ForkJoinPool.getCommonPoolParallelism());
  private final Queue<Workplace> idle = new ConcurrentLinkedQueue<>();

  private CsvChunks(List<CsvColumn> columns, int width, byte[] text) {
    this.columns = columns;
    this.width = width;
    this.text = text;
    // A field takes at least the byte behind it, a record at least two.
    chunkBytes = (int) Math.min(CHUNK, (long) BATCH * Math.max(2, width));
  }

  /**
   * Hands the records in {@code [from, to)} over.
   *
   * @param columns the columns; keep their dictionaries for this
   * @param width number of fields of a record
   * @param from where the first record behind the header begins
   * @return whether all records were handed over; if not, only some were
   * @throws RefusedCell if the only thing wrong is a cell that is not of the type of its column
   */
  static boolean read(
      List<CsvColumn> columns, int width, byte[] text, int from, int to, BatchSink sink) {
    return to - from >= WORTHWHILE && new CsvChunks(columns, width, text).read(from, to, sink);
  }

  private boolean read(int from, int to, BatchSink sink) {
    ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    int rows = 0;
    int at = from;
    try {
      while (at < to || !chunks.isEmpty()) {
        while (at < to && chunks.size() < ahead) {
          int end = cut(at, to);
          if (end < 0) {
            return false;
          }
          Chunk chunk = new Chunk(work(at, end));
          chunks.add(chunk);
          ForkJoinPool.commonPool().execute(chunk);
          at = end;
        }
        Chunk next = chunks.element();
        readUntilReady(next, chunks);
        chunks.remove();
        Read read = next.await();
        if (!handOver(read, sink)) {
          return false;
        }
        rows += read.rows();
      }
      return rows > 0;
    } finally {
      // The text is not read after this method has returned.
      chunks.forEach(Chunk::abandon);
    }
  }

  private Supplier<Read> work(int from, int to) {
    return () -> {
      Workplace known = idle.poll();
      Workplace place = known == null ? new Workplace() : known;
      Read read = place.read(from, to);
      idle.add(place);
      return read;
    };
  }

  private static void readUntilReady(Chunk next, Iterable<Chunk> chunks) {
    next.run();
    for (Chunk other : chunks) {
      if (next.isReady()) {
        return;
      }
      other.run();
    }
  }

  private boolean handOver(Read read, BatchSink sink) {
    RefusedCell refused = null;
    for (CsvColumn.Part part : read.parts()) {
      if (part.failure() instanceof RefusedCell cell) {
        refused = cell;
      } else if (part.failure() != null) {
        return false;
      }
    }
    if (refused != null) {
      throw refused;
    }
    if (read.rows() > 0) {
      List<Batch.Column> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        cells.add(columns.get(i).finish(read.parts().get(i)));
      }
      sink.accept(new Batch(read.rows(), cells));
    }
    return read.regular();
  }

  /** The end of the chunk that begins there, or -1 if there is no line feed where it should end. */
  private int cut(int at, int to) {
    if (to - at <= chunkBytes) {
      return to;
    }
    for (int i = at + chunkBytes - 1; i >= at; i--) {
      if (text[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /**
   * What is in a chunk.
   *
   * @param rows number of records
   * @param regular whether no field is quoted and no record has another width; if not, there is
   *     nothing
   * @param parts the cells of each column
   */
  private record Read(int rows, boolean regular, List<CsvColumn.Part> parts) {
    static final Read IRREGULAR = new Read(0, false, List.of());
  }

  /** What a thread needs to read chunks, one after the other. */
  private final class Workplace {
    private final CsvFields fields = new CsvFields(text);
    private final List<CsvColumn> parts = new ArrayList<>();

    Workplace() {
      fields.reserve(chunkBytes / 8);
      columns.forEach(column -> parts.add(column.fresh()));
    }

    Read read(int from, int to) {
      fields.clear();
      UnquotedScan scan = new UnquotedScan(fields, width);
      if (!scan.scan(from, to)) {
        return Read.IRREGULAR;
      }
      int records = scan.records();
      List<CsvColumn.Part> read = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        CsvColumn part = parts.get(i);
        part.begin(records);
        part.add(fields, width, records, 0);
        read.add(part.part());
        if (part.isLarge()) {
          parts.set(i, part.fresh());
        }
      }
      return new Read(records, true, read);
    }
  }

  /**
   * A piece of the text. The first thread to come reads it; a thread of the pool that comes late
   * finds nothing to do, and nothing that would keep the text in memory.
   */
  private static final class Chunk implements Runnable {
    private final AtomicReference<@Nullable Supplier<Read>> work;
    private final CompletableFuture<Read> read = new CompletableFuture<>();

    Chunk(Supplier<Read> work) {
      this.work = new AtomicReference<>(work);
    }

    @Override
    public void run() {
      Supplier<Read> mine = work.getAndSet(null);
      if (mine != null) {
        try {
          read.complete(mine.get());
        } catch (RuntimeException | Error e) {
          read.completeExceptionally(e);
        }
      }
    }

    boolean isReady() {
      return read.isDone();
    }

    /** What was read, once another thread is done with it. */
    Read await() {
      try {
        return read.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException("reading a chunk failed", e.getCause());
      }
    }

    /** Makes sure that it is not read any more. */
    void abandon() {
      if (work.getAndSet(null) == null) {
        read.handle((done, failure) -> Boolean.TRUE).join();
      }
    }
  }
}
