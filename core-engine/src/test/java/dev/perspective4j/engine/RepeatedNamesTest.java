package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import org.junit.jupiter.api.Test;

/** Columns of one name. */
class RepeatedNamesTest {

  @Test
  void csvNamesGetStarsInUpdatesAsInNewTables() {
    try (Table table = Table.create(csv("a,a\n1,x\n"), TableOptions.DEFAULT)) {
      table.update(csv("a,a,a\n2,y,ignored\n"), 0);

      assertEquals("a:integer [1,2], a*:string [\"x\",\"y\"]", Tables.show(table));
    }
  }

  private static TableData csv(String text) {
    return new TableData.Csv(Tables.utf8(text));
  }
}
