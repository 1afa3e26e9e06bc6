package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Reads JSON objects one after another, with or without white space between them. */
final class NdjsonReader implements BatchReader {

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    JsonSource source = new JsonSource(data);
    RecordColumns columns = RecordColumns.of(target, true);
    RecordReader records = new RecordReader(source, columns, target, false);
    for (JsonToken token = source.next(); token != null; token = source.next()) {
      if (token != JsonToken.START_OBJECT) {
        throw new EngineException("Received non-object " + JsonSource.kindOf(token));
      }
      records.readRecord();
    }
    sink.accept(new Batch(records.rowCount(), columns.finish(records.rowCount())));
  }
}
