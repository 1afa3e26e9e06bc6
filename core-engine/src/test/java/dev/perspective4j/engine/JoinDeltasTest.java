package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.json.RowsJson;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A step reaches a join in several rounds; its views report what all of them changed. */
class JoinDeltasTest {

  private static final ViewConfig GROUPED =
      ViewConfig.builder().groupBy("g").columns("g", "b").aggregate("g", "unique").build();
  private static final ViewConfig FLAT = ViewConfig.builder().columns("g", "a", "b").build();

  @Test
  void groupsThatOnlyLoseRowsAreReportedBesideNewOnes() {
    try (Table left =
            indexed("[{\"k\":1,\"g\":\"x\",\"a\":1},{\"k\":2,\"g\":\"y\",\"a\":2}]", "k");
        Table right = Table.create(Tables.rows("[{\"rk\":1,\"b\":5}]"), TableOptions.limitedTo(1));
        JoinTable join = JoinTable.of(left, right, "k", "rk", JoinType.LEFT);
        View view = join.view(GROUPED)) {
      view.recordRowDeltas(true);

      right.update(Tables.rows("[{\"rk\":2,\"b\":7}]"), 0);

      assertEquals(
          "[{\"g\":null,\"b\":7},{\"g\":\"x\",\"b\":0},{\"g\":\"y\",\"b\":7}]",
          show(view.rowDelta()));
    }
  }

  @Property(tries = 200)
  void everyRowThatChangedIsReported(@ForAll long seed, @ForAll JoinType type) {
    Random random = new Random(seed);
    try (Table left = indexed("[{\"k\":0,\"g\":\"z\",\"a\":0}]", "k");
        Table right = Table.create(Tables.rows("[{\"rk\":0,\"b\":1}]"), TableOptions.limitedTo(3));
        Table more = indexed("[{\"mk\":1,\"c\":1}]", "mk");
        JoinTable inner = JoinTable.of(left, right, "k", "rk", type);
        JoinTable join = JoinTable.of(inner, more, "k", "mk", JoinType.LEFT);
        View grouped = join.view(GROUPED);
        View flat = join.view(FLAT)) {
      grouped.recordRowDeltas(true);
      flat.recordRowDeltas(true);
      for (int step = 0; step < 15; step++) {
        List<String> groupsBefore = rows(grouped);
        List<String> rowsBefore = rows(flat);

        change(random, List.of(left, right, more).get(random.nextInt(3)));

        assertReports(grouped, groupsBefore);
        assertReports(flat, rowsBefore);
      }
    }
  }

  private static void change(Random random, Table table) {
    int key = random.nextInt(4);
    String name = table.schema().columns().getFirst().name();
    if (!name.equals("rk") && random.nextInt(4) == 0) {
      table.remove(Tables.rows("[" + key + "]"));
      return;
    }
    String row =
        switch (name) {
          case "k" -> "{\"k\":%d,\"g\":\"%s\",\"a\":%d}";
          case "rk" -> "{\"rk\":%d,\"b\":%3$d}";
          default -> "{\"mk\":%d,\"c\":%3$d}";
        };
    String text = row.formatted(key, random.nextBoolean() ? "x" : "y", random.nextInt(5));
    table.update(Tables.rows("[" + text + "]"), 0);
  }

  /** Rows that were not there before are in the delta, and the delta is of the view. */
  private static void assertReports(View view, List<String> before) {
    List<String> now = rows(view);
    List<String> delta = rows(view.rowDelta());
    List<String> fresh = new ArrayList<>(now);
    before.forEach(fresh::remove);
    assertTrue(delta.containsAll(fresh), () -> delta + " lacks some of " + fresh);
    assertTrue(now.containsAll(delta), () -> delta + " is not part of " + now);
  }

  private static Table indexed(String rows, String key) {
    return Table.create(Tables.rows(rows), TableOptions.indexedBy(key));
  }

  private static List<String> rows(View view) {
    Slice slice = view.slice(Viewport.ALL);
    return rows(
        new Slice(
            Slice.Kind.FLAT,
            slice.rowCount(),
            slice.columns(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static List<String> rows(Slice slice) {
    String text = show(slice);
    return text.equals("[]")
        ? List.of()
        : List.of(text.substring(2, text.length() - 2).split("\\},\\{"));
  }

  private static String show(Slice slice) {
    return StandardCharsets.UTF_8.decode(RowsJson.write(slice, JsonOptions.DEFAULT)).toString();
  }
}
