package dev.perspective4j.conformance.browser;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.perspective4j.examples.market.Market;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The example's page in a browser, and what it should show, computed from the file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MarketBrowser {
  final List<Order> orders = Order.all();
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

  /**
   * What is drawn becomes what is expected. The grid draws after the viewer says that it applied a
   * configuration, and again whenever its size changes, so one look can come too early.
   */
  static <T> void assertShows(
      GridViewer viewer, Function<List<List<String>>, T> reading, T expected) {
    List<List<String>> rows = viewer.rows(shown -> reading.apply(shown).equals(expected));
    assertEquals(expected, reading.apply(rows));
  }

  /** Likewise for the lines of column headers. */
  static void assertHeaders(GridViewer viewer, List<List<String>> expected) {
    assertEquals(expected, viewer.headers(expected::equals));
  }

  static List<String> labels(List<List<String>> rows) {
    return rows.stream().map(GridViewer::label).toList();
  }

  /** The label and the first cell of each row. */
  static List<Map.Entry<String, String>> firstColumn(List<List<String>> rows) {
    return entries(GridViewer.column(rows, 0));
  }

  static <T> List<T> first(List<T> list, int count) {
    return list.subList(0, Math.min(count, list.size()));
  }

  Page page(String path) {
    return chromium.open("http://127.0.0.1:" + market.port() + path);
  }

  /** The viewer of the static table, once it shows something. */
  static GridViewer superstore(Page page) {
    GridViewer viewer = new GridViewer(page, "superstore");
    viewer.rows(rows -> !rows.isEmpty());
    return viewer;
  }

  /** The total, then one sum per region in alphabetical order. */
  static Map<String, String> totals(List<Order> orders, Function<Order, BigDecimal> value) {
    Map<String, String> totals = new LinkedHashMap<>();
    totals.put("TOTAL", money(sum(orders, value)));
    new TreeMap<>(orders.stream().collect(groupingBy(Order::region, summing(value))))
        .forEach((region, sum) -> totals.put(region, money(sum)));
    return totals;
  }

  /** Maps compare without regard to order; the order of rows matters. */
  static List<Map.Entry<String, String>> entries(Map<String, String> map) {
    return List.copyOf(map.entrySet());
  }

  /** The row of an order in a flat grid of its id, category and quantity. */
  static List<String> flat(Order order) {
    return List.of("", whole(order.id()), order.category(), whole(order.quantity()));
  }

  static BigDecimal sum(List<Order> orders, Function<Order, BigDecimal> value) {
    return orders.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static Collector<Order, ?, BigDecimal> summing(Function<Order, BigDecimal> value) {
    return reducing(BigDecimal.ZERO, value, BigDecimal::add);
  }

  static String money(BigDecimal value) {
    return String.format(Locale.US, "%,.2f", value);
  }

  static String whole(int value) {
    return String.format(Locale.US, "%,d", value);
  }
}
