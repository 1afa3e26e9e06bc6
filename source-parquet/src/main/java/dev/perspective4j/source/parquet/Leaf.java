package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of the file.
 *
 * @param name the names on its path, joined with dots
 * @param position its number among the columns of each row group
 * @param descriptor how its pages are to be decoded
 * @param kind what its values mean; null if they mean nothing here
 * @param type how they are written
 * @param words the type in the words of the format, for messages
 */
record Leaf(
    String name,
    int position,
    ColumnDescriptor descriptor,
    @Nullable CellKind kind,
    Type type,
    String words) {

  /** The storage that fits its values. */
  PhysicalType physicalType() {
    return known().physicalType();
  }

  /** Moves its values. */
  Cells cells() {
    return known().cells();
  }

  private CellKind known() {
    if (kind == null || descriptor.getMaxRepetitionLevel() > 0) {
      String what = descriptor.getMaxRepetitionLevel() > 0 ? "list" : words;
      throw new EngineException(
          "Could not load Parquet column `" + name + "` of type `" + what + "`\n");
    }
    return kind;
  }
}
