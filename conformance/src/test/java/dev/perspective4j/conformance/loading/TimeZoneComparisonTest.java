package dev.perspective4j.conformance.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.perspective4j.conformance.Serve;
import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.ClientPackage;
import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.ReferenceServer;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dates and times mean the same wherever a server runs. The reference gets a zone as {@code TZ}, ours as
 * the zone of the JVM, and once more UTC; all three read, compute and print the same times around the
 * hours that the zone skips and repeats.
 */
class TimeZoneComparisonTest {

  private static final int TRIES = Integer.getInteger("comparison.tries", 12);
  private static final long SEED = Long.getLong("comparison.seed", 20261121L);

  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void bringBackTheZone() {
    TimeZone.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/Sao_Paulo"
      })
  void timesAreThoseOfUtc(String zone) {
    List<String> command =
        List.of("env", "TZ=" + zone, "node", "server.mjs", "@perspective-dev/client");
    List<String> differences = new ArrayList<>();
    Serve.Running ours = Serve.start("vertx", Server.create(), 0);
    try (ReferenceServer reference = ReferenceServer.start(ClientPackage.HOME, command);
        WireClient theirs = WireClient.connect(reference.uri());
        WireClient client =
            WireClient.connect(
                java.net.URI.create("ws://127.0.0.1:" + ours.port() + "/websocket"))) {
      Random seeds = new Random(SEED + zone.hashCode());
      for (int i = 0; i < TRIES && differences.size() < 5; i++) {
        ZonedScript script =
            new ZonedScript(seeds.nextLong(), TimeZone.getTimeZone(zone).toZoneId());
        List<Map<String, @Nullable Object>> expected = answers(theirs, script.requests("t" + i));
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        List<Map<String, @Nullable Object>> here = answers(client, script.requests("t" + i));
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        List<Map<String, @Nullable Object>> utc = answers(client, script.requests("t" + i));
        collect(differences, script, "in " + zone, Difference.between(expected, here));
        collect(differences, script, "in UTC", Difference.between(expected, utc));
      }
    } finally {
      ours.stop();
    }
    assertEquals(List.of(), differences);
  }

  private static void collect(
      List<String> into, ZonedScript script, String where, List<Difference> found) {
    if (!found.isEmpty()) {
      into.add("\n" + where + ": " + script + "\n" + found.getFirst());
    }
  }

  private static List<Map<String, @Nullable Object>> answers(
      WireClient client, List<Request.Builder> requests) {
    List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    for (Response response : client.callAll(requests)) {
      assertFalse(response.hasServerError(), response.getServerError()::getMessage);
      answers.add(Canonical.of(response.toBuilder().clearMsgId().clearEntityId().build()));
    }
    return answers;
  }
}
