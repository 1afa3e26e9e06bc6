package dev.perspective4j.conformance.compare;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.arrow.ArrowReader;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arrow streams as trees: for each field its storage and its cells. */
public final class ArrowTree {

  private static final LoadTarget ANY =
      new LoadTarget(true, Map.of(), Optional.empty(), false, ListFlatten.STRINGIFY);

  private ArrowTree() {}

  /** Fields in order, each a list of name, storage and cells. */
  public static @Nullable Object of(ByteString stream) {
    if (stream.isEmpty()) {
      return "no bytes";
    }
    Map<String, List<@Nullable Object>> cells = new LinkedHashMap<>();
    Map<String, String> physicalTypes = new LinkedHashMap<>();
    new ArrowReader()
        .read(
            stream.asReadOnlyByteBuffer(),
            ANY,
            batch -> {
              for (Batch.Column column : batch.columns()) {
                physicalTypes.put(column.name(), column.cells().physicalType().name());
                add(column.cells(), cells.computeIfAbsent(column.name(), _ -> new ArrayList<>()));
              }
            });
    List<@Nullable Object> fields = new ArrayList<>();
    cells.forEach(
        (name, values) -> fields.add(List.of(name, physicalTypes.getOrDefault(name, ""), values)));
    return fields;
  }

  private static void add(Vector vector, List<@Nullable Object> to) {
    for (int i = 0; i < vector.size(); i++) {
      if (vector.isNull(i)) {
        to.add(null);
        continue;
      }
      switch (vector.physicalType().lane()) {
        case LONG -> to.add(vector.longs()[i]);
        case DOUBLE -> to.add(vector.doubles()[i]);
        case CODE -> to.add(vector.dictionary().string(vector.codes()[i]));
      }
    }
  }
}
