package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.column.PageMemory;
import dev.perspective4j.model.TableOptions;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Memory outside the heap is held by live tables only. */
@Isolated("counts the memory of the whole process")
class TableMemoryTest {

  private static String rows(int count) {
    StringJoiner json = new StringJoiner(",", "[", "]");
    for (int i = 0; i < count; i++) {
      json.add("{\"k\":" + i + ",\"v\":" + i / 2.0 + ",\"s\":\"t" + i % 7 + "\"}");
    }
    return json.toString();
  }

  @Test
  void tenThousandTablesLeaveNothingBehind() {
    String json = rows(100);
    String more = rows(300);
    long before = PageMemory.allocatedBytes();
    long peak = 0;
    for (int i = 0; i < 10_000; i++) {
      try (Table table = Table.create(Tables.rows(json), TableOptions.indexedBy("k"))) {
        if (i % 50 == 0) {
          table.update(Tables.rows(more), 0);
          table.replace(Tables.rows(json));
        }
        peak = Math.max(peak, PageMemory.allocatedBytes() - before);
      }
    }
    assertEquals(before, PageMemory.allocatedBytes());
    assertTrue(peak < 64 << 10, "one small table held " + peak + " bytes");
  }

  @Test
  void failedCreationLeavesNothingBehind() {
    long before = PageMemory.allocatedBytes();
    assertThrows(
        EngineException.class,
        () -> Table.create(Tables.rows(rows(100)), TableOptions.indexedBy("nope")));
    assertEquals(before, PageMemory.allocatedBytes());
  }

  @Test
  void clearingABigTableGivesItsMemoryBack() {
    long before = PageMemory.allocatedBytes();
    try (Table table = Table.create(Tables.rows(rows(70_000)), TableOptions.indexedBy("k"))) {
      assertTrue(PageMemory.allocatedBytes() - before > 1 << 20);
      table.replace(Tables.rows("[]"));
      assertTrue(PageMemory.allocatedBytes() - before < 1 << 14);
    }
    assertEquals(before, PageMemory.allocatedBytes());
  }

  @Test
  void pagesOnDiskHoldTheSameRows() {
    String json = rows(70_000);
    TableOptions options = TableOptions.indexedBy("k");
    try (Table memory = Table.create(Tables.rows(json), options);
        Table disk = Table.create(Tables.rows(json), options.withPageToDisk(true))) {
      assertEquals(Tables.show(memory), Tables.show(disk));
      disk.replace(Tables.rows("[{\"k\":1}]"));
      assertEquals(1, disk.size());
    }
  }
}
