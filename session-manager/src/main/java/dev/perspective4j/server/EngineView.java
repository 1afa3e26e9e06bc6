package dev.perspective4j.server;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A view of the in-memory engine. Every stage is complete, and every failure is thrown. */
final class EngineView implements TableView {
  private final View view;

  EngineView(View view) {
    this.view = view;
  }

  @Override
  public ViewConfig config() {
    return view.config();
  }

  @Override
  public Map<String, ColumnType> schema() {
    return view.schema();
  }

  @Override
  public Map<String, ColumnType> expressionSchema() {
    return view.expressionSchema();
  }

  @Override
  public CompletionStage<Dimensions> dimensions() {
    return done(view.dimensions());
  }

  @Override
  public CompletionStage<List<ColumnPath>> columnPaths() {
    return done(view.columnPaths());
  }

  @Override
  public CompletionStage<Slice> slice(Viewport viewport, KeysWanted keys) {
    return done(view.slice(viewport, keys));
  }

  @Override
  public CompletionStage<MinMax> minMax(String column) {
    return done(view.minMax(column));
  }

  @Override
  public CompletionStage<Long> expand(long row) {
    return done(view.expand(row));
  }

  @Override
  public CompletionStage<Long> collapse(long row) {
    return done(view.collapse(row));
  }

  @Override
  public CompletionStage<Void> setDepth(long depth) {
    view.setDepth(depth);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public boolean recordRowDeltas(boolean on) {
    view.recordRowDeltas(on);
    return true;
  }

  @Override
  public Slice rowDelta() {
    return view.rowDelta();
  }

  @Override
  public void close() {
    view.close();
  }

  private static <T> CompletionStage<T> done(T result) {
    return CompletableFuture.completedFuture(result);
  }
}
