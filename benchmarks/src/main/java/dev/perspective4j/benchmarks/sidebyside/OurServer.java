package dev.perspective4j.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Our server in a process of its own, as {@code conformance/serve} starts it. */
final class OurServer implements AutoCloseable {

  private static final String READY = "listening on ";

  private final Process process;
  private final URI uri;

  private OurServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts a server and waits until it listens. */
  static OurServer start(Path root) {
    try {
      Process process =
          new ProcessBuilder(
                  root.resolve("conformance/serve").toAbsolutePath().toString(),
                  "--adapter",
                  "vertx",
                  "--port",
                  "0")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(READY)) {
          return new OurServer(process, URI.create(line.substring(READY.length())));
        }
      }
      throw new IllegalStateException("our server did not start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  URI uri() {
    return uri;
  }

  /** Number of its process. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
