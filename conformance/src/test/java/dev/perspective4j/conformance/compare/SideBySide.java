package dev.perspective4j.conformance.compare;

import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ServerError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One scripted session against both servers: every request goes to the reference engine and to ours,
 * and the answers and the notifications they cause are compared.
 *
 * <p>Differences are collected, not thrown, so that a script can clean up after itself; {@link
 * #differences()} tells. Not thread-safe.
 */
public final class SideBySide implements AutoCloseable {

  private final WireClient reference;
  private final WireClient ours;
  private final List<String> differences = new ArrayList<>();

  private SideBySide(WireClient reference, WireClient ours) {
    this.reference = reference;
    this.ours = ours;
  }

  /** A new session on both servers of the fixture. */
  public static SideBySide open(Servers servers) {
    return new SideBySide(
        WireClient.connect(servers.reference()), WireClient.connect(servers.ours()));
  }

  /** Sends the request to both and compares the answers. */
  public Answers call(String what, Request.Builder request) {
    return call(what, request, tree -> tree);
  }

  /**
   * Sends the request to both and compares the answers after {@code normal} has taken out of each what
   * is known and documented to differ.
   */
  public Answers call(
      String what, Request.Builder request, UnaryOperator<Map<String, @Nullable Object>> normal) {
    Response a = reference.call(request.clone());
    Response b = ours.call(request.clone());
    compare(what, normal.apply(tree(a)), normal.apply(tree(b)));
    return new Answers(a, b);
  }

  /** Sends the request to ours only. */
  public Response ours(Request.Builder request) {
    return ours.call(request);
  }

  /**
   * Sends requests to both, all before the first answer is awaited, and compares the answers.
   *
   * @return the answers of both as trees, in order
   */
  public List<Trees> pipeline(List<Exchange> exchanges) {
    List<Response> a = reference.callAll(exchanges.stream().map(e -> e.request().clone()).toList());
    List<Response> b = ours.callAll(exchanges.stream().map(e -> e.request().clone()).toList());
    List<Trees> trees = new ArrayList<>();
    for (int i = 0; i < exchanges.size(); i++) {
      Exchange exchange = exchanges.get(i);
      Trees pair =
          new Trees(
              exchange.normal().apply(tree(a.get(i))), exchange.normal().apply(tree(b.get(i))));
      trees.add(pair);
      if (exchange.compared().test(pair)) {
        compare(exchange.what(), pair.reference(), pair.ours());
      }
    }
    return trees;
  }

  /**
   * A request to both servers.
   *
   * @param what names it in differences
   * @param normal takes out of an answer what is known and documented to differ
   * @param compared whether the two answers are compared
   */
  public record Exchange(
      String what,
      Request.Builder request,
      UnaryOperator<Map<String, @Nullable Object>> normal,
      Predicate<Trees> compared) {

    public static Exchange of(String what, Request.Builder request) {
      return new Exchange(what, request, tree -> tree, _ -> true);
    }
  }

  /**
   * Both answers to one request as trees.
   *
   * @param reference the reference engine's
   * @param ours ours
   */
  public record Trees(
      Map<String, @Nullable Object> reference, Map<String, @Nullable Object> ours) {}

  /** Sends the request to both without comparing; for clean-up. */
  public void quietly(Request.Builder request) {
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
  public List<String> differences() {
    return differences;
  }

  /** Compares two trees. */
  public void compare(String what, @Nullable Object a, @Nullable Object b) {
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
  public record Answers(Response reference, Response ours) {

    /** Whether either failed. */
    boolean failed() {
      return reference.hasServerError() || ours.hasServerError();
    }
  }
}
