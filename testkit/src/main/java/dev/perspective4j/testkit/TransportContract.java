package dev.perspective4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.AccessPolicy;
import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.OriginPolicy;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerTable;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.Response.ClientRespCase;
import dev.perspective4j.wire.proto.ViewGetMinMaxReq;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a transport must do, whatever framework it is made of.
 *
 * <pre>{@code
 * class MyTransportTest extends TransportContract {
 *   protected URI mount(Server server, EndpointOptions options) { … listen on port 0 … }
 *   protected void unmount() { … }
 * }
 * }</pre>
 */
public abstract class TransportContract {
  private @Nullable Server server;
  private @Nullable URI uri;

  /** Makes a transport for the contract. */
  protected TransportContract() {}

  /**
   * Mounts a server on 127.0.0.1 and a free port.
   *
   * @return where to connect
   */
  protected abstract URI mount(Server mounted, EndpointOptions options) throws Exception;

  /** Stops listening. */
  protected abstract void unmount() throws Exception;

  /** Connects a client. */
  protected Peer connect(URI to, Map<String, String> headers) {
    return WebSocketPeer.connect(to, headers);
  }

  @BeforeEach
  final void start() throws Exception {
    server = Server.create();
    uri =
        mount(
            server,
            EndpointOptions.DEFAULT
                .withAccess(AccessPolicy.full())
                .withOrigins(OriginPolicy.sameOrigin()));
  }

