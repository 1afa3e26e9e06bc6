package dev.perspective4j.conformance.browser;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.perspective4j.conformance.browser.SettingsPanel.Zone;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The viewer's own controls: what a user clicks, drags and types changes what the grid shows. */
class ViewerControlsTest extends MarketBrowser {
  private static final String FLAT =
      """
      {"group_by": [], "split_by": [], "columns": ["Sales"]}
      """;

  private static final String BY_REGION =
      """
      {"group_by": ["Region"], "split_by": [], "columns": ["Sales"]}
      """;

  @Test
  void droppedColumnsGroupAndSplit() {
    Page page = wholePage();
    GridViewer grid = grid(page, FLAT);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");

    panel.drag("Region", Zone.GROUP_BY);
    assertShows(grid, MarketBrowser::firstColumn, entries(totals(orders, Order::sales)));

    panel.drag("Category", Zone.SPLIT_BY);
    List<List<String>> expected = new ArrayList<>();
    for (String region : List.of("TOTAL", "Central", "East", "South", "West")) {
      List<String> row = new ArrayList<>(List.of(region));
      for (String category : List.of("Furniture", "Office Supplies", "Technology")) {
        row.add(
            money(
                sum(
                    only(
                        o ->
                            o.category().equals(category)
                                && (region.equals("TOTAL") || o.region().equals(region))),
                    Order::sales)));
      }
      expected.add(row);
    }
    assertShows(grid, rows -> rows, expected);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "browser", "settings.png")));

    panel.remove("Category", Zone.SPLIT_BY);
    assertShows(grid, MarketBrowser::firstColumn, entries(totals(orders, Order::sales)));
  }

  @Test
  void aDroppedColumnSortsAndItsArrowTurnsTheOrder() {
    Page page = wholePage();
    GridViewer grid = grid(page, BY_REGION);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");

    panel.drag("Profit", Zone.ORDER_BY);
    assertShows(grid, MarketBrowser::labels, regionsByProfit(naturalOrder()));

    panel.turnSort("Profit");
    assertShows(grid, MarketBrowser::labels, regionsByProfit(Comparator.reverseOrder()));
  }

  @Test
  void aDroppedColumnFiltersByASuggestedValue() {
    Page page = wholePage();
    GridViewer grid = grid(page, BY_REGION);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");

    panel.drag("Category", Zone.WHERE);
    panel.type("Category", "furn");
    panel.takeSuggestion("Furniture");
    assertShows(
        grid,
        MarketBrowser::firstColumn,
        entries(totals(only(o -> o.category().equals("Furniture")), Order::sales)));

    panel.chooseOperator("Category", "!=");
    assertShows(
        grid,
        MarketBrowser::firstColumn,
        entries(totals(only(o -> !o.category().equals("Furniture")), Order::sales)));
  }

  @Test
  void aDroppedNumberFiltersByATypedValue() {
    Page page = wholePage();
    GridViewer grid = grid(page, BY_REGION);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");

    panel.drag("Quantity", Zone.WHERE);
    panel.chooseOperator("Quantity", ">=");
    panel.type("Quantity", "12");

    assertShows(
        grid,
        MarketBrowser::firstColumn,
        entries(totals(only(o -> o.quantity() >= 12), Order::sales)));
  }

  @Test
  void theMenuOfAColumnChangesItsAggregate() {
    Page page = wholePage();
    GridViewer grid = grid(page, BY_REGION);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");

    panel.chooseAggregate("Sales", "max");
    Map<String, String> highest = new LinkedHashMap<>();
    highest.put("TOTAL", money(highestSale(orders)));
    byRegion().forEach((region, within) -> highest.put(region, money(highestSale(within))));
    assertShows(grid, MarketBrowser::firstColumn, entries(highest));

    panel.chooseAggregate("Sales", "count");
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("TOTAL", whole(orders.size()));
    byRegion().forEach((region, within) -> counts.put(region, whole(within.size())));
    assertShows(grid, MarketBrowser::firstColumn, entries(counts));
  }

  @Test
  void theRollupMenuDropsTheTotals() {
    Page page = wholePage();
    GridViewer grid = grid(page, BY_REGION);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");
    Map<String, String> regions = totals(orders, Order::sales);
    Map<String, String> flat = new LinkedHashMap<>(regions);
    flat.remove("TOTAL");

    panel.chooseRollup("Flat");
    assertShows(grid, MarketBrowser::firstColumn, entries(flat));

    panel.chooseRollup("Rollup");
    assertShows(grid, MarketBrowser::firstColumn, entries(regions));
  }

  @Test
  void aSecondDroppedLevelCollapsesAndExpands() {
    Page page = wholePage();
    GridViewer grid = grid(page, BY_REGION);
    SettingsPanel panel = SettingsPanel.open(page, "superstore");
    List<String> open = new ArrayList<>(List.of("TOTAL"));
    List<String> closed = new ArrayList<>(List.of("TOTAL"));
    for (String region : byRegion().keySet()) {
      List<String> categories = List.of("Furniture", "Office Supplies", "Technology");
      open.add(region);
      open.addAll(categories);
      closed.add(region);
      closed.addAll(region.equals("Central") ? List.of() : categories);
    }

    panel.drag("Category", Zone.GROUP_BY);
    assertShows(grid, MarketBrowser::labels, open);

    grid.collapse("Central");
    assertShows(grid, MarketBrowser::labels, closed);

    grid.expand("Central");
    assertShows(grid, MarketBrowser::labels, open);
  }

  @Test
  void theExportMenuDownloadsTheViewAndTheTable() {
    Page page = wholePage();
    GridViewer grid =
        grid(
            page,
            """
            {"group_by": [], "split_by": [], "columns": ["Row ID", "Category", "Quantity"],
             "filter": [["Region", "==", "South"]]}
            """);
    List<Order> south = only(o -> o.region().equals("South"));
    assertShows(grid, rows -> first(rows, 1), List.of(flat(south.getFirst())));
    SettingsPanel panel = SettingsPanel.open(page, "superstore");

    List<String> view = panel.export(".csv").lines().toList();
    List<String> table = panel.export(".all.csv").lines().toList();

    List<String> expected = new ArrayList<>(List.of("\"Row ID\",\"Category\",\"Quantity\""));
    south.forEach(o -> expected.add(o.id() + ",\"" + o.category() + "\"," + o.quantity()));
    assertEquals(expected, view);
    assertEquals(1 + orders.size(), table.size());
  }

  /** A page that shows the static table only, large enough for the panel's list of all columns. */
  private Page wholePage() {
    Page page = page("/");
    page.setViewportSize(1440, 1300);
    superstore(page);
    // A viewer that is deleted while it starts calls what it has dropped.
    new GridViewer(page, "trades").rows(rows -> !rows.isEmpty());
    page.evaluate(
        """
        async () => {
          const trades = document.querySelector("#trades");
          await trades.flush();
          await trades.delete();
          trades.remove();
          document.querySelector("#superstore").style.gridColumn = "1 / -1";
        }
        """);
    return page;
  }

  private static GridViewer grid(Page page, String configuration) {
    GridViewer grid = new GridViewer(page, "superstore");
    grid.restore(configuration);
    return grid;
  }

  private List<Order> only(Predicate<Order> condition) {
    return orders.stream().filter(condition).toList();
  }

  private Map<String, List<Order>> byRegion() {
    return new TreeMap<>(orders.stream().collect(groupingBy(Order::region)));
  }

  private List<String> regionsByProfit(Comparator<BigDecimal> order) {
    return Stream.concat(
            Stream.of("TOTAL"),
            byRegion().entrySet().stream()
                .sorted(comparing(entry -> sum(entry.getValue(), Order::profit), order))
                .map(Map.Entry::getKey))
        .toList();
  }

  private static BigDecimal highestSale(List<Order> orders) {
    return orders.stream().map(Order::sales).max(naturalOrder()).orElseThrow();
  }
}
