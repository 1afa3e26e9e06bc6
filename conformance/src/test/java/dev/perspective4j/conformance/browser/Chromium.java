package dev.perspective4j.conformance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The machine's own Chromium, without a window. Pages collect what they complain about. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
  }

  /** Where the machine keeps its Chromium, if it has one. */
  static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Path> candidates = new ArrayList<>();
    for (String folder : path.split(File.pathSeparator)) {
      NAMES.forEach(name -> candidates.add(Path.of(folder, name)));
    }
    return candidates.stream().filter(Files::isExecutable).findFirst();
  }

  /** Opens a page in a profile of its own. */
  Page open(String url) {
    BrowserContext profile =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("en-US")
                .setTimezoneId("UTC")
                .setViewportSize(1440, 820));
    Page page = profile.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("thrown: " + error));
    page.navigate(url);
    return page;
  }

  /**
   * Closes all pages: live ones go on drawing and leave little of the machine to others.
   *
   * @return what they logged as a warning or an error, or threw
   */
  List<String> closePages() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    return all;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
