package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.compare.SideBySide;
import dev.perspective4j.conformance.compare.SideBySide.Exchange;
import dev.perspective4j.conformance.compare.SideBySide.Trees;
import dev.perspective4j.conformance.generate.Column.Trait;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.conformance.generate.Tables;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A table, views on it, and changes to it.
 *
 * @param configs of the views
 * @param seed of what is read
 */
record Case(Tables.Content content, List<ViewConfig> configs, long seed) {

  private static final AtomicInteger NAMES = new AtomicInteger();

  /** These depend on when groups came to exist, or on values that are no more (aggregates.md A10). */
  private static final Set<String> HISTORIC =
      Set.of("high", "low", "last", "any", "or", "dominant", "max by", "min by");

  /** A case drawn from a seed. */
  static Case of(long seed, int views) {
    Draw draw = new Draw(seed);
    Tables.Content content = Tables.any(draw, 24);
    List<ViewConfig> configs = new ArrayList<>();
    for (int i = 0; i < views; i++) {
      configs.add(Configs.any(draw, content));
    }
    return new Case(content, configs, draw.seed());
  }

  /** The same with one of the views only. */
  Case only(int view) {
    return new Case(content, List.of(configs.get(view)), seed + view);
  }

  /**
   * Plays the case on both servers.
   *
   * @return what differed, by number of view
   */
  Map<Integer, List<String>> play(SideBySide session) {
    String table = "t" + NAMES.incrementAndGet();
    Map<Integer, List<String>> found = new LinkedHashMap<>();
    session.pipeline(List.of(Exchange.of("make table", content.make(table))));
    take(session, 0, found);
    for (int v = 0; v < configs.size(); v++) {
      String view = table + "v" + v;
      List<Exchange> script = new ArrayList<>();
      script.add(Exchange.of("make view", WireRequests.view(table, view, configs.get(v))));
      script.addAll(reads("", view, v, true));
      if (opens(v)) {
        script.addAll(ViewReads.steps(view, configs.get(v), content.columns(), seed + v));
      }
      session.pipeline(script);
      take(session, v, found);
    }
    for (int c = 0; c < content.changes().size(); c++) {
      session.pipeline(List.of(Exchange.of("change", content.change(table, c))));
    }
    for (int v = 0; v < configs.size(); v++) {
      String view = table + "v" + v;
      String fresh = table + "w" + v;
      List<Exchange> script = new ArrayList<>(reads("live ", view, v, livesAlike(v)));
      int size = script.size();
      script.add(Exchange.of("make view again", WireRequests.view(table, fresh, configs.get(v))));
      script.addAll(reads("fresh ", fresh, v, true));
      script.add(Exchange.of("delete", WireRequests.deleteView(fresh)));
      script.add(Exchange.of("delete", WireRequests.deleteView(view)));
      List<Trees> trees = session.pipeline(script);
      if (!opens(v) && !isHistoric(v) && hasRows(trees.get(3))) {
        for (int i = 0; i < size; i++) {
          trees.get(i).ours().remove("entity_id");
          trees.get(size + 1 + i).ours().remove("entity_id");
          session.compare(
              "ours fresh (as reference) and " + script.get(i).what(),
              trees.get(size + 1 + i).ours(),
              trees.get(i).ours());
        }
      }
      take(session, v, found);
    }
    session.pipeline(List.of(Exchange.of("delete table", WireRequests.deleteTable(table))));
    take(session, 0, found);
    return found;
  }

  /** What a total shows without rows depends on how they went (aggregates.md A9). */
  private static boolean hasRows(Trees dimensions) {
    return dimensions.ours().toString().matches(".*num_view_rows=([2-9]|1\\d).*");
  }

  private static void take(SideBySide session, int view, Map<Integer, List<String>> found) {
    if (!session.differences().isEmpty()) {
      found.computeIfAbsent(view, _ -> new ArrayList<>()).addAll(session.differences());
      session.differences().clear();
    }
  }

  private List<Exchange> reads(String prefix, String view, int v, boolean compared) {
    return ViewReads.all(prefix, view, configs.get(v), content.columns(), seed + v, compared);
  }

  private boolean opens(int view) {
    // The reference opens the groups of a total, though it shows none of them.
    boolean total = configs.get(view).groupRollupMode() == GroupRollupMode.TOTAL;
    return (seed + view) % 3 == 0 && !total;
  }

  private boolean isHistoric(int view) {
    ViewConfig config = configs.get(view);
    boolean splitsByAge =
        config.groupBy().isEmpty()
            && config.splitBy().size() > 1
            && config.sort().stream().anyMatch(sort -> sort.direction().ordersColumns());
    return splitsByAge
        || config.aggregates().values().stream()
            .anyMatch(aggregate -> HISTORIC.contains(aggregate.name()));
  }

  /**
   * Whether the reference's live view can be relied on: it forgets cells that become null (views.md B3,
   * B4), keeps groups that tie in the order they had (B12), counts rows of totals twice and remembers
   * NaN in sums (aggregates.md A7, A10), takes new rows that do not pass the filter out of the null
   * group, loses groups of an expression that is null, and the total of {@code low} when a key is
   * removed that no row has, and counts rows again whose null under {@code last} is filled.
   */
  private boolean livesAlike(int view) {
    ViewConfig config = configs.get(view);
    boolean raw = config.groupBy().isEmpty() && config.splitBy().isEmpty();
    boolean low = config.aggregates().values().stream().anyMatch(some -> some.name().equals("low"));
    boolean filled =
        content.columns().stream()
            .filter(column -> column.has(Trait.NULLS))
            .map(column -> config.aggregates().get(column.name()))
            .anyMatch(some -> some != null && some.name().equals("last"));
    return !content.writesNulls()
        && !(low && content.removesUnknownKeys())
        && !filled
        && config.expressions().isEmpty()
        && ((config.sort().isEmpty() && config.filter().isEmpty()) || raw)
        && config.groupRollupMode() != GroupRollupMode.TOTAL
        && content.columns().stream().noneMatch(column -> column.has(Trait.ODD));
  }
}
