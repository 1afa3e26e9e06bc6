package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a slice as an Arrow IPC stream: the schema, one dictionary per string field, exactly one
 * record batch (also if there are no rows), the end mark.
 *
 * <p>Strings are {@code Dictionary<Int32, Utf8>} with only the values that occur, in order of first
 * use; dates are {@code Date32}, datetimes {@code Timestamp(ms)} without zone, everything else has
 * the width of its storage. All fields are nullable and carry no metadata. Cost is proportional to
 * the cells; buffers are copied in bulk.
 *
 * <pre>{@code
 * ByteBuffer stream = ArrowWriter.write(view.slice(viewport), FieldNaming.LEGACY, ArrowCompression.NONE);
 * }</pre>
 */
public final class ArrowWriter {

  private ArrowWriter() {}

  /**
   * The stream of a slice: group columns (if the slice has row paths), then value columns.
   *
   * @param slice the cells
   * @param naming names of the group columns
   * @param compression compression of every non-empty buffer
   * @throws dev.perspective4j.engine.EngineException if the stream would exceed two gigabytes
   */
  public static ByteBuffer write(Slice slice, FieldNaming naming, ArrowCompression compression) {
    List<Vector> columns =
        new ArrayList<>(slice.rowPaths().map(RowPaths::levels).orElse(List.of()));
    slice.columns().forEach(column -> columns.add(column.cells()));
    List<String> names = naming.names(slice);
    List<ArrowField> fields = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      fields.add(new ArrowField(names.get(i), columns.get(i)));
    }
    return write(fields, slice.rowCount(), compression);
  }

  /** The stream of a single column, uncompressed: for example keys of removed rows. */
  public static ByteBuffer writeColumn(String name, Vector cells) {
    return write(List.of(new ArrowField(name, cells)), cells.size(), ArrowCompression.NONE);
  }

  private static ByteBuffer write(
      List<ArrowField> fields, int rowCount, ArrowCompression compression) {
    MessageSink sink = new MessageSink(compression);
    sink.schema(fields);
    List<WrittenField> written =
        MessageSink.each(fields, (long) rowCount * fields.size())
            .map(field -> WrittenField.of(field.cells()))
            .toList();
    List<MessageSink.Node> nodes = new ArrayList<>(fields.size());
    List<BodyBuffer> body = new ArrayList<>(2 * fields.size());
    long dictionaryId = 0;
    for (WrittenField field : written) {
      nodes.add(new MessageSink.Node(rowCount, field.nulls));
      body.add(field.validity);
      body.add(field.values);
      if (field.strings.isPresent()) {
        sink.dictionary(dictionaryId++, field.strings.get());
      }
    }
    sink.records(rowCount, nodes, body);
    return sink.finish();
  }

  /** What a field becomes: its buffers, and its dictionary if it is one of strings. */
  private record WrittenField(
      int nulls, BodyBuffer validity, BodyBuffer values, Optional<UsedStrings> strings) {

    static WrittenField of(Vector cells) {
      int nulls = countNulls(cells);
      BodyBuffer validity = nulls == 0 ? BodyBuffer.EMPTY : BodyBuffer.validity(cells);
      if (cells.physicalType() != PhysicalType.STRING) {
        return new WrittenField(nulls, validity, BodyBuffer.values(cells), Optional.empty());
      }
      UsedStrings strings = new UsedStrings(cells);
      return new WrittenField(nulls, validity, strings.indices(), Optional.of(strings));
    }
  }

  private static int countNulls(Vector cells) {
    int size = cells.size();
    long[] valid = cells.valid();
    int values = 0;
    for (int w = 0; w < size >>> 6; w++) {
      values += Long.bitCount(valid[w]);
    }
    if ((size & 63) != 0) {
      values += Long.bitCount(valid[size >>> 6] & ((1L << size) - 1));
    }
    return size - values;
  }
}
