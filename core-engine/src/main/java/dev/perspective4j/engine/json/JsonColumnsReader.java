package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object of column arrays.
 *
 * <p>Cells go straight into columns. Only if a cell holds a list that expands is the document read
 * again, as trees, and turned into records: rows of all columns then move together.
 */
public final class JsonColumnsReader implements BatchReader {

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    Batch batch = readColumns(data, target);
    sink.accept(batch != null ? batch : readRecords(data, target));
  }

  /** Reads column by column; returns null if a list expands. */
  private static @Nullable Batch readColumns(ByteBuffer data, LoadTarget target) {
    JsonSource source = begin(data);
    ColumnCells cells = new ColumnCells(source, target);
    for (JsonToken token = source.require();
        token != JsonToken.END_OBJECT;
        token = source.require()) {
      String name = source.name();
      beginColumn(source);
      cells.start(name);
      int row = 0;
      for (token = source.require(); token != JsonToken.END_ARRAY; token = source.require()) {
        if (!cells.read(name, token, row++, false)) {
          return null;
        }
      }
      if (row == 0) {
        throw new EngineException("Can't create table from empty columns");
      }
      cells.end(row);
    }
    source.end();
    return cells.finish();
  }

  private static Batch readRecords(ByteBuffer data, LoadTarget target) {
    JsonSource source = begin(data);
    RecordColumns columns = RecordColumns.of(target, false);
    RecordReader records = new RecordReader(source, columns, target, true);
    Map<String, List<JsonValue>> document = new LinkedHashMap<>();
    int rows = 0;
    for (JsonToken token = source.require();
        token != JsonToken.END_OBJECT;
        token = source.require()) {
      String name = source.name();
      beginColumn(source);
      List<JsonValue> column = new ArrayList<>();
      for (token = source.require(); token != JsonToken.END_ARRAY; token = source.require()) {
        column.add(JsonValue.read(source, token, records.expansion()));
      }
      if (column.isEmpty()) {
        throw new EngineException("Can't create table from empty columns");
      }
      rows = Math.max(rows, column.size());
      document.put(name, column);
    }
    source.end();
    for (int row = 0; row < rows; row++) {
      for (Map.Entry<String, List<JsonValue>> column : document.entrySet()) {
        if (row < column.getValue().size()) {
          records.addMember(column.getKey(), false, column.getValue().get(row));
        }
      }
      records.expansion().record(row);
      records.endRecord();
    }
    return new Batch(records.rowCount(), columns.finish(records.rowCount()));
  }

  private static JsonSource begin(ByteBuffer data) {
    JsonSource source = new JsonSource(data);
    if (source.require() != JsonToken.START_OBJECT) {
      throw new EngineException(JsonRowsReader.WRONG_SHAPE);
    }
    return source;
  }

  private static void beginColumn(JsonSource source) {
    if (source.require() != JsonToken.START_ARRAY) {
      throw new EngineException("Malformed column");
    }
  }
}
