package dev.perspective4j.conformance.expressions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.conformance.compare.Servers;
import dev.perspective4j.conformance.compare.SideBySide;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.ViewPort;
import dev.perspective4j.wire.proto.ViewToColumnsStringResp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Views that use generated expressions as columns, groups, splits, sorts, filters and under aggregates
 * answer like the reference engine, before and after each of a few changes of the table.
 *
 * <p>{@code -Dcomparison.tries=1000} compares more of them, {@code -Dcomparison.seed=7} others.
 */
class ExpressionViewsComparisonTest {
  private static final int STEPS = 3;

  @Test
  void expressionsServeInEveryPartOfAView() {
    int count = Integer.getInteger("comparison.tries", 40);
    long seed = Long.getLong("comparison.seed", 1L);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      compare(seed * 1_000_003L + i, differences);
    }
    assertEquals("", String.join("\n", differences));
  }

  private static void compare(long seed, List<String> differences) {
    SplittableRandom random = new SplittableRandom(seed);
    ViewConfig config = config(random, new ComparableExpressions(seed));
    String table = "ev" + seed;
    // The reference takes the key of vlookup for the place of a row: right as long as no row goes.
    boolean looksUp = config.expressions().values().stream().anyMatch(e -> e.contains("vlookup("));
    try (SideBySide session = SideBySide.open(Servers.shared())) {
      session.call("make table", WireRequests.table(table, rows(random, 0, 20), "k"));
      session.call("make view", WireRequests.view(table, table + "v", config));
      read(session, "at first", table + "v");
      for (int step = 0; step < STEPS; step++) {
        change(session, looksUp ? 1 + random.nextInt(3) : random.nextInt(4), random, table);
        // Live views of the reference forget some changes (docs/compatibility.md); ours must not.
        String fresh = table + "w" + step;
        session.call("make view again", WireRequests.view(table, fresh, config));
        ViewToColumnsStringResp made = read(session, "made after step " + step, fresh);
        ViewToColumnsStringResp live =
            session.ours(columns(table + "v")).getViewToColumnsStringResp();
        for (Difference difference : Difference.between(Canonical.of(made), Canonical.of(live))) {
          differences.add(config + "\nlive after step " + step + " at " + difference);
        }
        session.quietly(WireRequests.deleteView(fresh));
      }
      session.quietly(WireRequests.deleteView(table + "v"));
      session.quietly(WireRequests.deleteTable(table));
      session.differences().forEach(text -> differences.add(config + "\n" + text));
    }
  }

  private static ViewToColumnsStringResp read(SideBySide session, String when, String view) {
    return session.call(when, columns(view)).ours().getViewToColumnsStringResp();
  }

  private static Request.Builder columns(String view) {
    return WireRequests.columns(view, ViewPort.getDefaultInstance(), false);
  }

  private static void change(SideBySide session, int kind, SplittableRandom random, String table) {
    switch (kind) {
      case 0 ->
          session.call("remove", WireRequests.remove(table, "[" + random.nextInt(20) + ", 3]"));
      case 1 -> session.call("insert", WireRequests.update(table, rows(random, 20, 5)));
      default -> session.call("update", WireRequests.update(table, rows(random, 5, 6)));
    }
  }

  /** Rows with the columns that generated expressions read; every cell has a value. */
  private static String rows(SplittableRandom random, int from, int count) {
    StringBuilder rows = new StringBuilder("[");
    for (int k = from; k < from + count; k++) {
      rows.append(k == from ? "" : ",")
          .append("{\"k\":" + k)
          .append(",\"i\":" + random.nextInt(-4, 9))
          .append(",\"z\":" + random.nextInt(0, 5))
          .append(",\"f\":" + random.nextInt(-20, 40) / 4.0 + "1")
          .append(",\"g\":" + random.nextInt(-20, 40) / 8.0 + "1")
          .append(",\"s\":\"" + text(random) + "\"")
          .append(",\"u\":\"" + text(random) + "\"")
          .append(",\"v\":\"" + text(random) + "\"")
          .append(",\"b\":" + random.nextBoolean())
          .append(",\"d\":\"2020-0" + random.nextInt(1, 9) + "-11\"")
          .append(",\"t\":\"2021-03-0" + random.nextInt(1, 9) + " 10:00:07.000\"}");
    }
    return rows.append("]").toString();
  }

  private static String text(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> "a";
      case 1 -> "o1o";
      case 2 -> "Hello World";
      case 3 -> "12.5x";
      default -> "zed";
    };
  }

  private static ViewConfig config(SplittableRandom random, ComparableExpressions expressions) {
    // Keys that are never null, and whose order does not hang on the last digit of a float.
    String key =
        switch (random.nextInt(5)) {
          case 0 -> "bucket(\"f\", 2)";
          case 1 -> "upper(\"s\")";
          case 2 -> "concat(\"u\", '-', \"v\")";
          case 3 -> "month_of_year(\"d\")";
          default -> "\"i\" > 2 ? 'high' : \"s\"";
        };
    ViewConfig.Builder builder =
        ViewConfig.builder()
            .expression("key", key)
            .expression(
                "number",
                "round(100 * clamp(-99, coalesce(float(" + expressions.number() + "), 1), 99))")
            .expression("text", "coalesce(" + expressions.text() + ", 'none')")
            .expression("truth", expressions.bool());
    boolean grouped = random.nextInt(4) > 0;
    switch (grouped ? 1 + random.nextInt(3) : 0) {
      case 0 ->
          builder.sort(new Sort("text", direction(random)), new Sort("number", SortDirection.DESC));
      case 1 ->
          builder
              .groupBy("key")
              .aggregate("number", Aggregate.of(random.nextBoolean() ? "sum" : "max"))
              .aggregate("text", Aggregate.of("distinct count"))
              .sort(new Sort("number", direction(random)));
      case 2 -> builder.groupBy("key", "truth").aggregate("text", Aggregate.of("count"));
      default -> builder.groupBy("key").splitBy("truth");
    }
    switch (random.nextInt(grouped ? 2 : 4)) {
      case 0 -> builder.filter(Filter.of("number", ">", Scalar.of(-9900.0)));
      case 1 -> builder.filter(Filter.of("key", "!=", Scalar.of("A")));
      case 2 -> builder.filter(Filter.of("truth", "==", Scalar.of(true)));
      default -> {}
    }
    return builder.columns("number", "text").build();
  }

  private static SortDirection direction(SplittableRandom random) {
    return random.nextBoolean() ? SortDirection.ASC : SortDirection.DESC;
  }
}
