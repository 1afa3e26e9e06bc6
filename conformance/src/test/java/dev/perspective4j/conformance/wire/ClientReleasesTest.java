package dev.perspective4j.conformance.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.conformance.Serve;
import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.ClientPackage;
import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.ReferenceServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Unmodified clients of every release see the same on our adapters as on the server of their own
 * release. Where releases of the server differ, an older client may also see what the server of
 * release 5.5.1 shows it.
 */
class ClientReleasesTest {

  /** Steps in which the reference is wrong, see docs/compatibility.md. */
  private static final Pattern REFERENCE_IS_WRONG =
      Pattern.compile(
          "filter in: config" // nulls before the values of `in`
              + "|(pivot sorted|window): config" // windows and column sorts left out
              + "|(last|high|low|high minus low) of .: config" // names it does not take back
              + "|split: keys" // row ids shifted by a row
              + "|range of d"); // dates packed into a number

  /** Aggregates whose answers in the native builds depend on the C++ library. */
  private static final Pattern NATIVE_BUILD = Pattern.compile("(median|q1|q3) of .");

  @ParameterizedTest
  @CsvSource({
    "NODE_5_5, vertx",
    "NODE_5_5, javalin",
    "NODE_5_5, jakarta",
    "NODE_4_3, vertx",
    "NODE_3_8, vertx",
    "PYTHON_5_5, vertx",
    "PYTHON_5_6, vertx",
  })
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void seesWhatTheServerOfItsReleaseShows(ClientPackage client, String adapter) {
    List<Map<String, @Nullable Object>> accepted = new ArrayList<>();
    accepted.add(own(client));
    if (client.readsTextRanges()) {
      try (ReferenceServer current = ClientPackage.NODE_5_5.server()) {
        accepted.add(client.session(current.uri().toString(), "no-ranges"));
      }
    }
    Map<String, @Nullable Object> actual = ours(client, adapter);

    List<String> differences = new ArrayList<>();
    for (String step : accepted.get(0).keySet()) {
      List<Difference> found = Difference.between(accepted.get(0).get(step), actual.get(step));
      boolean agrees =
          found.isEmpty()
              || accepted.stream()
                  .skip(1)
                  .anyMatch(
                      other ->
                          other.containsKey(step)
                              && Difference.between(other.get(step), actual.get(step)).isEmpty());
      boolean known =
          REFERENCE_IS_WRONG.matcher(step).matches()
              || (client.isItsOwnServer() && NATIVE_BUILD.matcher(step).matches());
      if (!agrees && !known) {
        differences.add(step + found);
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void allReleasesShareATableAtOnce() {
    try (Server server = Server.create()) {
      server.host(
          "shared",
          new TableData.OfSchema(
              new Schema(
                  List.of(
                      new Schema.Column("who", ColumnType.STRING),
                      new Schema.Column("nothing", ColumnType.FLOAT)))),
          TableOptions.indexedBy("who"));
      Serve.Running ours = Serve.start("vertx", server, 0);
      try {
        ClientPackage[] all = ClientPackage.values();
        String uri = "ws://127.0.0.1:" + ours.port() + "/websocket";
        Map<ClientPackage, Process> running = new EnumMap<>(ClientPackage.class);
        for (ClientPackage client : all) {
          running.put(client, client.start("peer", uri, client.name(), "" + all.length));
        }

        Map<ClientPackage, Object> seen = new EnumMap<>(ClientPackage.class);
        running.forEach((client, process) -> seen.put(client, client.finish(process)));

        Map<ClientPackage, Object> expected = new EnumMap<>(ClientPackage.class);
        for (ClientPackage client : all) {
          expected.put(client, shared(client));
        }
        assertEquals(expected, seen);
      } finally {
        ours.stop();
      }
    }
  }

  /** Why ranges need the URL or the endpoint to say which way a client reads them. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void nothingThatOrdinaryUseSendsTellsHowAReleaseReadsRanges() {
    List<String> current = sentUpToARange(ClientPackage.NODE_5_5);

    assertEquals(current, sentUpToARange(ClientPackage.NODE_4_3));
    assertEquals(current, sentUpToARange(ClientPackage.NODE_3_8));
  }

  private static List<String> sentUpToARange(ClientPackage client) {
    try (Server server = Server.create()) {
      server.host(
          "shared",
          new TableData.OfSchema(
              new Schema(
                  List.of(
                      new Schema.Column("who", ColumnType.STRING),
                      new Schema.Column("number", ColumnType.INTEGER)))),
          TableOptions.indexedBy("who"));
      Serve.Running ours = Serve.start("vertx", server, 0);
      try (RequestRecorder recorder = new RequestRecorder(ours.port())) {
        client.finish(client.start("range", recorder.uri()));
        return recorder.sent();
      } finally {
        ours.stop();
      }
    }
  }

  /** The five rows as a release shows them: groups without values add up to 0 until 5.6. */
  private static Map<String, @Nullable Object> shared(ClientPackage client) {
    List<String> who = Arrays.stream(ClientPackage.values()).map(Enum::name).sorted().toList();
    Object sum = new Canonical.Exact("0");
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("who", who);
    shown.put("nothing", Collections.nCopies(who.size() + 1, client.isNew() ? null : sum));
    shown.put("csv", client.isNew() ? "\"who\",\"nothing\"" : "\"who (Group by 1)\",\"nothing\"");
    return shown;
  }

  private static Map<String, @Nullable Object> own(ClientPackage client) {
    if (client.isItsOwnServer()) {
      return client.session("local");
    }
    try (ReferenceServer own = client.server()) {
      return client.session(own.uri().toString());
    }
  }

  private static Map<String, @Nullable Object> ours(ClientPackage client, String adapter) {
    try (Server server = Server.create()) {
      Serve.Running ours = Serve.start(adapter, server, 0);
      try {
        String uri = "ws://127.0.0.1:" + ours.port() + "/websocket";
        // Nothing tells releases before 4.4 until they ask for a range, which is too late.
        return client.session(
            client.readsTextRanges() ? uri + "?protocol=" + client.protocol() : uri);
      } finally {
        ours.stop();
      }
    }
  }
}
