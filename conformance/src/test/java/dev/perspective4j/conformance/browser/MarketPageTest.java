package dev.perspective4j.conformance.browser;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarketPageTest extends MarketBrowser {
  @Test
  void thePageShowsBothTables() {
    Page page = page("/");
    GridViewer superstore = superstore(page);
    GridViewer trades = trades(page);

    List<String> totals = new ArrayList<>(List.of("TOTAL"));
    for (String category : List.of("Furniture", "Office Supplies", "Technology")) {
      List<Order> within = orders.stream().filter(o -> o.category().equals(category)).toList();
      totals.add(money(sum(within, Order::sales)));
      totals.add(money(sum(within, Order::profit)));
    }
    assertShows(superstore, rows -> first(rows, 1), List.of(totals));
    assertShows(
        superstore, rows -> first(labels(rows), 3), List.of("TOTAL", "Central", "Illinois"));
    assertShows(trades, rows -> first(labels(rows), 1), List.of("TOTAL"));
    assertHeaders(
        superstore,
        List.of(
            List.of("Furniture", "Office Supplies", "Technology"),
            List.of("Sales", "Profit", "Sales", "Profit", "Sales", "Profit")));
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "browser", "market.png")));
  }

  @Test
  void aFlatGridShowsTheRowsOfTheFile() {
    GridViewer superstore = superstore(page("/"));

    superstore.restore(
        """
        {"group_by": [], "split_by": [], "columns": ["Row ID", "Customer Name", "Sales"]}
        """);

    List<List<String>> expected =
        orders.stream()
            .map(o -> List.of("", whole(o.id()), o.customer(), money(o.sales())))
            .toList();
    List<List<String>> rows =
        superstore.rows(shown -> shown.size() > 20 && shown.equals(first(expected, shown.size())));
    assertTrue(rows.size() > 20, "rows on the screen: " + rows.size());
    assertEquals(first(expected, rows.size()), rows);
  }

  @Test
  void aGroupByShowsTheTotalsOfTheGroups() {
    GridViewer superstore = superstore(page("/"));

    superstore.restore(
        """
        {"group_by": ["Region"], "split_by": [], "columns": ["Sales", "Quantity"]}
        """);

    Map<String, String> sales = totals(orders, Order::sales);
    Map<String, String> quantities = new LinkedHashMap<>();
    quantities.put("TOTAL", whole(orders.stream().mapToInt(Order::quantity).sum()));
    new TreeMap<>(orders.stream().collect(groupingBy(Order::region, summingInt(Order::quantity))))
        .forEach((region, sum) -> quantities.put(region, whole(sum)));
    assertShows(superstore, MarketBrowser::firstColumn, entries(sales));
    assertShows(superstore, rows -> entries(GridViewer.column(rows, 1)), entries(quantities));
  }

  @Test
  void aSplitShowsOneColumnPerValue() {
    GridViewer superstore = superstore(page("/"));

    superstore.restore(
        """
        {"group_by": ["Category"], "split_by": ["Region"], "columns": ["Sales"]}
        """);

    List<String> regions = List.of("Central", "East", "South", "West");
    List<List<String>> expected = new ArrayList<>();
    for (String category : List.of("TOTAL", "Furniture", "Office Supplies", "Technology")) {
      List<String> row = new ArrayList<>(List.of(category));
      for (String region : regions) {
        row.add(
            money(
                sum(
                    orders.stream()
                        .filter(o -> category.equals("TOTAL") || o.category().equals(category))
                        .filter(o -> o.region().equals(region))
                        .toList(),
                    Order::sales)));
      }
      expected.add(row);
    }
    assertShows(superstore, rows -> rows, expected);
    assertHeaders(superstore, List.of(regions, List.of("Sales", "Sales", "Sales", "Sales")));
  }

  @Test
  void aSortOrdersTheGroupsByTheirTotals() {
    GridViewer superstore = superstore(page("/"));

    superstore.restore(
        """
        {"group_by": ["Region"], "split_by": [], "columns": ["Sales"], "sort": [["Sales", "desc"]]}
        """);

    List<String> expected =
        Stream.concat(
                Stream.of("TOTAL"),
                orders.stream()
                    .collect(groupingBy(Order::region, summing(Order::sales)))
                    .entrySet()
                    .stream()
                    .sorted(comparing(Map.Entry<String, BigDecimal>::getValue).reversed())
                    .map(Map.Entry::getKey))
            .toList();
    assertShows(superstore, MarketBrowser::labels, expected);
  }

  @Test
  void aFilterLeavesTheRowsThatPass() {
    GridViewer superstore = superstore(page("/"));

    superstore.restore(
        """
        {"group_by": ["Region"], "split_by": [], "columns": ["Sales"],
         "filter": [["Category", "==", "Furniture"], ["Quantity", ">", 3]]}
        """);

    List<Order> passing =
        orders.stream()
            .filter(order -> order.category().equals("Furniture") && order.quantity() > 3)
            .toList();
    assertShows(superstore, MarketBrowser::firstColumn, entries(totals(passing, Order::sales)));
  }

  @Test
  void clicksCollapseAndExpandAGroup() {
    GridViewer superstore = superstore(page("/"));
    superstore.restore(
        """
        {"group_by": ["Region", "State"], "split_by": [], "columns": ["Sales"]}
        """);
    List<Order> central = within("Central");
    List<Order> east = within("East");
    List<Map.Entry<String, String>> total =
        List.of(Map.entry("TOTAL", money(sum(orders, Order::sales))));
    List<Map.Entry<String, String>> open =
        first(concat(total, states("Central", central), states("East", east)), 20);
    List<Map.Entry<String, String>> collapsed =
        first(concat(total, first(states("Central", central), 1), states("East", east)), 6);

    assertShows(superstore, rows -> first(firstColumn(rows), open.size()), open);
    superstore.collapse("Central");
    assertShows(superstore, rows -> first(firstColumn(rows), collapsed.size()), collapsed);
    superstore.expand("Central");
    assertShows(superstore, rows -> first(firstColumn(rows), open.size()), open);
  }

  @Test
  void anExportHoldsTheRowsOfTheView() {
    GridViewer superstore = superstore(page("/"));
    superstore.restore(
        """
        {"group_by": [], "split_by": [], "columns": ["Row ID", "Category", "Quantity"],
         "filter": [["Region", "==", "South"]]}
        """);

    List<Order> south = within("South");
    assertShows(superstore, rows -> first(rows, 1), List.of(flat(south.getFirst())));

    String csv = superstore.export("csv");
    String ndjson = superstore.export("ndjson");

    List<String> lines = csv.lines().toList();
    assertEquals("\"Row ID\",\"Category\",\"Quantity\"", lines.getFirst());
    assertEquals(
        south.stream().map(o -> o.id() + ",\"" + o.category() + "\"," + o.quantity()).toList(),
        lines.subList(1, lines.size()));
    assertEquals(south.size(), ndjson.lines().count());
  }

  @Test
  void liveRowsMove() {
    GridViewer trades = trades(page("/"));
    List<List<String>> before = trades.rows(rows -> rows.size() > 10 && total(rows) > 0);

    List<List<String>> after = trades.rows(rows -> moved(before, rows));

    assertNotEquals(total(before), total(after));
    assertTrue(total(after) > total(before), total(before) + " trades became " + total(after));
  }

  @Test
  void aReplicaInTheBrowserShowsTheSameAndMoves() {
    Page page = page("/replica.html");
    GridViewer superstore = superstore(page);
    GridViewer trades = trades(page);
    superstore.rows(rows -> rows.size() > 10);
    superstore.restore(
        """
        {"group_by": ["Region"], "split_by": [], "columns": ["Sales"]}
        """);
    List<List<String>> before = trades.rows(rows -> rows.size() > 5 && total(rows) > 0);

    List<List<String>> after = trades.rows(rows -> moved(before, rows));

    assertShows(superstore, MarketBrowser::firstColumn, entries(totals(orders, Order::sales)));
    assertTrue(total(after) > total(before), total(before) + " trades became " + total(after));
  }

  private List<Order> within(String region) {
    return orders.stream().filter(order -> order.region().equals(region)).toList();
  }

  /** A region and its states in alphabetical order. */
  private static List<Map.Entry<String, String>> states(String region, List<Order> within) {
    Map<String, String> sales = new LinkedHashMap<>();
    sales.put(region, money(sum(within, Order::sales)));
    new TreeMap<>(within.stream().collect(groupingBy(Order::state, summing(Order::sales))))
        .forEach((state, sum) -> sales.put(state, money(sum)));
    return entries(sales);
  }

  private static <T> List<T> concat(List<T> a, List<T> b, List<T> c) {
    return Stream.of(a, b, c).flatMap(List::stream).toList();
  }

  private static GridViewer trades(Page page) {
    GridViewer viewer = new GridViewer(page, "trades");
    viewer.rows(rows -> !rows.isEmpty());
    return viewer;
  }

  private static boolean moved(List<List<String>> before, List<List<String>> after) {
    return total(after) > total(before);
  }

  /**
   * The number of trades in the total row, which is the last column of the page's configuration;
   * zero while it is not drawn.
   */
  private static long total(List<List<String>> rows) {
    String cell = rows.isEmpty() ? "" : rows.getFirst().getLast().replace(",", "");
    return cell.matches("[0-9]+") ? Long.parseLong(cell) : 0;
  }
}
