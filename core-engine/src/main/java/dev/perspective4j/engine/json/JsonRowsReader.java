package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Reads a JSON array of row objects. */
final class JsonRowsReader implements BatchReader {

  /** Text of the error for a document of another shape. */
  static final String WRONG_SHAPE = "Cannot determine data types without column names!\n";

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    JsonSource source = new JsonSource(data);
    JsonToken first = source.require();
    boolean none = first == JsonToken.START_OBJECT; // {} is what some clients send for no rows
    if (none ? source.require() != JsonToken.END_OBJECT : first != JsonToken.START_ARRAY) {
      throw new EngineException(WRONG_SHAPE);
    }
    RecordColumns columns = RecordColumns.of(target, false);
    RecordReader records = new RecordReader(source, columns, target, false);
    for (JsonToken token = none ? JsonToken.END_ARRAY : source.require();
        token != JsonToken.END_ARRAY;
        token = source.require()) {
      if (token != JsonToken.START_OBJECT) {
        throw new EngineException(WRONG_SHAPE);
      }
      records.readRecord();
    }
    source.end();
    sink.accept(new Batch(records.rowCount(), columns.finish(records.rowCount())));
  }
}