  @AfterEach
  final void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    unmount();
  }

  @Test
  final void answersRequestsInOrderWithTheirIds() {
    try (Peer peer = connect()) {
      for (int id = 1; id <= 200; id++) {
        peer.send(id, WireRequests.features());
      }
      peer.send(-1, WireRequests.features());

      for (int id = 1; id <= 200; id++) {
        assertEquals(id, peer.next().getMsgId());
      }
      Response last = peer.next();
      assertEquals(-1, last.getMsgId());
      assertTrue(last.getGetFeaturesResp().getGroupBy());
    }
  }

  @Test
  final void servesTablesAndViews() {
    try (Peer peer = connect()) {
      peer.send(1, WireRequests.table("t", "[{\"k\":1,\"v\":\"a\"},{\"k\":2,\"v\":\"b\"}]", "k"));
      peer.send(2, WireRequests.view("t", "w"));
      peer.send(3, WireRequests.columns("w"));

      assertEquals(ClientRespCase.MAKE_TABLE_RESP, peer.next().getClientRespCase());
      assertEquals("w", peer.next().getTableMakeViewResp().getViewId());
      assertEquals(
          "{\"k\":[1,2],\"v\":[\"a\",\"b\"]}",
          peer.next().getViewToColumnsStringResp().getJsonString().toStringUtf8());
    }
  }

  @Test
  final void tellsListenersOfUpdatesAfterTheWritersOwnAnswer() {
    try (Peer writer = connect();
        Peer reader = connect()) {
      makeTable(writer);
      makeView(writer);
      makeView(reader);
      writer.send(10, WireRequests.onUpdate("w"));
      reader.send(20, WireRequests.onUpdate("w"));
      assertEquals(1, rows(reader));

      writer.send(11, WireRequests.update("t", "[{\"k\":2}]"));

      assertEquals(ClientRespCase.TABLE_UPDATE_RESP, writer.next().getClientRespCase());
      assertEquals(10, writer.next().getMsgId());
      assertEquals(20, reader.next().getMsgId());
      assertEquals(2, rows(reader));
    }
  }

  @Test
  final void tellsListenersOfUpdatesFromTheHost() {
    ServerTable table = server().host("t", rows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    try (Peer peer = connect()) {
      makeView(peer);
      peer.send(5, WireRequests.onUpdate("w"));
      assertEquals(1, rows(peer));

      table.update(rows("[{\"k\":2}]")).join();

      assertEquals(5, peer.next().getMsgId());
    }
  }

  @Test
  final void keepsViewsOfOthersApart() {
    try (Peer owner = connect();
        Peer other = connect()) {
      makeTable(owner);
      makeView(owner);

      other.send(7, WireRequests.dimensions("w"));

      assertEquals(1, other.next().getServerError().getStatusCodeValue());
    }
  }

  @Test
  final void freesViewsWhenTheConnectionCloses() {
    Peer owner = connect();
    try (Peer other = connect()) {
      makeTable(owner);
      makeView(owner);
      other.send(8, WireRequests.deleteTableLazily("t"));
      other.send(9, WireRequests.size("t"));
      assertEquals(9, other.next().getMsgId());

      owner.close();

      assertEquals(ClientRespCase.TABLE_DELETE_RESP, other.next().getClientRespCase());
    }
  }

  @Test
  final void acceptsMessagesOfAHundredMebibytes() {
    try (Peer peer = connect()) {
      peer.send(3, WireRequests.padded(100 << 20));

      assertEquals(3, peer.next().getMsgId());
    }
  }

  @Test
  final void acceptsFragments() {
    try (Peer peer = connect()) {
      Request request = WireRequests.padded(300_000).setMsgId(4).build();
      ByteBuffer message = request.toByteString().asReadOnlyByteBuffer();

      peer.sendFragments(message, 1_000);

      assertEquals(4, peer.next().getMsgId());
    }
  }

  @Test
  final void sendsBigAnswers() {
    String cell = "x".repeat(1 << 20);
    StringBuilder rows = new StringBuilder("[");
    for (int i = 0; i < 24; i++) {
      rows.append(i == 0 ? "" : ",").append("{\"k\":").append(i).append(",\"v\":\"");
      rows.append(i).append(cell).append("\"}");
    }
    server().host("t", rows(rows.append(']').toString()), TableOptions.indexedBy("k"));
    try (Peer peer = connect()) {
      makeView(peer);

      peer.send(6, WireRequests.columns("w"));

      assertTrue(peer.next().getViewToColumnsStringResp().getJsonString().size() > 24 << 20);
    }
  }

  @Test
  final void closesOnOversizeWhileOthersGoOn() {
    try (Peer hostile = connect();
        Peer other = connect()) {
      try {
        hostile.send(1, WireRequests.padded(120_000_000));
      } catch (RuntimeException closedWhileSending) {
        assertNotEquals("", String.valueOf(closedWhileSending));
      }

      int code = hostile.closeCode();

      assertTrue(code == CloseCode.MESSAGE_TOO_BIG || code == 1006, () -> "code " + code);
      other.send(2, WireRequests.features());
      assertEquals(2, other.next().getMsgId());
    }
  }

  @Test
  final void answersMalformedMessagesWithErrorsAndGoesOn() {
    byte[] garbage = new byte[4_096];
    new Random(7).nextBytes(garbage);
    byte[] whole = WireRequests.view("table", "view").setMsgId(5).build().toByteArray();
    try (Peer peer = connect()) {
      peer.send(ByteBuffer.allocate(0));
      peer.send(ByteBuffer.wrap(garbage));
      peer.send(ByteBuffer.wrap(whole, 0, whole.length - 3));
      peer.send(unknownKind(77));
      peer.send(1, WireRequests.features());

      for (int i = 0; i < 3; i++) {
        assertEquals("Unhandled request type 2", peer.next().getServerError().getMessage());
      }
      Response unknown = peer.next();
      assertEquals(77, unknown.getMsgId());
      assertEquals("Unhandled request type 2", unknown.getServerError().getMessage());
      assertEquals(ClientRespCase.GET_FEATURES_RESP, peer.next().getClientRespCase());
    }
  }

  @Test
  final void ignoresText() {
    try (Peer peer = connect()) {
      peer.sendText("5");
      peer.sendText("{\"hello\":true}");
      peer.send(1, WireRequests.features());

      assertEquals(1, peer.next().getMsgId());
    }
  }

  @Test
  final void refusesDeepJsonAndGoesOn() {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);
    try (Peer peer = connect()) {
      peer.send(1, WireRequests.table("t", "[{\"k\":" + deep + "}]", "k"));
      peer.send(2, WireRequests.features());

      assertEquals(ClientRespCase.SERVER_ERROR, peer.next().getClientRespCase());
      assertEquals(2, peer.next().getMsgId());
    }
  }

  @Test
  final void aReaderThatStopsDoesNotHoldUpOthers() {
    ServerTable table = server().host("t", rows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    try (Peer stuck = connect();
        Peer other = connect()) {
      makeView(stuck);
      stuck.send(1, WireRequests.onUpdate("w"));
      assertEquals(1, rows(stuck));
      makeView(other);
      other.send(2, WireRequests.onUpdate("w"));
      assertEquals(1, rows(other));
      stuck.stopReading();

      for (int i = 0; i < 2_000; i++) {
        table.update(rows("[{\"k\":" + (i % 10) + "}]")).join();
      }

      assertEquals(2, other.next().getMsgId());
      other.send(3, WireRequests.features());
      assertTrue(arrives(other, 3));
    }
  }

  @Test
  final void refusesPagesOfOtherOrigins() {
    int code;
    try (Peer page = connect(uri(), Map.of("Origin", "https://elsewhere.example"))) {
      code = page.closeCode();
    } catch (RuntimeException handshakeRefused) {
      code = CloseCode.POLICY_VIOLATION;
    }
    assertEquals(CloseCode.POLICY_VIOLATION, code);
  }

  @Test
  final void takesTheReleaseFromTheQuery() {
    server().host("t", rows("[{\"k\":1},{\"k\":3}]"), TableOptions.indexedBy("k"));
    try (Peer peer = connect(URI.create(uri() + "?protocol=4.3"), Map.of())) {
      makeView(peer);

      peer.send(
          Request.newBuilder()
              .setMsgId(3)
              .setEntityId("w")
              .setViewGetMinMaxReq(ViewGetMinMaxReq.newBuilder().setColumnName("k"))
              .build());

      String answer = new String(peer.nextMessage(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.endsWith("\n\0011\022\0013"), () -> answer);
    }
  }

  @Test
  final void saysSoWhenTheServerShutsDown() {
    try (Peer peer = connect()) {
      peer.send(1, WireRequests.features());
      assertEquals(1, peer.next().getMsgId());

      server().close();

      assertEquals(CloseCode.GOING_AWAY, peer.closeCode());
    }
  }

  private Peer connect() {
    return connect(uri(), Map.of());
  }

  private Server server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  private URI uri() {
    if (uri == null) {
      throw new IllegalStateException("not started");
    }
    return uri;
  }

  private static void makeTable(Peer peer) {
    peer.send(1, WireRequests.table("t", "[{\"k\":1}]", "k"));
    assertEquals(ClientRespCase.MAKE_TABLE_RESP, peer.next().getClientRespCase());
  }

  private static void makeView(Peer peer) {
    peer.send(2, WireRequests.view("t", "w"));
    assertEquals(ClientRespCase.TABLE_MAKE_VIEW_RESP, peer.next().getClientRespCase());
  }

  private static int rows(Peer peer) {
    peer.send(99, WireRequests.dimensions("w"));
    return peer.next().getViewDimensionsResp().getNumViewRows();
  }

  private static boolean arrives(Peer peer, int id) {
    for (int i = 0; i < 10_000; i++) {
      if (peer.next().getMsgId() == id) {
        return true;
      }
    }
    return false;
  }

  private static TableData rows(String json) {
    return new TableData.JsonRows(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Request unknownKind(int id) {
    return Request.newBuilder()
        .setMsgId(id)
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    99,
                    UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build())
                .build())
        .build();
  }
}
