package dev.perspective4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.server.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unmodified JavaScript client sees the same on our adapters as on the reference server. */
class JavaScriptClientTest {

  @ParameterizedTest
  @ValueSource(strings = {"vertx", "javalin", "jakarta"})
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void seesWhatTheReferenceShows(String adapter) throws IOException {
    try (ReferenceServer reference = ReferenceServer.start();
        Server server = Server.create()) {
      Serve.Running ours = Serve.start(adapter, server, 0);
      try {
        Object expected = session(reference.uri().toString());
        Object actual = session("ws://127.0.0.1:" + ours.port() + "/websocket");
        assertEquals(List.of(), Difference.between(expected, actual));
      } finally {
        ours.stop();
      }
    }
  }

  /** What the client printed, as a tree. */
  private static Object session(String uri) throws IOException {
    Process process =
        new ProcessBuilder("node", "client.mjs", uri)
            .directory(Path.of("reference").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Object tree = Canonical.json(printed);
    if (!(tree instanceof List<?>)) {
      throw new IllegalStateException("the client failed against " + uri);
    }
    return tree;
  }
}
