package dev.perspective4j.engine;

import dev.perspective4j.engine.arrow.ArrowReader;
import dev.perspective4j.engine.csv.CsvReader;
import dev.perspective4j.engine.json.JsonReaders;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.engine.load.TableReader;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.TableData;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Rows to load, with what reads them.
 *
 * @param rows hands over the rows
 * @param indexIsPlain whether {@code __INDEX__} is an ordinary column when a table is made of the
 *     rows
 */
record Source(Reading rows, boolean indexIsPlain) {
  private static final BatchReader ARROW = new ArrowReader();
  private static final BatchReader CSV = new CsvReader();

  /** As {@link BatchReader}, with the data in it. */
  @FunctionalInterface
  interface Reading {
    void read(LoadTarget target, Consumer<Batch> sink);
  }

  /**
   * The rows of some data that is no schema.
   *
   * @throws EngineException if no plug-in reads the format
   */
  static Source of(TableData data) {
    return switch (data) {
      case TableData.JsonRows(ByteBuffer utf8) -> new Source(reading(JsonReaders.ROWS, utf8), true);
      case TableData.JsonColumns(ByteBuffer utf8) ->
          new Source(reading(JsonReaders.COLUMNS, utf8), true);
      case TableData.Ndjson(ByteBuffer utf8) ->
          new Source(reading(JsonReaders.RECORDS, utf8), true);
      case TableData.Csv(ByteBuffer utf8) -> new Source(reading(CSV, utf8), false);
      case TableData.Arrow(ByteBuffer ipc) -> new Source(reading(ARROW, ipc), false);
      case TableData.OfFormat(String format, ByteBuffer bytes) ->
          new Source(reading(TableReader.find(format), bytes), false);
      case RowAppender appended ->
          new Source((target, sink) -> sink.accept(appended.finish()), true);
      case TableData.OfRows other ->
          throw new IllegalArgumentException("not rows of the engine: " + other.getClass());
      case TableData.OfSchema _ -> throw new IllegalArgumentException("a schema has no rows");
    };
  }

  private static Reading reading(BatchReader reader, ByteBuffer bytes) {
    return (target, sink) -> reader.read(bytes, target, sink);
  }
}
