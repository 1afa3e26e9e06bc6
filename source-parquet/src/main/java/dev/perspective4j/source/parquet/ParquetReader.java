package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.engine.source.RowAppender;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Parquet file row group by row group, and each of them column by column in batches of rows.
 *
 * <p>Of a column one page is decompressed at a time. Besides the batches, memory is bounded by the
 * largest page and dictionary of each column.
 */
final class ParquetReader implements BatchReader {

  /** Rows of a batch: a page of the engine's columns. */
  private static final int BATCH = 1 << 16;

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    try {
      ParquetFile file = ParquetFile.open(data.slice());
      List<Leaf> leaves = new ArrayList<>();
      Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
      for (Leaf leaf : file.leaves()) {
        PhysicalType physicalType = physicalType(leaf, target);
        if (physicalType == null) {
          continue;
        }
        if (physicalTypes.put(leaf.name(), physicalType) != null) {
          throw new EngineException("Flattening produced duplicate column `" + leaf.name() + "`\n");
        }
        leaves.add(leaf);
      }
      if (!read(file, leaves, physicalTypes, sink)) {
        sink.accept(RowAppender.of(physicalTypes).finish());
      }
    } catch (EngineException refused) {
      throw refused;
    } catch (RuntimeException | OutOfMemoryError malformed) {
      // The library checks little of what it decodes: wrong bytes show as any of these.
      throw new EngineException("Invalid Parquet file: " + reason(malformed) + "\n", malformed);
    }
  }

  private static String reason(Throwable malformed) {
    String message = malformed.getMessage();
    return message == null ? malformed.getClass().getSimpleName() : message;
  }

  /** The storage to read a column into; null if nobody wants it. */
  private static @Nullable PhysicalType physicalType(Leaf leaf, LoadTarget target) {
    if (target.create()) {
      return leaf.physicalType();
    }
    PhysicalType wanted = target.columns().get(leaf.name());
    if (wanted == null && leaf.name().equals(Batch.INDEX)) {
      wanted = target.index().map(target.columns()::get).orElse(PhysicalType.INT64);
    }
    if (wanted != null) {
      leaf.physicalType(); // refuses what cannot be read
    }
    return wanted;
  }

  /** Reads all rows; false if there are none. */
  private static boolean read(
      ParquetFile file,
      List<Leaf> leaves,
      Map<String, PhysicalType> physicalTypes,
      Consumer<Batch> sink) {
    boolean any = false;
    for (ParquetFile.RowGroup group : file.rowGroups()) {
      List<ColumnReader> readers = new ArrayList<>();
      if (group.rows() > 0) {
        leaves.forEach(leaf -> readers.add(group.reader(leaf)));
      }
      for (int done = 0; done < group.rows(); done += BATCH) {
        int rows = Math.min(BATCH, group.rows() - done);
        RowAppender batch = RowAppender.of(physicalTypes);
        for (int column = 0; column < leaves.size(); column++) {
          leaves.get(column).cells().move(readers.get(column), batch, column, rows);
        }
        sink.accept(batch.moveTo(rows).finish());
        any = true;
      }
    }
    return any;
  }
}
