package dev.perspective4j.conformance.loading;

import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableSchemaReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server's answers to scripts, as trees. Not thread-safe. */
final class LoadingSession implements AutoCloseable {

  private final WireClient client;
  private int tables;

  LoadingSession(java.net.URI server) {
    client = WireClient.connect(server);
  }

  /**
   * What a server said to one request of a script.
   *
   * @param error the text of a refusal; null if the request was accepted
   * @param state everything a client can read of the table afterwards; empty if there is none
   */
  record Answer(@Nullable String error, Map<String, @Nullable Object> state) {}

  /**
   * Plays a script; the answers are to the load and to each step. All requests are sent before the
   * first answer is read: what comes after a refused load is refused too.
   */
  List<Answer> play(LoadingScript script) {
    String table = "t" + ++tables;
    List<Integer> writes = new ArrayList<>();
    List<Map<String, Integer>> reads = new ArrayList<>();
    script.before(table).forEach(client::send);
    writes.add(client.send(script.make(table)));
    client.send(LoadingScript.port(table));
    reads.add(read(table, 0));
    for (LoadingScript.Step step : script.steps()) {
      writes.add(client.send(step.request(table)));
      reads.add(read(table, reads.size()));
    }
    int last = client.send(WireRequests.deleteTable(table));
    for (Request.Builder request : script.after(table)) {
      last = client.send(request);
    }
    Map<Integer, Response> responses = new HashMap<>();
    for (int id = 0; id != last; ) {
      Response response = client.notification();
      id = response.getMsgId();
      responses.put(id, response);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      Response written = get(responses, writes.get(i));
      String error = written.hasServerError() ? written.getServerError().getMessage() : null;
      if (i == 0 && error != null) {
        return List.of(new Answer(error, Map.of()));
      }
      Map<String, @Nullable Object> state = new LinkedHashMap<>();
      reads
          .get(i)
          .forEach(
              (what, id) -> {
                Response response = get(responses, id);
                state.put(
                    what,
                    response.hasServerError()
                        ? response.getServerError().getMessage()
                        : Canonical.of(response));
              });
      answers.add(new Answer(error, state));
    }
    return answers;
  }

  private static Response get(Map<Integer, Response> responses, int id) {
    Response response = responses.get(id);
    if (response == null) {
      throw new IllegalStateException("no answer to request " + id);
    }
    return response;
  }

  /** Asks for all there is to read; the numbers of the requests. */
  private Map<String, Integer> read(String table, int round) {
    ViewPort all = ViewPort.getDefaultInstance();
    String view = table + "v" + round;
    Map<String, Integer> requests = new LinkedHashMap<>();
    requests.put(
        "schema",
        client.send(
            Request.newBuilder()
                .setEntityId(table)
                .setTableSchemaReq(TableSchemaReq.getDefaultInstance())));
    requests.put(
        "size",
        client.send(
            Request.newBuilder()
                .setEntityId(table)
                .setTableSizeReq(TableSizeReq.getDefaultInstance())));
    requests.put("view", client.send(WireRequests.view(table, view, ViewConfig.builder().build())));
    requests.put("columns", client.send(WireRequests.columns(view, all, false)));
    requests.put("rows", client.send(WireRequests.rowsJson(view, all)));
    requests.put("csv", client.send(WireRequests.csv(view, all)));
    requests.put("arrow", client.send(WireRequests.arrow(view, all)));
    client.send(WireRequests.deleteView(view));
    return requests;
  }

  @Override
  public void close() {
    client.close();
  }
}
