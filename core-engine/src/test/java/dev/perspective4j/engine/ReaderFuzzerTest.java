package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Coverage-guided search for input that breaks a reader: anything makes a table or is refused with
 * {@link EngineException}, and what is refused has changed nothing and keeps no memory.
 *
 * <p>An ordinary run replays the seeds; {@code JAZZER_FUZZ=1} searches, one method per run: {@code
 * JAZZER_FUZZ=1 mvn test -pl core-engine -am -Pfuzz -Dtest='ReaderFuzzerTest#arrow'
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ReaderFuzzerTest {
  private static final String ROWS =
      "[{\"k\":1,\"a\":1.5,\"b\":\"x\",\"c\":true,\"d\":\"2020-01-01\",\"t\":\"2020-01-01"
          + " 10:00\",\"a.b\":1}]";

  @FuzzTest(maxDuration = "5m")
  void arrow(byte[] bytes) {
    load(bytes, TableData.Arrow::new);
  }

  @FuzzTest(maxDuration = "5m")
  void csv(byte[] bytes) {
    load(bytes, TableData.Csv::new);
  }

  @FuzzTest(maxDuration = "5m")
  void rows(byte[] bytes) {
    load(bytes, TableData.JsonRows::new);
  }

  @FuzzTest(maxDuration = "5m")
  void columns(byte[] bytes) {
    load(bytes, TableData.JsonColumns::new);
  }

  @FuzzTest(maxDuration = "5m")
  void records(byte[] bytes) {
    load(bytes, TableData.Ndjson::new);
  }

  /** Creates a table of the bytes, and updates one with them; the length picks the options. */
  private static void load(byte[] bytes, Function<ByteBuffer, TableData> format) {
    ListFlatten lists = ListFlatten.values()[bytes.length % 3];
    boolean indexed = bytes.length % 2 == 0;
    TableOptions options =
        (indexed ? TableOptions.indexedBy("k") : TableOptions.DEFAULT).withListFlatten(lists);
    long memory = PageMemory.allocatedBytes();
    try (Table made = Table.create(format.apply(ByteBuffer.wrap(bytes)), options)) {
      assertEquals(made.schema().columns().size(), made.schema().names().size());
    } catch (EngineException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
    try (Table table = Table.create(Tables.rows(ROWS), options)) {
      String before = Tables.show(table);
      try {
        table.update(format.apply(ByteBuffer.wrap(bytes)), 0);
      } catch (EngineException refused) {
        assertEquals(before, Tables.show(table));
      }
    }
    assertEquals(memory, PageMemory.allocatedBytes());
  }
}
