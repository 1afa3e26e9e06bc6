package dev.perspective4j.testkit;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.TableProvider;

/** Tables of the in-memory engine keep the contract. */
class EngineTableTest extends TableProviderContract {

  @Override
  protected TableProvider open() {
    return TableProvider.of(
        Table.create(TableData.csv("k,s\n1,a\n2,b\n3,c\n"), TableOptions.DEFAULT));
  }
}
