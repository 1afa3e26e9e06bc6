package dev.perspective4j.conformance.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.compare.ArrowTree;
import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.ClientPackage;
import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.conformance.compare.Servers;
import dev.perspective4j.conformance.live.LiveTree;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tables derived from views hold what those of the reference engine 5.6.1 hold after every step of their
 * sources, row by row in order, and tell their views the same.
 *
 * <p>Options as for {@code LiveComparisonTest}.
 */
class DerivedComparisonTest {
  private static final int LENGTH = 40;
  private static final int MOST_FAILURES = 3;

  @Test
  void derivedTablesFollowAsThoseOfTheReferenceDo() {
    int tries = Integer.getInteger("comparison.tries", 20);
    long seed = Long.getLong("comparison.seed", 20261122L);
    List<String> failures = new ArrayList<>();
    Servers servers = Servers.of(ClientPackage.PYTHON_5_6);
    try {
      for (int i = 0; i < tries && failures.size() < MOST_FAILURES; i++) {
        try {
          differs(servers, seed + i).ifPresent(failures::add);
        } catch (IllegalStateException lost) {
          if (!servers.isReferenceDying()) {
            throw new IllegalStateException("seed " + (seed + i), lost);
          }
          servers.close();
          servers = Servers.of(ClientPackage.PYTHON_5_6);
        }
      }
    } finally {
      servers.close();
    }
    assertEquals(List.of(), failures);
  }

  private static Optional<String> differs(Servers servers, long seed) {
    DerivedScript script = DerivedScript.of(seed, "derived" + seed + "-", LENGTH);
    StringBuilder done = new StringBuilder("seed " + seed + "\n");
    Map<String, LiveTree> before = new HashMap<>();
    try (WireClient reference = WireClient.connect(servers.reference());
        WireClient ours = WireClient.connect(servers.ours())) {
      for (DerivedScript.Step step : script.steps()) {
        done.append("  ").append(step).append('\n');
        Effect theirs = Effect.of(reference, step);
        Effect mine = Effect.of(ours, step);
        List<Difference> found = Difference.between(theirs.answer, mine.answer);
        if (found.isEmpty()) {
          found = told(theirs, mine, before);
        }
        if (!found.isEmpty()) {
          if (!isSound(reference, script, theirs, mine)) {
            return Optional.empty();
          }
          return Optional.of(done.append(found.getFirst()).toString());
        }
        mine.shown.forEach((view, json) -> before.put(view, LiveTree.of(json)));
      }
      return Optional.empty();
    }
  }

  /**
   * Whether in the reference a new view shows what the view shows that is derived from, and a table derived
   * from that what the table shows, unless ours shows it.
   */
  private static boolean isSound(
      WireClient reference, DerivedScript script, Effect theirs, Effect mine) {
    String fresh = script.source() + "-again";
    reference.call(script.viewAgain(fresh));
    if (!LiveTree.of(shown(reference, script.source()))
        .equals(LiveTree.of(shown(reference, fresh)))) {
      return false;
    }
    String table = script.source() + "-table";
    reference.call(script.tableAgain(table, fresh));
    reference.call(WireRequests.view(table, table + "-view", ViewConfig.ALL));
    List<Object> right = rows(shown(reference, table + "-view"));
    return rows(theirs.shown(script.watched())).equals(right)
        || !rows(mine.shown(script.watched())).equals(right);
  }

  private static List<Object> rows(ByteString json) {
    return LiveTree.of(json).cells().stream()
        .map(row -> (Object) row)
        .sorted(Comparator.comparing(Object::toString))
        .toList();
  }

  private static ByteString shown(WireClient client, String view) {
    return client.call(DerivedScript.read(view)).getViewToColumnsStringResp().getJsonString();
  }

  /**
   * What listeners were told. The reference also tells of groups that a step touched without a change, and
   * then rewrites the rows derived from them; such rows are left out.
   */
  private static List<Difference> told(Effect theirs, Effect mine, Map<String, LiveTree> before) {
    List<Object> expected = new ArrayList<>();
    List<Object> actual = new ArrayList<>();
    Map<Integer, Response> updates = new HashMap<>();
    for (Response told : mine.told) {
      actual.add(told.hasViewOnUpdateResp() ? told.getMsgId() : removed(told));
      updates.put(told.getMsgId(), told);
    }
    for (Response told : theirs.told) {
      if (!told.hasViewOnUpdateResp()) {
        expected.add(removed(told));
        continue;
      }
      String view = told.getEntityId();
      List<Object> was = new ArrayList<>(before.getOrDefault(view, LiveTree.EMPTY).cells());
      List<Object> now = new ArrayList<>(LiveTree.of(mine.shown(view)).cells());
      List<Object> rows = LiveTree.arrowRows(told.getViewOnUpdateResp().getDelta());
      Response answer = updates.get(told.getMsgId());
      if (answer == null) {
        if (!was.equals(now)) {
          expected.add(told.getMsgId());
        }
        continue;
      }
      expected.add(told.getMsgId());
      List<Difference> found =
          Difference.between(
              physicalTypes(told.getViewOnUpdateResp().getDelta()),
              physicalTypes(answer.getViewOnUpdateResp().getDelta()));
      if (!found.isEmpty()) {
        return found;
      }
      List<Object> reported = LiveTree.arrowRows(answer.getViewOnUpdateResp().getDelta());
      List<Object> unchanged = without(rows, reported);
      boolean same =
          was.containsAll(unchanged)
              && now.containsAll(unchanged)
              && without(reported, rows).isEmpty()
              && reported.containsAll(without(now, was));
      if (!same) {
        return List.of(new Difference("rows told of " + view, rows, reported));
      }
    }
    return Difference.between(expected, actual);
  }

  /** Removed keys come in an order of the reference's own. */
  private static List<Object> removed(Response told) {
    return List.of(told.getMsgId(), LiveTree.sorted(told.getViewOnRemoveResp().getIndices()));
  }

  private static List<Object> without(List<Object> rows, List<Object> others) {
    List<Object> left = new ArrayList<>(rows);
    others.forEach(left::remove);
    return left;
  }

  private static List<Object> physicalTypes(ByteString delta) {
    List<Object> physicalTypes = new ArrayList<>();
    if (ArrowTree.of(delta) instanceof List<?> fields) {
      fields.forEach(field -> physicalTypes.add(List.copyOf(((List<?>) field).subList(0, 2))));
    }
    return physicalTypes;
  }

  /**
   * What a step did.
   *
   * @param answer the answer, and what views show then
   * @param shown the same as JSON
   * @param told notifications
   */
  private record Effect(
      Map<String, @Nullable Object> answer, Map<String, ByteString> shown, List<Response> told) {

    static Effect of(WireClient client, DerivedScript.Step step) {
      Map<String, @Nullable Object> seen = new LinkedHashMap<>();
      Map<String, ByteString> shown = new LinkedHashMap<>();
      Request.Builder request = step.request().toBuilder();
      if (request.hasViewOnUpdateReq() || request.hasViewOnRemoveReq()) {
        client.send(request);
        return new Effect(seen, shown, List.of());
      }
      seen.put("answer", Canonical.of(client.call(request)));
      for (String view : step.reads()) {
        Response read = client.call(DerivedScript.read(view));
        seen.put(view, Canonical.of(read));
        shown.put(view, read.getViewToColumnsStringResp().getJsonString());
      }
      return new Effect(seen, shown, client.notifications());
    }

    ByteString shown(String view) {
      return shown.getOrDefault(view, ByteString.EMPTY);
    }
  }
}
