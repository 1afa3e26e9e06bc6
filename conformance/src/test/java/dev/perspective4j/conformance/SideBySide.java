package dev.perspective4j.conformance;

import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ServerError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One scripted session against both servers: every request goes to the reference engine and to ours,
 * and the answers and the notifications they cause are compared.
 *
 * <p>Differences are collected, not thrown, so that a script can clean up after itself; {@link
 * #differences()} tells. Not thread-safe.
 */
final class SideBySide implements AutoCloseable {

  private final WireClient reference;
  private final WireClient ours;
  private final List<String> differences = new ArrayList<>();

  private SideBySide(WireClient reference, WireClient ours) {
    this.reference = reference;
    this.ours = ours;
  }

  /** A new session on both servers of the fixture. */
  static SideBySide open(Servers servers) {
    return new SideBySide(
        WireClient.connect(servers.reference()), WireClient.connect(servers.ours()));
  }

  /** Sends the request to both and compares the answers. */
  Answers call(String what, Request.Builder request) {
    return call(what, request, tree -> tree);
  }

  /**
   * Sends the request to both and compares the answers after {@code normal} has taken out of each what
   * is known and documented to differ.
   */
  Answers call(
      String what, Request.Builder request, UnaryOperator<Map<String, @Nullable Object>> normal) {
    Response a = reference.call(request.clone());
    Response b = ours.call(request.clone());
    compare(what, normal.apply(tree(a)), normal.apply(tree(b)));
    return new Answers(a, b);
  }

  /** Sends the request to ours only. */
  Response ours(Request.Builder request) {
    return ours.call(request);
  }

  /** Sends the request to both without comparing; for clean-up. */
  void quietly(Request.Builder request) {
    reference.call(request.clone());
    ours.call(request.clone());
  }

  /** Subscribes on both; answers come as notifications. */
  void subscribe(Request.Builder request) {
    reference.send(request.clone());
    ours.send(request.clone());
  }

  /** Compares what has been notified since the last call, in order. */
  void notifications(String what) {
    compare(
        what,
        reference.notifications().stream().map(SideBySide::tree).toList(),
        ours.notifications().stream().map(SideBySide::tree).toList());
  }

  /** What differed, one text per place; empty if the two agree. */
  List<String> differences() {
    return differences;
  }

  private void compare(String what, @Nullable Object a, @Nullable Object b) {
    for (Difference difference : Difference.between(a, b)) {
      differences.add(what + " at " + difference);
    }
  }

  private static Map<String, @Nullable Object> tree(Response response) {
    if (response.hasServerError()) {
      ServerError error = response.getServerError();
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("error", error.getMessage());
      tree.put("status", error.getStatusCode().name());
      return tree;
    }
    return Canonical.of(response);
  }

  @Override
  public void close() {
    reference.close();
    ours.close();
  }

  /**
   * Both answers to one request.
   *
   * @param reference the reference engine's
   * @param ours ours
   */
  record Answers(Response reference, Response ours) {

    /** Whether either failed. */
    boolean failed() {
      return reference.hasServerError() || ours.hasServerError();
    }
  }
}
