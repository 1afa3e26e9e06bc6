package dev.perspective4j.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The reference engine's WebSocket server in a process of its own on the loopback interface.
 *
 * <p>Each instance is an empty server. The process ends with {@link #close()} or when this JVM does.
 */
public final class ReferenceServer implements AutoCloseable {

  private final Process process;
  private final URI uri;

  private ReferenceServer(Process process, int port) {
    this.process = process;
    this.uri = URI.create("ws://127.0.0.1:" + port + "/websocket");
  }

  /**
   * Starts the current release of the reference and waits until it listens.
   *
   * @param scripts the directory with {@code server.mjs} and the packages it needs
   */
  public static ReferenceServer start(Path scripts) {
    return start(scripts, "@perspective-dev/client");
  }

  /**
   * Starts the server of a package and waits until it listens.
   *
   * @param scripts the directory with {@code server.mjs} and the packages it needs
   * @param release name the package is installed under
   */
  public static ReferenceServer start(Path scripts, String release) {
    return start(scripts, List.of("node", "server.mjs", release));
  }

  /**
   * Starts a server by a command and waits until it listens.
   *
   * @param scripts the directory to run it in
   * @param command prints a line {@code port NUMBER} when it listens
   */
  public static ReferenceServer start(Path scripts, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(scripts.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("port ")) {
          return new ReferenceServer(process, Integer.parseInt(line.substring(5)));
        }
      }
      throw new IllegalStateException("the reference server did not start: " + command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  /** Number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process still runs; the reference engine dies of some requests. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the process has ended or ends within some seconds: it closes connections first. */
  public boolean isDying() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
