package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.TableReader;

/**
 * Adds the format {@code "parquet"} to the engine, by being on the class path:
 *
 * <pre>{@code
 * ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of("trades.parquet")));
 * Table table = Table.create(TableData.of("parquet", bytes), TableOptions.indexedBy("id"));
 * }</pre>
 *
 * <p>Integers keep their width and sign, decimals become floats, dates and timestamps of any unit
 * become dates and datetimes, members of groups become columns {@code group.member}. Lists and maps are
 * refused, as are types without a counterpart; columns that an existing table lacks are not read.
 * Pages may be plain or compressed with Snappy, GZIP, ZSTD or LZ4_RAW.
 */
public final class ParquetFormat implements TableReader {
  private static final BatchReader READER = new ParquetReader();

  /** Made by {@link java.util.ServiceLoader}. */
  public ParquetFormat() {}

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public BatchReader reader() {
    return READER;
  }
}
