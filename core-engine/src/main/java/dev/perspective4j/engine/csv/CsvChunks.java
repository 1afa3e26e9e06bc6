package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records of known columns in chunks of the text, several at the same time.
 *
 * <p>A line feed ends a record unless it is quoted. So the text is cut behind line feeds as if nothing
 * were quoted, and the attempt is given up at the first field that is: all cuts before it were right.
 * It is given up at every error, too; reading on from the first record then says what is wrong, and
 * where.
 *
 * <p>A chunk has dictionaries of its own. Their strings get codes in the order of the chunks, which is
 * the order of the text.
 */
final class CsvChunks {

  /** Bytes of a chunk; so few that it has no more rows than a batch may have. */
  private static final int CHUNK = 1 << 17;

  /** Chunks that are in memory at the same time. */
  private static final int WAVE = 16;

  /** Bytes that are worth a second thread. */
  private static final int WORTHWHILE = 2 * CHUNK;

  private final List<CsvColumn> columns;
  private final int width;
  private final byte[] text;

  private CsvChunks(List<CsvColumn> columns, int width, byte[] text) {
    this.columns = columns;
    this.width = width;
    this.text = text;
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
    List<Chunk> wave = new ArrayList<>();
    int rows = 0;
    int at = from;
    try {
      while (at < to) {
        wave.clear();
        while (at < to && wave.size() < WAVE) {
          int end = cut(at, to);
          if (end < 0) {
            return false;
          }
          wave.add(new Chunk(at, end));
          at = end;
        }
        wave.parallelStream().forEach(Chunk::read);
        for (Chunk chunk : wave) {
          if (!chunk.handOver(sink)) {
            return false;
          }
          rows += chunk.rows;
        }
      }
      return rows > 0;
    } finally {
      wave.clear(); // an idle thread of the pool may still refer to the list, which would keep the
      // text
    }
  }

  /** The end of the chunk that begins there, or -1 if there is no line feed where it should end. */
  private int cut(int at, int to) {
    if (to - at <= CHUNK) {
      return to;
    }
    int last = Math.min(to, at + 2 * CHUNK);
    for (int i = at + CHUNK; i < last; i++) {
      if (text[i] == '\n') {
        return i + 1;
      }
    }
    return last == to ? to : -1;
  }

  /** Some records. Written by one thread, then read by another. */
  private final class Chunk {
    private final int from;
    private final int to;
    private List<CsvColumn> parts = List.of();
    private int rows;
    private boolean regular;

    Chunk(int from, int to) {
      this.from = from;
      this.to = to;
    }

    void read() {
      CsvFields fields = new CsvFields(text);
      UnquotedScan scan = new UnquotedScan(text, fields, width);
      if (!scan.scan(from, to)) {
        return;
      }
      int records = scan.records();
      List<CsvColumn> read = new ArrayList<>();
      for (CsvColumn column : columns) {
        CsvColumn part = column.fresh();
        part.begin(records);
        part.add(fields, width, records, 0);
        read.add(part);
      }
      parts = read;
      rows = records;
      regular = true;
    }

    boolean handOver(BatchSink sink) {
      if (!regular) {
        return false;
      }
      RefusedCell refused = null;
      for (CsvColumn part : parts) {
        if (part.failure() instanceof RefusedCell cell) {
          refused = cell;
        } else if (part.failure() != null) {
          return false;
        }
      }
      if (refused != null) {
        throw refused;
      }
      if (rows > 0) {
        List<Batch.Column> cells = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          cells.add(columns.get(i).finish(parts.get(i)));
        }
        sink.accept(new Batch(rows, cells));
      }
      return true;
    }
  }
}
