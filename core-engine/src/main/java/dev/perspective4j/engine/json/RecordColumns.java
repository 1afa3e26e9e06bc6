package dev.perspective4j.engine.json;

import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that records are read into, found by name. */
sealed interface RecordColumns permits NewColumns, TargetColumns {

  /**
   * The column of a value that is not null.
   *
   * @param path the name, or the joined path into nested objects
   * @param nested whether it is a path
   * @return null if there is no such column and none is wanted
   */
  @Nullable CellColumn forValue(String path, boolean nested);

  /** The column of an element of a list that is not null. */
  default @Nullable CellColumn forItem(String path, boolean nested) {
    return forValue(path, nested);
  }

  /** The column of an explicit null; null if there is none to write it to. */
  @Nullable CellColumn forNull(String path, boolean nested);

  /** Whether a list at the path could reach any column. */
  boolean wants(String path);

  /** Says that a record is complete. */
  void endRecord();

  /** The finished columns. */
  List<Batch.Column> finish(int rows);

  /** The columns for a load; {@code firstRecordOnly} stops inferring after one record. */
  static RecordColumns of(LoadTarget target, boolean firstRecordOnly) {
    return target.create() ? new NewColumns(firstRecordOnly) : new TargetColumns(target);
  }
}
