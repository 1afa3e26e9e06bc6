package dev.perspective4j.testkit;

import dev.perspective4j.server.TableProvider;

/** A table whose rows live elsewhere, and come later, keeps the contract with the defaults. */
class FarTableTest extends TableProviderContract {

  @Override
  protected TableProvider open() {
    FarTable table = new FarTable();
    table.insert(1, "a");
    table.insert(2, "b");
    table.insert(3, "c");
    return table;
  }

  @Override
  protected boolean isWritable() {
    return false;
  }

  @Override
  protected void insert(TableProvider to, int k, String s) throws InterruptedException {
    Thread elsewhere = Thread.ofVirtual().start(() -> ((FarTable) to).insert(k, s));
    elsewhere.join();
  }
}
