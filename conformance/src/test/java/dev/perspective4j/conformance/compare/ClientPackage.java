package dev.perspective4j.conformance.compare;

import dev.perspective4j.testkit.ReferenceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A published client, unmodified, run in a process of its own. */
public enum ClientPackage {
  NODE_3_8("node", "perspective-3.8.0", "3.8"),
  NODE_4_3("node", "perspective-4.3.0", "4.3"),
  NODE_5_5("node", "@perspective-dev/client", "5.5"),
  PYTHON_5_5("python", "5.5.1", "5.5"),
  PYTHON_5_6("python", "5.6.1", "5.6");

  /** The directory of the scripts and packages, as seen from this module's. */
  public static final Path HOME = Path.of("reference");

  /** After this the client is taken to hang. */
  private static final int PATIENCE_SECONDS = 90;

  private final String language;
  private final String release;
  private final String protocol;

  ClientPackage(String language, String release, String protocol) {
    this.language = language;
    this.release = release;
    this.protocol = protocol;
  }

  /** The value of the URL's {@code protocol} parameter for it. */
  public String protocol() {
    return protocol;
  }

  /** Whether it reads minimum and maximum as texts. */
  public boolean readsTextRanges() {
    return this == NODE_3_8 || this == NODE_4_3;
  }

  /** Whether it is of release 5.6 or later. */
  public boolean isNew() {
    return this == PYTHON_5_6;
  }

  /** Starts the server the package contains, for WebSockets. */
  public ReferenceServer server() {
    return language.equals("node")
        ? ReferenceServer.start(HOME, release)
        : ReferenceServer.start(HOME, List.of("python-" + release + "/bin/python", "server.py"));
  }

  /** Whether its own server runs inside the client's process. */
  public boolean isItsOwnServer() {
    return language.equals("python");
  }

  /**
   * What a session of the client printed, step by step.
   *
   * @param arguments URL of the server, or {@code local} for the client's own; then flags
   */
  public Map<String, @Nullable Object> session(String... arguments) {
    return finish(start("session", arguments));
  }

  /** Starts a script of the client's language. */
  public Process start(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    if (language.equals("node")) {
      command.addAll(List.of("node", script + ".mjs", release));
    } else {
      command.addAll(List.of("python-" + release + "/bin/python", script + ".py"));
    }
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(HOME.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      return process;
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Waits for a client and reads the object it printed. */
  public Map<String, @Nullable Object> finish(Process process) {
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!(Canonical.json(printed) instanceof List<?> entries)) {
        throw new IllegalStateException(this + " ended early: " + printed);
      }
      Map<String, @Nullable Object> steps = new LinkedHashMap<>();
      for (Object entry : entries) {
        List<?> pair = (List<?>) entry;
        steps.put(String.valueOf(pair.get(0)), pair.get(1));
      }
      return steps;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
