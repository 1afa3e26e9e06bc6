package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.BatchSink;
import dev.perspective4j.engine.load.HeldBatches;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object of column arrays.
 *
 * <p>Arrays of plain scalars are read by {@link PlainColumns}, all others by a parser. Cells go
 * straight into columns. Only if a cell holds a list that expands is the document read again, as
 * trees, and turned into records: rows of all columns then move together.
 */
public final class JsonColumnsReader implements BatchReader {

  /** A reader; it holds no state and may be shared between threads. */
  public JsonColumnsReader() {}

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    if (target.create() && data.hasArray() && readPlain(data, sink)) {
      return;
    }
    Set<String> names = new HashSet<>();
    Batch batch = readColumns(data, target, names);
    if (batch == null) {
      batch = readRecords(data, target);
    }
    if (target.create()) {
      checkIndex(target, names, batch);
    }
    sink.accept(batch);
  }

  private static boolean readPlain(ByteBuffer data, Consumer<Batch> sink) {
    int from = data.arrayOffset() + data.position();
    int to = from + data.remaining();
    if (sink instanceof BatchSink forgetful) {
      boolean read = PlainColumns.read(data.array(), from, to, forgetful);
      if (!read) {
        forgetful.restart();
      }
      return read;
    }
    HeldBatches held = new HeldBatches();
    boolean read = PlainColumns.read(data.array(), from, to, held);
    if (read) {
      held.handOver(sink);
    }
    return read;
  }

  /** Refuses an index that is a key of the document but, holding only objects, no column. */
  private static void checkIndex(LoadTarget target, Set<String> names, Batch batch) {
    String index = target.index().filter(names::contains).orElse(null);
    if (index != null
        && batch.columns().stream().noneMatch(column -> column.name().equals(index))) {
      throw new EngineException(
          "Could not get dtype for column `" + index + "` as it does not exist in the schema.\n");
    }
  }

  /** Reads column by column; returns null if a list expands. */
  private static @Nullable Batch readColumns(
      ByteBuffer data, LoadTarget target, Set<String> names) {
    JsonSource source = begin(data);
    ColumnCells cells = new ColumnCells(source, target);
    for (JsonToken token = source.require();
        token != JsonToken.END_OBJECT;
        token = source.require()) {
      String name = source.name();
      beginColumn(source);
      cells.start(name);
      names.add(name);
      int row = 0;
      for (token = source.require(); token != JsonToken.END_ARRAY; token = source.require()) {
        if (!cells.read(name, token, row++, false)) {
          return null;
        }
      }
      if (row == 0) {
        throw new EngineException("Can't create table from empty columns");
      }
      cells.end(name, row);
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
        records.expansion().record(column.size());
        column.add(JsonValue.read(source, token, records.expansion()));
      }
      if (column.isEmpty()) {
        throw new EngineException("Can't create table from empty columns");
      }
      rows = Math.max(rows, column.size());
      document.put(name, column);
    }
    source.end();
    if (columns instanceof NewColumns made) {
      infer(document, made, target);
    }
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

  /** Makes the columns, in order: what types a column first, then what else its cells hold. */
  private static void infer(
      Map<String, List<JsonValue>> document, NewColumns made, LoadTarget target) {
    int lists = 0;
    boolean keyInList = false;
    for (Map.Entry<String, List<JsonValue>> column : document.entrySet()) {
      int scanned = made.scan(column.getKey(), column.getValue());
      boolean anyItem = false;
      for (JsonValue cell : column.getValue().subList(0, scanned)) {
        if (holdsItems(cell)) {
          anyItem = true;
          keyInList |=
              target.index().filter(key -> cell.hasScalarAt(column.getKey(), key)).isPresent();
        }
      }
      lists += anyItem ? 1 : 0;
    }
    boolean oneKeyPerRow = keyInList && (lists == 1 || target.lists() != ListFlatten.CARTESIAN);
    if (lists > 0 && target.index().isPresent() && !oneKeyPerRow) {
      throw RecordReader.repeatsKey(true, target.index().get());
    }
    made.endScan();
    document.forEach((name, cells) -> cells.forEach(cell -> made.claim(name, cell, name::equals)));
  }

  private static boolean holdsItems(JsonValue value) {
    return switch (value) {
      case JsonValue.Items list -> list.hasScalar();
      case JsonValue.Members object ->
          object.members().values().stream().anyMatch(JsonColumnsReader::holdsItems);
      default -> false;
    };
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
