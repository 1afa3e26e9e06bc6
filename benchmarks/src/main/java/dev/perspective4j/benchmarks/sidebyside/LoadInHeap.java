package dev.perspective4j.benchmarks.sidebyside;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads a table from a file in a process of its own, and says what it takes. A run that gets through
 * shows that its heap suffices.
 */
public final class LoadInHeap {

  private static final int COLLECTIONS = 3;

  private LoadInHeap() {}

  /**
   * Loads the file of the first argument: by its name Arrow, CSV, or JSON columns.
   *
   * @param args the file; then the index column, empty for none
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    TableOptions options =
        args[1].isEmpty() ? TableOptions.DEFAULT : TableOptions.indexedBy(args[1]);
    long before = heap();
    Table table = load(file, options);
    System.out.println(table.heldBytes() + " " + Math.max(0, heap() - before) + " " + before);
    table.close();
  }

  /** The input is in use until this returns, as a message is until it is answered. */
  private static Table load(Path file, TableOptions options) throws IOException {
    return Table.create(data(file), options);
  }

  private static TableData data(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    String name = file.toString();
    if (name.endsWith(".csv")) {
      return new TableData.Csv(bytes);
    }
    return name.endsWith(".json") ? new TableData.JsonColumns(bytes) : new TableData.Arrow(bytes);
  }

  /** Bytes of objects in use; what cleaners let go of is gone only after the next collection. */
  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
