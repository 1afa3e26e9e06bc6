package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Keys to remove are read without the table and applied later. */
class ParsedKeysTest {
  private static Table table() {
    return Table.create(TableData.csv("k,v\na,1\nb,2\nc,3\n"), TableOptions.indexedBy("k"));
  }

  @Test
  void stringKeysReadOnAnotherThreadRemoveTheRowsOfTheirTurn() {
    try (Table table = table()) {
      ParsedKeys keys =
          CompletableFuture.supplyAsync(() -> table.readKeys(Tables.rows("[\"d\",\"b\",\"x\"]")))
              .join();
      table.update(TableData.csv("k,v\ne,5\nd,4\n"), 0);

      Step step = table.remove(keys);

      assertEquals("[\"b\",\"d\"]", Tables.show(step.removedKeys().orElseThrow()));
      assertEquals("k:string [\"a\",\"c\",\"e\"], v:integer [1,3,5]", Tables.show(table));
    }
  }

  @Test
  void arrowKeysMayComeInAnyColumnOrder() {
    try (Table table = table();
        Table gone = Table.create(TableData.csv("v,k\n0,c\n0,a\n"), TableOptions.DEFAULT);
        View all = gone.view(ViewConfig.ALL)) {
      TableData arrow =
          new TableData.Arrow(
              ArrowWriter.write(
                  all.slice(Viewport.ALL), FieldNaming.MACHINE, ArrowCompression.NONE));

      table.remove(table.readKeys(arrow));

      assertEquals("k:string [\"b\"], v:integer [2]", Tables.show(table));
    }
  }

  @Test
  void keysOfAnotherTableAreRefused() {
    try (Table table = table();
        Table other = table()) {
      ParsedKeys keys = other.readKeys(Tables.rows("[\"a\"]"));

      assertThrows(IllegalArgumentException.class, () -> table.remove(keys));
    }
  }

  @Test
  void dataThatNamesNoKeysIsRefused() {
    try (Table table = table();
        Table unindexed = Table.create(TableData.csv("k\na\n"), TableOptions.DEFAULT)) {
      EngineException csv =
          assertThrows(EngineException.class, () -> table.readKeys(TableData.csv("k\na\n")));
      EngineException format =
          assertThrows(
              EngineException.class, () -> table.readKeys(TableData.of("any", Tables.utf8(""))));
      EngineException rows =
          assertThrows(EngineException.class, () -> table.readKeys(table.appender()));
      EngineException noIndex =
          assertThrows(EngineException.class, () -> unindexed.readKeys(Tables.rows("[\"a\"]")));

      assertEquals("remove malformed", csv.getMessage());
      assertEquals("remove malformed", format.getMessage());
      assertEquals("remove malformed", rows.getMessage());
      assertEquals("Cannot remove from unindexed Table\n", noIndex.getMessage());
    }
  }
}
