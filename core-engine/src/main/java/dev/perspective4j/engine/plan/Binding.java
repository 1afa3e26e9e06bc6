package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.window.WindowColumn;
import dev.perspective4j.engine.window.WindowShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields turned into live columns for one user of a table's rows.
 *
 * <p>A computed field is derived when first asked for and released with the binding. Everybody who
 * keeps reading cells holds a binding of their own: derived columns count their users.
 */
public final class Binding implements AutoCloseable {
  private final Rows rows;
  private final ExpressionLanguage expressions;
  private final Map<Field, Integer> positions = new HashMap<>();
  private final List<Integer> derived = new ArrayList<>();

  /**
   * A binding without columns.
   *
   * @param rows where columns live
   * @param expressions derives expression columns
   */
  public Binding(Rows rows, ExpressionLanguage expressions) {
    this.rows = rows;
    this.expressions = expressions;
  }

  /** Position of a field, for {@link Rows#column} and deltas. */
  public int position(Field field) {
    Integer known = positions.get(field);
    if (known != null) {
      return known;
    }
    int position =
        switch (field) {
          case Field.Own own -> own.position();
          case Field.Expression expression -> derived(expressions.derive(rows, expression.text()));
          case Field.Window window -> derived(WindowColumn.derive(rows, shape(window)));
        };
    positions.put(field, position);
    return position;
  }

  /** The window in terms of positions; what it reads is bound along with it. */
  private WindowShape shape(Field.Window window) {
    return new WindowShape(
        window.operation(),
        position(window.source()),
        window.partitionBy().stream().map(Field.Own::position).toList(),
        window.orderBy().map(Field.Own::position).orElse(-1),
        window.descending(),
        window.frame(),
        window.offset(),
        window.alpha());
  }

  /** The column of a field. */
  public ColumnSource column(Field field) {
    return rows.column(position(field));
  }

  private int derived(int position) {
    derived.add(position);
    return position;
  }

  /** Releases derived columns; closing twice is harmless. */
  @Override
  public void close() {
    // windows before what they read
    derived.reversed().forEach(rows::release);
    derived.clear();
    positions.clear();
  }
}
