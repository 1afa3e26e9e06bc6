package dev.perspective4j.engine.view;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.ViewConfig;
import java.util.Map;

/** What all kinds of views have in common: the answers that their plan holds, and their end. */
public abstract class PlannedView implements View {
  private final Rows table;
  private final ViewPlan plan;
  private boolean recording;
  private boolean closed;

  /** A view of a plan on the rows of a table. */
  protected PlannedView(Rows table, ViewPlan plan) {
    this.table = table;
    this.plan = plan;
  }

  /** The rows of the table, filtered or not. */
  protected final Rows table() {
    return table;
  }

  /** The plan. */
  protected final ViewPlan plan() {
    return plan;
  }

  @Override
  public final ViewConfig config() {
    return plan.config();
  }

  @Override
  public final Map<String, ColumnType> schema() {
    return plan.schema();
  }

  @Override
  public final Map<String, ColumnType> expressionSchema() {
    return plan.expressionSchema();
  }

  @Override
  public final Dimensions dimensions() {
    return new Dimensions(table.size(), table.schema().columns().size(), rowCount(), columnCount());
  }

  /** Number of visible rows. */
  protected abstract int rowCount();

  /** Number of visible value columns. */
  protected abstract int columnCount();

  @Override
  public final void recordRowDeltas(boolean on) {
    if (on != recording) {
      recording = on;
      record(on);
    }
  }

  /** Starts or stops recording; called when that is a change. */
  protected abstract void record(boolean on);

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      recordRowDeltas(false);
      release();
    }
  }

  /** Gives back what the view holds; called once. */
  protected abstract void release();
}
