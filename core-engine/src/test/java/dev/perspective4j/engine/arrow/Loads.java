package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.ListFlatten;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs readers and shows what they hand over as columns JSON. */
public final class Loads {

  private Loads() {}

  public static LoadTarget create(ListFlatten lists) {
    return new LoadTarget(true, Map.of(), Optional.empty(), false, lists);
  }

  public static LoadTarget createIndexed(ListFlatten lists, String index) {
    return new LoadTarget(true, Map.of(), Optional.of(index), false, lists);
  }

  public static LoadTarget update(Map<String, PhysicalType> columns) {
    return new LoadTarget(false, columns, Optional.empty(), false, ListFlatten.ZIP);
  }

  public static List<Batch> read(BatchReader reader, byte[] data, LoadTarget target) {
    List<Batch> batches = new ArrayList<>();
    reader.read(ByteBuffer.wrap(data), target, batches::add);
    return batches;
  }

  /** One line of columns JSON per batch; names carry the storage, dates are text. */
  public static String show(BatchReader reader, byte[] data, LoadTarget target) {
    List<String> lines = new ArrayList<>();
    for (Batch batch : read(reader, data, target)) {
      lines.add(show(batch));
    }
    return String.join("\n", lines);
  }

  public static String show(Batch batch) {
    List<Slice.Column> columns = new ArrayList<>();
    for (Batch.Column column : batch.columns()) {
      String name = column.name() + ":" + column.cells().physicalType();
      columns.add(new Slice.Column(ColumnPath.of(name), column.cells()));
    }
    return StandardCharsets.UTF_8
        .decode(
            ColumnsJson.write(
                new Slice(
                    Slice.Kind.FLAT,
                    batch.rowCount(),
                    columns,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                new JsonOptions(false, false, true, false)))
        .toString();
  }

  public static byte[] resource(String name) {
    try (InputStream stream = Loads.class.getResourceAsStream("/arrow/" + name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
