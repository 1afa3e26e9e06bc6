package dev.perspective4j.conformance.expressions;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.compare.ClientPackage;
import dev.perspective4j.testkit.ReferenceServer;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.TableValidateExprResp;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A reference server that judges texts some of which it dies of; then another takes its place, and the
 * texts at fault are left without a verdict.
 */
final class MortalReference implements AutoCloseable {
  private final String rows;
  private final Set<String> deadly = new HashSet<>();
  private ReferenceServer server;
  private WireClient client;

  MortalReference(String rows) {
    this.rows = rows;
    server = ClientPackage.NODE_5_5.server();
    client = connect();
  }

  private WireClient connect() {
    WireClient connected = WireClient.connect(server.uri());
    connected.call(
        WireRequests.table(
            "t",
            MakeTableData.newBuilder().setFromCols(ByteString.copyFromUtf8(rows)).build(),
            ""));
    return connected;
  }

  /** Judges texts, by name, except those that are deadly. */
  TableValidateExprResp verdict(Map<String, String> texts) {
    try {
      return ExpressionComparisonTest.verdict(client, "t", texts);
    } catch (IllegalStateException dead) {
      replace();
    }
    TableValidateExprResp.Builder all = TableValidateExprResp.newBuilder();
    texts.forEach(
        (name, text) -> {
          try {
            all.mergeFrom(ExpressionComparisonTest.verdict(client, "t", Map.of(name, text)));
          } catch (IllegalStateException dead) {
            deadly.add(text);
            replace();
          }
        });
    return all.build();
  }

  private void replace() {
    close();
    server = ClientPackage.NODE_5_5.server();
    client = connect();
  }

  /** Whether a text that was judged has got a verdict. */
  boolean survives(String text) {
    return !deadly.contains(text);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
