package dev.perspective4j.conformance.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A viewer element of a page that shows the data grid: driven by its API, read off the screen. */
final class GridViewer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The label is the innermost row header, for the total row {@code TOTAL}, in flat grids empty. */
  private static final String READ_ROWS =
      """
      rows => rows.map(row => [
        [...row.querySelectorAll("th")].map(cell => cell.textContent.trim()).filter(Boolean).pop() ?? "",
        ...[...row.querySelectorAll("td")].map(cell => cell.textContent.trim()),
      ])
      """;

  private static final String READ_HEADERS =
      """
      rows => rows.map(row => [...row.querySelectorAll("th")]
        .map(cell => cell.textContent.trim()).filter(Boolean))
      """;

  private final Page page;
  private final String selector;

  GridViewer(Page page, String id) {
    this.page = page;
    this.selector = "#" + id;
  }

  /** Applies a configuration and waits until it is drawn. */
  void restore(String json) {
    page.evaluate(
        "([selector, config]) => document.querySelector(selector).restore(JSON.parse(config))",
        List.of(selector, json));
  }

  /** Exports the view as the user's menu would, as text. */
  String export(String method) {
    return (String)
        page.evaluate(
            """
            async ([selector, method]) => {
              const data = await document.querySelector(selector).export({ method });
              return data instanceof Blob ? data.text() : String(data);
            }
            """,
            List.of(selector, method));
  }

  /**
   * The rows on the screen, each its label, then its cells, once they are as expected, or the last ones
   * when patience ends.
   */
  List<List<String>> rows(Predicate<List<List<String>>> expected) {
    return read("tbody tr", READ_ROWS, expected);
  }

  /** The lines of column headers once they are as expected, or the last ones when patience ends. */
  List<List<String>> headers(Predicate<List<List<String>>> expected) {
    return read("thead tr", READ_HEADERS, expected);
  }

  /** Closes an open group. */
  void collapse(String label) {
    toggle(label, ".psp-tree-label-collapse");
  }

  /** Opens a closed group. */
  void expand(String label) {
    toggle(label, ".psp-tree-label-expand");
  }

  private void toggle(String label, String toggle) {
    find("tbody " + toggle).filter(new Locator.FilterOptions().setHasText(label)).first().click();
  }

  @SuppressWarnings("unchecked")
  private List<List<String>> read(
      String within, String script, Predicate<List<List<String>>> expected) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var lines = (List<List<String>>) find(within).evaluateAll(script);
      if (expected.test(lines) || System.nanoTime() > end) {
        return lines;
      }
      page.waitForTimeout(20);
    }
  }

  private Locator find(String within) {
    return page.locator(selector + " regular-table " + within);
  }

  /** The label of a row. */
  static String label(List<String> row) {
    return row.getFirst();
  }

  /**
   * The labels of rows and the cells of one column, which counts from zero. Rows that are not drawn
   * whole yet have empty cells.
   */
  static Map<String, String> column(List<List<String>> rows, int column) {
    Map<String, String> cells = new LinkedHashMap<>();
    rows.forEach(
        row -> cells.put(row.getFirst(), column + 1 < row.size() ? row.get(column + 1) : ""));
    return cells;
  }
}
