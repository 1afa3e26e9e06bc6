package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.window.WindowOperation;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.List;
import java.util.Optional;

/** A named column of the input of a view. */
public sealed interface Field {

  /** The name clients use. */
  String name();

  /** Physical type of the cells. */
  PhysicalType physicalType();

  /** Logical type of the cells. */
  default ColumnType type() {
    return physicalType().type();
  }

  /**
   * A column of the table.
   *
   * @param name its name
   * @param physicalType physical type
   * @param position place in the table
   */
  record Own(String name, PhysicalType physicalType, int position) implements Field {}

  /**
   * An expression of the view.
   *
   * @param name its alias
   * @param physicalType physical type of its result
   * @param text what it computes
   */
  record Expression(String name, PhysicalType physicalType, String text) implements Field {}

  /**
   * A window of the view.
   *
   * @param name its alias
   * @param physicalType physical type of its result
   * @param operation what it computes
   * @param source the column it reads
   * @param partitionBy table columns whose equal values form a partition
   * @param orderBy the table column that orders a partition; empty for natural order
   * @param descending whether larger order keys come first
   * @param frame the rows it sees
   * @param offset rows back or ahead
   * @param alpha smoothing factor
   */
  record Window(
      String name,
      PhysicalType physicalType,
      WindowOperation operation,
      Field source,
      List<Own> partitionBy,
      Optional<Own> orderBy,
      boolean descending,
      Frame frame,
      long offset,
      double alpha)
      implements Field {
    /** Copies the list. */
    public Window {
      partitionBy = List.copyOf(partitionBy);
    }
  }
}
