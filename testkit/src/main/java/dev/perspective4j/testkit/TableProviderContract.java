package dev.perspective4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.client.Client;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.TableProvider;
import dev.perspective4j.server.TableView;
import dev.perspective4j.server.Write;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a table must do to be hosted, wherever its rows live.
 *
 * <pre>{@code
 * class MyTableTest extends TableProviderContract {
 *   protected TableProvider open() { … columns k (integer) and s (string), rows 1 a, 2 b, 3 c … }
 *   protected boolean isWritable() { return false; }
 *   protected void insert(TableProvider table, int k, String s) { … as its rows change … }
 * }
 * }</pre>
 */
public abstract class TableProviderContract {
  private static final ViewConfig UNKNOWN_COLUMN =
      ViewConfig.builder().columns("no such column").build();

  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private @Nullable TableProvider table;

  /** Makes a table for the contract. */
  protected TableProviderContract() {}

  /**
   * A new table of the columns {@code k}, integers, and {@code s}, strings, with the rows 1 a, 2 b and 3
   * c in this order.
   */
  protected abstract TableProvider open() throws Exception;

  /** Whether the table takes writes from the server. */
  protected boolean isWritable() {
    return true;
  }

  /** Adds a row behind the others, the way rows of such tables come. */
  protected void insert(TableProvider to, int k, String s) throws Exception {
    to.prepareUpdate(row(k, s), 0).apply();
  }

  @BeforeEach
  final void make() throws Exception {
    table = open();
    table.onStep(steps::add);
  }

  @AfterEach
  final void close() {
    table().close();
  }

  @Test
  final void namesItsColumns() {
    assertEquals(
        new Schema(
            List.of(
                new Schema.Column("k", ColumnType.INTEGER),
                new Schema.Column("s", ColumnType.STRING))),
        table().schema());
  }

  @Test
  final void countsItsRows() {
    assertEquals(3L, get(table().size()));
  }

  @Test
  final void aViewOfEverythingShowsTheRowsInOrder() {
    try (TableView view = view(ViewConfig.ALL)) {
      assertEquals(
          Map.of("k", ColumnType.INTEGER, "s", ColumnType.STRING), Map.copyOf(view.schema()));
      assertEquals(new Dimensions(3, 2, 3, 2), get(view.dimensions()));
      assertEquals(
          List.of("k", "s"), get(view.columnPaths()).stream().map(ColumnPath::text).toList());
      assertEquals(3, get(view.slice(Viewport.ALL, KeysWanted.NONE)).rowCount());
    }
  }

  @Test
  final void aViewReadsAWindow() {
    try (TableView view = view(ViewConfig.ALL)) {
      assertEquals(1, get(view.slice(Viewport.rows(1, 2), KeysWanted.NONE)).rowCount());
      assertEquals(0, get(view.slice(Viewport.rows(7, 9), KeysWanted.NONE)).rowCount());
    }
  }

  @Test
  final void aViewKnowsTheRangeOfAColumn() {
    try (TableView view = view(ViewConfig.ALL)) {
      assertEquals(new MinMax(Scalar.of(1), Scalar.of(3)), get(view.minMax("k")));
      assertThrows(EngineException.class, () -> get(view.minMax("no such column")));
    }
  }

  @Test
  final void aViewOfAnUnknownColumnIsRefused() {
    assertThrows(EngineException.class, () -> view(UNKNOWN_COLUMN));
  }

  @Test
  final void aDescriptionSaysWhatAViewWould() {
    ViewConfig config = ViewConfig.builder().columns("s").build();
    try (TableView view = view(config)) {
      assertEquals(new TableDescription.Valid(Map.of(), view.schema()), table().describe(config));
    }
    assertInstanceOf(TableDescription.InvalidConfig.class, table().describe(UNKNOWN_COLUMN));
  }

  @Test
  final void anInvalidExpressionIsAnErrorUnderItsName() {
    assertNotNull(table().validate(Map.of("broken", "1 +")).errors().get("broken"));
  }

  @Test
  final void closingAViewTwiceIsHarmless() {
    TableView view = view(ViewConfig.ALL);
    view.close();
    view.close();
  }

  @Test
  final void cancellingWhatNobodyWaitsForIsHarmless() {
    try (TableView view = view(ViewConfig.ALL)) {
      table().size().toCompletableFuture().cancel(true);
      view.slice(Viewport.ALL, KeysWanted.NONE).toCompletableFuture().cancel(true);
      assertEquals(3L, get(table().size()));
    }
  }

  @Test
  final void aStepIsReportedOnceAndViewsShowIt() throws Exception {
    try (TableView view = view(ViewConfig.ALL)) {
      insert(table(), 4, "d");

      Step step = steps.poll(60, TimeUnit.SECONDS);
      assertTrue(step != null && step.notifies());
      assertEquals(4L, get(view.dimensions()).viewRows());
      assertEquals(4L, get(table().size()));
      insert(table(), 5, "e");
      assertNotNull(steps.poll(60, TimeUnit.SECONDS));
      assertNull(steps.poll());
    }
  }

  @Test
  final void aWriteChangesNothingUntilItIsApplied() {
    if (!isWritable()) {
      assertThrows(EngineException.class, () -> table().prepareUpdate(row(4, "d"), 0));
      assertThrows(EngineException.class, () -> table().prepareReplace(row(4, "d")));
      assertThrows(EngineException.class, () -> table().prepareRemove(TableData.jsonRows("[1]")));
      return;
    }
    int port = table().makePort();
    Write write = table().prepareUpdate(row(4, "d"), port);
    assertEquals(3L, get(table().size()));
    assertNull(steps.poll());

    write.apply();

    Step step = steps.poll();
    assertTrue(step != null && step.port() == port);
    assertEquals(4L, get(table().size()));
    table().prepareReplace(row(9, "z")).apply();
    assertNotNull(steps.poll());
    assertEquals(1L, get(table().size()));
  }

  @Test
  final void aWriteThatDoesNotFitIsRefusedBeforeItIsApplied() {
    assertThrows(
        EngineException.class,
        () -> table().prepareUpdate(TableData.jsonRows("no rows at all"), 0));
    assertEquals(3L, get(table().size()));
  }

  @Test
  final void clientsReadItThroughAServer() throws Exception {
    try (Server server = Server.create();
        Client client = server.newLocalClient()) {
      server.host("t", open());
      assertEquals(
          "\"k\",\"s\"\n1,\"a\"\n2,\"b\"\n3,\"c\"\n",
          client
              .openTable("t")
              .thenCompose(opened -> opened.view(ViewConfig.ALL))
              .thenCompose(dev.perspective4j.client.View::toCsv)
              .get(60, TimeUnit.SECONDS));
    }
  }

  private TableProvider table() {
    if (table == null) {
      throw new IllegalStateException("not made yet");
    }
    return table;
  }

  private TableView view(ViewConfig config) {
    return get(table().view(config, Dialect.FROM_5_6));
  }

  private static TableData row(int k, String s) {
    return TableData.jsonRows("[{\"k\":" + k + ",\"s\":\"" + s + "\"}]");
  }

  /** What a stage yields; throws what it fails with. */
  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof EngineException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
