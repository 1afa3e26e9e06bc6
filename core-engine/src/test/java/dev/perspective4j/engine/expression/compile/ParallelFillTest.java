package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.TableOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first values of many rows are those that one thread would compute. */
class ParallelFillTest {
  private static final int ROWS = 600_000;

  private static TableStore table() {
    Vector cells = new Vector(PhysicalType.FLOAT64, null, ROWS);
    for (int i = 0; i < ROWS; i++) {
      if (i == 400_001) {
        cells.addNull();
      } else {
        cells.addDouble(i);
      }
    }
    TableStore table = new TableStore(Map.of("x", PhysicalType.FLOAT64), TableOptions.DEFAULT);
    table.fill(new Batch(ROWS, List.of(new Batch.Column("x", cells, null))), true);
    return table;
  }

  @Test
  void everyRowIsComputedOnce() {
    try (TableStore table = table()) {
      ColumnSource chunked =
          table.column(
              new ExpressionCompiler(Expressions.standard())
                  .derive(table, "\"x\" * 2 + length('abc')"));
      ColumnSource looped =
          table.column(
              new ExpressionCompiler(Expressions.standard())
                  .derive(table, "var y := 3; for (var k := 0; k < 2; k += 1) { y += \"x\" }; y"));

      for (int slot = 0; slot < ROWS; slot++) {
        if (slot == 400_001) {
          assertTrue(chunked.isNull(slot) && looped.isNull(slot));
        } else {
          assertEquals(slot * 2.0 + 3, chunked.doubleAt(slot));
          assertEquals(slot * 2.0 + 3, looped.doubleAt(slot));
        }
      }
    }
  }
}
