package dev.perspective4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.client.ClientTransport;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.AccessPolicy;
import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response.ClientRespCase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link ClientTransport} must do, whatever it is made of. It is tried against a server, which
 * answers in the order of the requests, so the order of the answers tells the order both ways.
 *
 * <pre>{@code
 * class MyClientTransportTest extends ClientTransportContract {
 *   protected ClientTransport mount(Server server, EndpointOptions options) { … }
 *   protected void unmount() { … }
 *   protected ClientTransport toNobody() { … }
 *   protected void cut() { … }
 * }
 * }</pre>
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class ClientTransportContract {
  private static final int MANY = 300;
  private static final int LARGE = 24 << 20;

  private @Nullable Server server;
  private @Nullable ClientTransport transport;

  /** Makes a transport for the contract. */
  protected ClientTransportContract() {}

  /**
   * Lets clients connect to a server.
   *
   * @return what reaches it
   */
  protected abstract ClientTransport mount(Server mounted, EndpointOptions options)
      throws Exception;

  /** Frees what {@link #mount} has made. */
  protected abstract void unmount() throws Exception;

  /** A transport to a place where no server is. */
  protected abstract ClientTransport toNobody() throws Exception;

  /**
   * Makes the far side take no more bytes, as a peer that hangs.
   *
   * @return whether there is such a thing, so that sends are left half-written
   */
  protected boolean stall() throws Exception {
    return false;
  }

  /** Ends all connections from the far side, as abruptly as the transport knows. */
  protected abstract void cut() throws Exception;

  @BeforeEach
  final void start() throws Exception {
    server = Server.create();
    transport = mount(server, EndpointOptions.DEFAULT.withAccess(AccessPolicy.full()));
  }

  @AfterEach
  final void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    unmount();
  }

  @Test
  final void aConnectionSendsAsSoonAsItIsThere() {
    TransportClient client = connect();

    client.send(1, WireRequests.features()).join();

    assertEquals(ClientRespCase.GET_FEATURES_RESP, client.next().getClientRespCase());
    client.close();
  }

  @Test
  final void aConnectionToNobodyFailsAndSaysWhy() throws Exception {
    CompletionStage<?> connecting = toNobody().connect(new TransportClient());

    CompletionException failure =
        assertThrows(CompletionException.class, () -> connecting.toCompletableFuture().join());

    assertFalse(String.valueOf(failure.getCause()).isBlank());
  }

  @Test
  final void messagesArriveInTheOrderOfTheCalls() {
    TransportClient client = connect();
    List<CompletableFuture<Void>> sent = new ArrayList<>();

    for (int id = 1; id <= MANY; id++) {
      Request.Builder request =
          id % 7 == 0 ? WireRequests.padded(100_000) : WireRequests.features();
      sent.add(client.send(id, request));
    }

    for (int id = 1; id <= MANY; id++) {
      assertEquals(id, client.next().getMsgId());
      sent.get(id - 1).join();
    }
    client.close();
  }

  @Test
  final void onlyTheBytesBetweenPositionAndLimitAreSent() {
    TransportClient client = connect();
    byte[] request = WireRequests.features().setMsgId(5).build().toByteArray();
    byte[] between = new byte[request.length + 20];
    System.arraycopy(request, 0, between, 7, request.length);

    client.send(ByteBuffer.wrap(between, 7, request.length)).join();

    assertEquals(ClientRespCase.GET_FEATURES_RESP, client.next().getClientRespCase());
    client.close();
  }

  @Test
  final void messagesAreReceivedOneAtATimeInOrderByAReceiverThatTakesItsTime() {
    table("x".repeat(10_000));
    TransportClient client = connect();
    client.makeView();
    client.takeItsTime();

    for (int id = 10; id < 10 + MANY; id++) {
      client.ask(id, id % 3 == 0 ? WireRequests.columns("w") : WireRequests.features());
    }

    for (int id = 10; id < 10 + MANY; id++) {
      assertEquals(id, client.next().getMsgId());
    }
    assertFalse(client.wasCalledTwiceAtOnce());
    client.close();
  }

  @Test
  final void receivedMessagesNeverChange() {
    table("x".repeat(10_000));
    TransportClient client = connect();
    client.makeView();
    client.ask(3, WireRequests.columns("w"));
    ByteBuffer kept = client.nextMessage();
    byte[] first = bytes(kept);

    for (int id = 4; id < 100; id++) {
      client.ask(id, WireRequests.columns("w"));
    }
    for (int id = 4; id < 100; id++) {
      assertEquals(id, client.next().getMsgId());
    }

    assertEquals(ByteBuffer.wrap(first), kept);
    client.close();
  }

  @Test
  final void largeMessagesTravelBothWays() {
    table("x".repeat(LARGE));
    TransportClient client = connect();
    client.makeView();

    client.ask(3, WireRequests.padded(LARGE));
    client.ask(4, WireRequests.columns("w"));

    assertEquals(3, client.next().getMsgId());
    assertTrue(client.next().getViewToColumnsStringResp().getJsonString().size() > LARGE);
    client.close();
  }

  @Test
  final void theServersCloseCodeIsInTheReason() {
    TransportClient client = connect();
    client.roundTrip();

    server().close();

    String reason = client.closeReason();
    assertTrue(reason.contains(String.valueOf(CloseCode.GOING_AWAY)), reason);
    assertSendsFail(client);
    assertEquals(1, client.timesClosed());
  }

  @Test
  final void closingTellsTheReceiverOnceAndFreesTheSession() {
    table("x");
    TransportClient client = connect();
    TransportClient other = connect();
    client.makeView();
    other.ask(8, WireRequests.deleteTableLazily("t"));
    other.ask(9, WireRequests.size("t"));
    assertEquals(9, other.next().getMsgId());

    client.close();
    client.close();

    assertFalse(client.closeReason().isBlank());
    assertEquals(ClientRespCase.TABLE_DELETE_RESP, other.next().getClientRespCase());
    assertEquals(1, client.timesClosed());
    other.close();
  }

  @Test
  final void aSendAfterClosingFails() {
    TransportClient client = connect();
    client.roundTrip();

    client.close();

    assertThrows(CompletionException.class, () -> client.send(2, WireRequests.features()).join());
  }

  @Test
  final void aLostConnectionIsToldOnceAndNoSendStaysOpen() throws Exception {
    TransportClient client = connect();
    client.roundTrip();
    ByteBuffer large =
        ByteBuffer.wrap(WireRequests.padded(LARGE).setMsgId(2).build().toByteArray());
    boolean halfWritten = stall();
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sent.add(client.send(large.duplicate()));
    }

    cut();

    assertFalse(client.closeReason().isBlank());
    for (CompletableFuture<Void> each : sent) {
      each.handle((done, failure) -> failure).join();
    }
    assertTrue(!halfWritten || sent.getLast().isCompletedExceptionally());
    assertSendsFail(client);
    assertEquals(1, client.timesClosed());
  }

  @Test
  final void oneTransportMakesSeveralConnectionsThatKnowNothingOfEachOther() {
    table("x");
    TransportClient one = connect();
    TransportClient two = connect();
    one.makeView();

    two.ask(7, WireRequests.dimensions("w"));

    assertEquals(ClientRespCase.SERVER_ERROR, two.next().getClientRespCase());
    two.close();
    one.ask(3, WireRequests.dimensions("w"));
    assertEquals(1, one.next().getViewDimensionsResp().getNumViewRows());
    TransportClient three = connect();
    three.roundTrip();
    three.close();
    one.close();
  }

  /** A server that closes may still take what is under way; from some point on sends must fail. */
  private static void assertSendsFail(TransportClient client) {
    CompletableFuture<Void> sent;
    do {
      sent = client.send(99, WireRequests.features());
    } while (sent.handle((done, failure) -> failure == null).join());
  }

  private TransportClient connect() {
    if (transport == null) {
      throw new IllegalStateException("not started");
    }
    TransportClient client = new TransportClient();
    client.opened(transport.connect(client).toCompletableFuture().join());
    return client;
  }

  private Server server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  private void table(String cell) {
    server().host("t", TableData.jsonRows("[{\"v\":\"" + cell + "\"}]"), TableOptions.DEFAULT);
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.duplicate().get(bytes);
    return bytes;
  }
}
