package dev.perspective4j.server;

import dev.perspective4j.engine.Input;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.function.Supplier;

/** The provider that offers everything: a table of the in-memory engine. */
final class EngineTable implements TableProvider {
  private final Table table;

  EngineTable(Table table) {
    this.table = table;
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  @Override
  public TableOptions options() {
    return table.options();
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public View view(ViewConfig config) {
    return table.view(config);
  }

  @Override
  public int makePort() {
    return table.makePort();
  }

  @Override
  public Step update(TableData data, int port) {
    return table.update(data, port);
  }

  @Override
  public Step remove(TableData keys) {
    return table.remove(keys);
  }

  @Override
  public Step replace(TableData data) {
    return table.replace(data);
  }

  @Override
  public Supplier<Step> prepareUpdate(TableData data, int port) {
    Input input = table.read(data);
    return () -> table.update(input, port);
  }

  @Override
  public Supplier<Step> prepareReplace(TableData data) {
    Input input = table.read(data);
    return () -> table.replace(input);
  }

  @Override
  public void close() {
    table.close();
  }
}
