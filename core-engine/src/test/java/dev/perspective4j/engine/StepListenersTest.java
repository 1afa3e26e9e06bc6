package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners hear of each step of a table once, sources first, when every table shows it. */
class StepListenersTest {
  private static final ViewConfig POSITIVE =
      ViewConfig.builder().filter(Filter.of("x", ">", Scalar.of(0))).build();

  private final Table source =
      Table.create(
          Tables.rows("[{\"i\":1,\"g\":\"a\",\"h\":\"p\",\"x\":1}]"), TableOptions.indexedBy("i"));
  private final List<String> heard = new ArrayList<>();
  private final List<LiveTable> fed = new ArrayList<>();

  @AfterEach
  void close() {
    fed.reversed().forEach(LiveTable::close);
    source.close();
  }

  private DerivedTable derived(LiveTable under, ViewConfig config) {
    DerivedTable table = DerivedTable.of(under, config, Dialect.FROM_5_6, Optional.empty());
    fed.add(table);
    return table;
  }

  private JoinTable join(LiveTable left, LiveTable right, String on, String rightOn) {
    JoinTable table = JoinTable.of(left, right, on, rightOn, JoinType.LEFT);
    fed.add(table);
    return table;
  }

  private static ViewConfig groups(String by) {
    return ViewConfig.builder().groupBy(by).columns("x").build();
  }

  private void listen(LiveTable table, String name) {
    table.onStep(
        step ->
            heard.add(
                name
                    + table.size()
                    + step.removedKeys().map(keys -> " without " + Tables.show(keys)).orElse("")));
  }

  private String lastHeard() {
    String all = String.join(", ", heard);
    heard.clear();
    return all;
  }

  @Test
  void aTableIsHeardBeforeThoseItFeeds() {
    DerivedTable positive = derived(source, POSITIVE);
    DerivedTable byG = derived(positive, groups("g"));
    listen(byG, "groups ");
    listen(positive, "positive ");
    listen(source, "source ");

    source.update(Tables.rows("[{\"i\":2,\"g\":\"b\",\"x\":2},{\"i\":3,\"x\":-1}]"), 0);
    assertEquals("source 3, positive 2, groups 3", lastHeard());

    source.remove(Tables.rows("[1]"));
    assertEquals("source 2 without [1], positive 1 without [1], groups 2", lastHeard());
  }

  @Test
  void aTableFedInSeveralWaysIsHeardOnceAfterAllOfThem() {
    DerivedTable byG = derived(source, groups("g"));
    DerivedTable byH = derived(source, groups("h"));
    ViewConfig left = ViewConfig.builder().expression("l", "\"x\" + 0").columns("l").build();
    ViewConfig right = ViewConfig.builder().expression("r", "\"x\" + 0").columns("r").build();
    JoinTable join = join(derived(byG, left), derived(byH, right), "l", "r");
    listen(join, "join ");
    listen(byH, "h ");
    listen(byG, "g ");
    listen(source, "source ");

    source.update(Tables.rows("[{\"i\":2,\"g\":\"b\",\"h\":\"q\",\"x\":2}]"), 0);
    assertEquals("source 2, g 3, h 3, join 3", lastHeard());
  }

  @Test
  void aJoinIsHeardWithEveryStepOfASourceThatNotifies() {
    DerivedTable positive = derived(source, POSITIVE);
    try (Table other =
        Table.create(Tables.rows("[{\"key\":7,\"y\":1}]"), TableOptions.indexedBy("key"))) {
      listen(join(source, other, "x", "key"), "source join ");
      listen(join(positive, other, "x", "key"), "positive join ");
      listen(positive, "positive ");

      other.update(Tables.rows("[{\"key\":8,\"y\":1}]"), 0);
      assertEquals("source join 1, positive join 1", lastHeard());

      source.update(Tables.rows("[{\"i\":2,\"x\":-2}]"), 0);
      assertEquals("source join 2", lastHeard());

      source.remove(Tables.rows("[1]"));
      assertEquals("positive 0 without [1], positive join 0, source join 1", lastHeard());
      fed.reversed().forEach(LiveTable::close);
    }
  }

  @Test
  void nothingIsHeardOfAWriteThatDoesNothing() {
    listen(source, "source ");

    source.update(Tables.rows("[]"), 0);
    source.remove(Tables.rows("[]"));

    assertEquals("", lastHeard());
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromHearing() {
    DerivedTable positive = derived(source, POSITIVE);
    source.onStep(
        step -> {
          throw new IllegalStateException("a listener that fails on purpose");
        });
    listen(source, "source ");
    listen(positive, "positive ");

    Step step = source.update(Tables.rows("[{\"i\":2,\"x\":2}]"), 0);

    assertEquals(new Step(0, true, Optional.empty()), step);
    assertEquals("source 2, positive 2", lastHeard());
  }

  @Test
  void aClosedTableIsNotHeard() {
    listen(derived(source, POSITIVE), "positive ");
    fed.removeFirst().close();

    source.update(Tables.rows("[{\"i\":2,\"x\":2}]"), 0);

    assertEquals("", lastHeard());
  }
}
