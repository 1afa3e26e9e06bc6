package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void residentMemoryStaysFlatWhileTablesComeAndGo() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.isReadable(status), "resident memory is read from Linux");
    ByteBuffer arrow = arrow(rows(200_000));
    long before = residentBytes(status);
    long held = 0;
    for (int i = 0; i < 600; i++) {
      try (Table table = Table.create(new TableData.Arrow(arrow), TableOptions.DEFAULT)) {
        held += table.heldBytes();
      }
    }
    long growth = residentBytes(status) - before;
    // The heap may still grow; tables that stayed behind would be twice as much as that.
    assertTrue(held > 2L << 30, "tables too small to tell: " + held);
    assertTrue(growth < 1L << 30, "resident memory grew by " + growth);
  }

  private static ByteBuffer arrow(String json) {
    try (Table table = Table.create(Tables.rows(json), TableOptions.DEFAULT);
        View view = table.view(ViewConfig.ALL)) {
      return ArrowWriter.write(view.slice(Viewport.ALL), FieldNaming.LEGACY, ArrowCompression.NONE);
    }
  }

  private static long residentBytes(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
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
      for (Table table : List.of(memory, disk)) {
        table.update(Tables.rows("[{\"k\":69999,\"v\":null},{\"k\":70000,\"s\":\"new\"}]"), 0);
        table.remove(Tables.rows("[3,65536]"));
      }
      assertEquals(Tables.show(memory), Tables.show(disk));
      disk.replace(Tables.rows("[{\"k\":1}]"));
      assertEquals(1, disk.size());
    }
  }

  @Test
  void pageFilesGoWithTheirTable() throws IOException {
    Path mappings = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(mappings), "mapped files are listed by Linux");
    TableOptions options = TableOptions.DEFAULT.withPageToDisk(true);
    try (Table table = Table.create(Tables.rows(rows(70_000)), options)) {
      assertEquals(70_000, table.size());
      assertTrue(mappedPageFiles(mappings) > 0);
    }
    assertEquals(0, mappedPageFiles(mappings));
  }

  private static long mappedPageFiles(Path mappings) throws IOException {
    return Files.readAllLines(mappings).stream().filter(line -> line.contains(".pages")).count();
  }
}
