package dev.perspective4j.conformance.browser;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** The settings panel and the menus of a viewer, driven by mouse and keyboard as a user would. */
final class SettingsPanel {
  /** The lists that columns are dropped into. */
  enum Zone {
    GROUP_BY("#group_by"),
    SPLIT_BY("#split_by"),
    ORDER_BY("#sort"),
    WHERE("#filter");

    private final String selector;

    Zone(String selector) {
      this.selector = selector;
    }
  }

  private final Page page;
  private final Locator viewer;

  private SettingsPanel(Page page, String id) {
    this.page = page;
    this.viewer = page.locator("#" + id);
  }

  /** Opens the panel and waits for its list of columns. */
  static SettingsPanel open(Page page, String id) {
    SettingsPanel panel = new SettingsPanel(page, id);
    panel.viewer.evaluate("viewer => viewer.toggleConfig(true)");
    panel.viewer.locator(".column-selector-column").first().waitFor();
    return panel;
  }

  /** Drags a column of the panel's list behind the entries of a zone. */
  void drag(String column, Zone zone) {
    Locator source = column(column).locator("[draggable=true]");
    Locator empty = zone(zone).locator(".column-empty");
    // Both wait until layout stands still.
    empty.hover(new Locator.HoverOptions().setTrial(true));
    source.hover();
    BoundingBox target = empty.boundingBox();
    double x = target.x + target.width / 2;
    double y = target.y + target.height / 2;
    page.mouse().down();
    page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(5));
    // The zone shows where the column would land; a drop before that is none.
    zone(zone).locator(".config-drop").waitFor();
    page.mouse().up();
    entry(zone, column).waitFor();
  }

  /** Takes a column out of a zone by the button at its end. */
  void remove(String column, Zone zone) {
    zone(zone)
        .locator(".pivot-column")
        .filter(new Locator.FilterOptions().setHas(named(column)))
        .locator(".row_close")
        .click();
    entry(zone, column)
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** Clicks the arrow of a sort. */
  void turnSort(String column) {
    entry(Zone.ORDER_BY, column).locator(".sort-icon").click();
  }

  /** Chooses the operator of a filter. */
  void chooseOperator(String column, String operator) {
    entry(Zone.WHERE, column).locator("select.filterop-selector").selectOption(operator);
  }

  /** Types the value of a filter. */
  void type(String column, String value) {
    entry(Zone.WHERE, column).locator("input").pressSequentially(value);
  }

  /** Clicks one of the values that the filter under the cursor suggests. */
  void takeSuggestion(String value) {
    page.locator("perspective-dropdown span")
        .filter(new Locator.FilterOptions().setHasText(exactly(value)))
        .click();
  }

  /** Chooses an aggregate of a shown column. */
  void chooseAggregate(String column, String aggregate) {
    column(column).locator(".aggregate-selector select").selectOption(aggregate);
  }

  /** Chooses which levels of the groups have rows: {@code rollup}, {@code flat}, {@code total}. */
  void chooseRollup(String mode) {
    viewer.locator("select#group_rollup_mode_selector").selectOption(mode);
  }

  /** Downloads a file by the export menu: what is behind the name it proposes, and its text. */
  String export(String extension) {
    viewer.locator("#export").click();
    Locator menu = page.locator("perspective-export-menu");
    menu.locator("input").fill("orders");
    Download download =
        page.waitForDownload(
            () ->
                menu.locator(".dropdown-menu-item")
                    .filter(new Locator.FilterOptions().setHasText(exactly("orders" + extension)))
                    .click());
    menu.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    try {
      return Files.readString(download.path());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Locator zone(Zone zone) {
    return viewer.locator(zone.selector);
  }

  private Locator entry(Zone zone, String column) {
    return zone(zone)
        .locator(".pivot-column-draggable")
        .filter(new Locator.FilterOptions().setHas(named(column)));
  }

  private Locator column(String name) {
    return viewer
        .locator(".column-selector-column")
        .filter(new Locator.FilterOptions().setHas(named(name)));
  }

  private Locator named(String column) {
    return page.locator(".column_name", new Page.LocatorOptions().setHasText(exactly(column)));
  }

  private static Pattern exactly(String text) {
    // The browser matches it, and knows no \\Q and \\E.
    return Pattern.compile("^" + text.replace(".", "\\.") + "$");
  }
}
