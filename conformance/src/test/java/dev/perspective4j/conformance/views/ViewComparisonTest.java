package dev.perspective4j.conformance.views;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.conformance.compare.Servers;
import dev.perspective4j.conformance.compare.SideBySide;
import dev.perspective4j.conformance.compare.SideBySide.Exchange;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.conformance.generate.Tables;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Generated views over generated tables, before and after generated changes, answer like the
 * reference engine, and views that lived through the changes like new ones.
 *
 * <p>A failing case is shrunk. The seed is fixed, so that a red build means a change of ours; {@code
 * -Dcomparison.tries=N} compares more views, {@code -Dcomparison.seed=N} others.
 */
class ViewComparisonTest {

  private static final int VIEWS_PER_TABLE = 8;
  private static final int MOST_FAILURES = 8;
  private static final int TRIES = 1200;
  private static final long SEED = 20261121;

  private final List<String> failures = new ArrayList<>();
  private final List<String> deaths = new ArrayList<>();
  private SideBySide session = SideBySide.open(Servers.shared());

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void generatedViewsAnswerLikeTheReference() {
    int tries = Integer.getInteger("comparison.tries", TRIES);
    long seed = Long.getLong("comparison.seed", SEED);
    int views = 0;
    for (long table = 0; views < tries && failures.size() < MOST_FAILURES; table++) {
      Case next = Case.of(seed * 1_000_003 + table, VIEWS_PER_TABLE);
      String where = "table " + table + ": ";
      play(next).forEach((view, found) -> failures.add(where + explain(next.only(view), found)));
      views += VIEWS_PER_TABLE;
    }
    System.out.println("compared " + views + " views, seed " + seed);
    deaths.forEach(System.out::println);
    assertTrue(failures.isEmpty(), () -> String.join("\n\n", failures));
  }

  @Test
  void refusedViewsSayWhatTheReferenceSays() {
    int tries = Integer.getInteger("comparison.tries", TRIES) / 10;
    long seed = Long.getLong("comparison.seed", SEED);
    for (int i = 0; i < tries && failures.size() < MOST_FAILURES; i++) {
      Draw draw = new Draw(seed * 1_000_003 + i);
      Tables.Content content = Tables.small(draw);
      ViewConfig bad = Refusals.spoil(draw, Configs.any(draw, content));
      String table = "refused" + i;
      session.pipeline(
          List.of(
              Exchange.of("make table", content.make(table)),
              Exchange.of("make view", WireRequests.view(table, table + "v", bad)),
              Exchange.of("delete view", WireRequests.deleteView(table + "v")),
              Exchange.of("delete table", WireRequests.deleteTable(table))));
      if (!session.differences().isEmpty()) {
        failures.add(Shrinking.text(bad) + "\n" + String.join("\n", session.differences()));
        session.differences().clear();
      }
    }
    assertTrue(failures.isEmpty(), () -> String.join("\n\n", failures));
  }

  /** What differs; nothing if the reference dies of it. */
  private Map<Integer, List<String>> play(Case some) {
    try {
      return some.play(session);
    } catch (IllegalStateException dead) {
      deaths.add(
          "The reference died: "
              + dead.getMessage()
              + some.configs().stream().map(Shrinking::text).toList());
      session.close();
      session = SideBySide.open(Servers.renewed());
      return Map.of();
    }
  }

  /** What the first difference of a case is about. */
  private String first(Case some) {
    return play(some).values().stream()
        .map(found -> found.getFirst().split(" at ", 2)[0])
        .findFirst()
        .orElse("");
  }

  private String explain(Case failing, List<String> found) {
    String first = first(failing);
    if (first.isEmpty()) {
      return "not alone: " + Shrinking.text(failing.configs().getFirst()) + "\n" + found;
    }
    Case least = Shrinking.shrink(failing, smaller -> first(smaller).equals(first));
    StringBuilder out = new StringBuilder(Shrinking.text(least.configs().getFirst()));
    out.append("\n  ").append(least.content().keys());
    least.content().rows().forEach(row -> out.append("\n  ").append(row));
    least.content().changes().forEach(batch -> out.append("\n  change ").append(batch));
    play(least)
        .values()
        .forEach(list -> list.stream().limit(6).forEach(d -> out.append("\n").append(d)));
    return out.toString();
  }
}
