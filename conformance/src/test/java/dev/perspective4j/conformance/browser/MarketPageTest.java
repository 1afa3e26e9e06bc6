package dev.perspective4j.conformance.browser;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.summingInt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.perspective4j.examples.market.Market;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketPageTest {
  private final List<Order> orders = Order.all();
  private Market market;
  private Chromium chromium;

  @BeforeAll
  void open() {
    var executable = Chromium.installed();
    assumeTrue(executable.isPresent(), "No Chromium on the path; bin/setup --browser installs it");
    market = new Market("127.0.0.1", 0);
    chromium = new Chromium(executable.get());
  }

  @AfterAll
  void close() {
    if (market != null) {
      chromium.close();
      market.close();
    }
  }

  @AfterEach
  void nothingIsLoggedOrThrown() {
    assertEquals(List.of(), chromium.closePages());
  }

  @Test
  void thePageShowsBothTables() {
    Page page = page("/");
    GridViewer superstore = superstore(page);
    GridViewer trades = trades(page);

    List<List<String>> sales = superstore.rows(rows -> rows.size() > 10);
    List<List<String>> live = trades.rows(rows -> rows.size() > 10);

    assertEquals(
        List.of(
            List.of("Furniture", "Office Supplies", "Technology"),
            List.of("Sales", "Profit", "Sales", "Profit", "Sales", "Profit")),
        superstore.headers());
    List<String> totals = new ArrayList<>(List.of("TOTAL"));
    for (String category : List.of("Furniture", "Office Supplies", "Technology")) {
      List<Order> within = orders.stream().filter(o -> o.category().equals(category)).toList();
      totals.add(money(sum(within, Order::sales)));
      totals.add(money(sum(within, Order::profit)));
    }
    assertEquals(totals, sales.getFirst());
    assertEquals("Central", GridViewer.label(sales.get(1)));
    assertEquals("Illinois", GridViewer.label(sales.get(2)));
    assertEquals("TOTAL", GridViewer.label(live.getFirst()));
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

    List<List<String>> rows = superstore.rows();
    assertTrue(rows.size() > 20, "rows on the screen: " + rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Order order = orders.get(i);
      assertEquals(
          List.of("", whole(order.id()), order.customer(), money(order.sales())), rows.get(i));
    }
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
    assertEquals(entries(sales), entries(GridViewer.column(superstore.rows(), 0)));
    assertEquals(entries(quantities), entries(GridViewer.column(superstore.rows(), 1)));
  }

  @Test
  void aSplitShowsOneColumnPerValue() {
    GridViewer superstore = superstore(page("/"));

    superstore.restore(
        """
        {"group_by": ["Category"], "split_by": ["Region"], "columns": ["Sales"]}
        """);

    List<String> regions = List.of("Central", "East", "South", "West");
    assertEquals(regions, superstore.headers().getFirst());
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
    assertEquals(expected, superstore.rows());
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
    assertEquals(expected, superstore.rows().stream().map(GridViewer::label).toList());
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
    assertEquals(
        entries(totals(passing, Order::sales)), entries(GridViewer.column(superstore.rows(), 0)));
  }

  @Test
  void clicksCollapseAndExpandAGroup() {
    GridViewer superstore = superstore(page("/"));
    superstore.restore(
        """
        {"group_by": ["Region", "State"], "split_by": [], "columns": ["Sales"]}
        """);
    List<List<String>> open = superstore.rows();

    superstore.collapse("Central");
    List<List<String>> collapsed =
        superstore.rows(rows -> GridViewer.label(rows.get(2)).equals("East"));
    superstore.expand("Central");
    List<List<String>> expanded = superstore.rows(open::equals);

    assertEquals(
        List.of("TOTAL", "Central", "East", "Connecticut"),
        collapsed.subList(0, 4).stream().map(GridViewer::label).toList());
    assertEquals(open.get(1), collapsed.get(1));
    assertEquals(open, expanded);
  }

  @Test
  void anExportHoldsTheRowsOfTheView() {
    GridViewer superstore = superstore(page("/"));
    superstore.restore(
        """
        {"group_by": [], "split_by": [], "columns": ["Row ID", "Category", "Quantity"],
         "filter": [["Region", "==", "South"]]}
        """);

    String csv = superstore.export("csv");
    String ndjson = superstore.export("ndjson");

    List<Order> south = orders.stream().filter(o -> o.region().equals("South")).toList();
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
    List<List<String>> before = trades.rows(rows -> rows.size() > 10);

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
    List<List<String>> before = trades.rows(rows -> rows.size() > 5);

    List<List<String>> after = trades.rows(rows -> moved(before, rows));

    assertEquals(
        entries(totals(orders, Order::sales)), entries(GridViewer.column(superstore.rows(), 0)));
    assertTrue(total(after) > total(before), total(before) + " trades became " + total(after));
  }

  private Page page(String path) {
    return chromium.open("http://127.0.0.1:" + market.port() + path);
  }

  /** The viewer of the static table, once it shows something. */
  private static GridViewer superstore(Page page) {
    GridViewer viewer = new GridViewer(page, "superstore");
    viewer.rows(rows -> !rows.isEmpty());
    return viewer;
  }

  private static GridViewer trades(Page page) {
    GridViewer viewer = new GridViewer(page, "trades");
    viewer.rows(rows -> !rows.isEmpty());
    return viewer;
  }

  private static boolean moved(List<List<String>> before, List<List<String>> after) {
    return !after.isEmpty() && total(after) > total(before);
  }

  /** The number of trades in the total row: the last column of the page's configuration. */
  private static long total(List<List<String>> rows) {
    return Long.parseLong(rows.getFirst().getLast().replace(",", ""));
  }

  /** The total, then one sum per region in alphabetical order. */
  private static Map<String, String> totals(List<Order> orders, Function<Order, BigDecimal> value) {
    Map<String, String> totals = new LinkedHashMap<>();
    totals.put("TOTAL", money(sum(orders, value)));
    new TreeMap<>(orders.stream().collect(groupingBy(Order::region, summing(value))))
        .forEach((region, sum) -> totals.put(region, money(sum)));
    return totals;
  }

  /** Maps compare without regard to order; the order of rows matters. */
  private static List<Map.Entry<String, String>> entries(Map<String, String> map) {
    return List.copyOf(map.entrySet());
  }

  private static BigDecimal sum(List<Order> orders, Function<Order, BigDecimal> value) {
    return orders.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Collector<Order, ?, BigDecimal> summing(Function<Order, BigDecimal> value) {
    return reducing(BigDecimal.ZERO, value, BigDecimal::add);
  }

  private static String money(BigDecimal value) {
    return String.format(Locale.US, "%,.2f", value);
  }

  private static String whole(int value) {
    return String.format(Locale.US, "%,d", value);
  }
}
