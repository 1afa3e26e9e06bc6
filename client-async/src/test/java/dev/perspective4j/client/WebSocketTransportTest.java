package dev.perspective4j.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.client.ClientTransport.Connection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The WebSocket of the JDK under the client, against real sockets. */
@Timeout(60)
class WebSocketTransportTest {

  @Test
  void messagesArriveInTheOrderOfTheCalls() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Connection connection = open(server, new Inbox());
      List<CompletionStage<Void>> sent = new ArrayList<>();

      for (int i = 0; i < 500; i++) {
        sent.add(connection.send(ByteBuffer.wrap(numbered(i))));
      }

      for (int i = 0; i < 500; i++) {
        assertArrayEquals(numbered(i), server.received.take());
        sent.get(i).toCompletableFuture().join();
      }
    }
  }

  @Test
  void largeMessagesTravelBothWaysAndFragmentsArePutTogether() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Inbox inbox = new Inbox();
      Connection connection = open(server, inbox);
      byte[] large = new byte[20_000_000];
      new Random(1).nextBytes(large);

      connection.send(ByteBuffer.wrap(large));
      assertArrayEquals(large, server.received.take());
      server.send(TinyWebSocketServer.BINARY, true, large);
      server.send(TinyWebSocketServer.BINARY, false, new byte[] {1, 2});
      server.send(TinyWebSocketServer.PING, true, new byte[0]);
      server.send(0, false, new byte[0]);
      server.send(0, true, new byte[] {3});

      assertArrayEquals(large, inbox.next());
      assertArrayEquals(new byte[] {1, 2, 3}, inbox.next());
    }
  }

  @Test
  void textIsIgnored() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Inbox inbox = new Inbox();
      open(server, inbox);

      server.send(TinyWebSocketServer.TEXT, true, new byte[] {'5'});
      server.send(TinyWebSocketServer.BINARY, true, new byte[] {7});

      assertArrayEquals(new byte[] {7}, inbox.next());
    }
  }

  @Test
  void theNextMessageWaitsUntilTheReceiverIsReady() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      CompletableFuture<Void> ready = new CompletableFuture<>();
      List<Boolean> readyWhenDelivered = new CopyOnWriteArrayList<>();
      Inbox inbox =
          new Inbox() {
            @Override
            public CompletionStage<Void> message(ByteBuffer message) {
              readyWhenDelivered.add(ready.isDone());
              CompletionStage<Void> unused = super.message(message);
              return ready;
            }
          };
      open(server, inbox);

      server.send(TinyWebSocketServer.BINARY, true, new byte[] {1});
      server.send(TinyWebSocketServer.BINARY, true, new byte[] {2});
      assertArrayEquals(new byte[] {1}, inbox.next());
      ready.complete(null);
      assertArrayEquals(new byte[] {2}, inbox.next());

      assertEquals(List.of(false, true), readyWhenDelivered);
    }
  }

  @Test
  void theCloseCodeIsTheReason() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Inbox inbox = new Inbox();
      open(server, inbox);

      server.sendClose(1001);

      assertEquals("WebSocket closed 1001", inbox.closed.take());
    }
  }

  @Test
  void aDroppedSocketIsALoss() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Inbox inbox = new Inbox();
      open(server, inbox);

      server.drop();

      assertNotNull(inbox.closed.take());
    }
  }

  @Test
  void closingTellsTheReceiverOnce() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Inbox inbox = new Inbox();
      Connection connection = open(server, inbox);

      connection.close();
      connection.close();

      assertEquals("WebSocket closed by this side", inbox.closed.take());
      assertTrue(inbox.closed.isEmpty());
    }
  }

  @Test
  void aMessageOverTheBoundEndsTheConnection() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      Inbox inbox = new Inbox();
      WebSocketTransport.to(server.uri())
          .withMaxMessageSize(10)
          .connect(inbox)
          .toCompletableFuture()
          .join();
      server.connected();

      server.send(TinyWebSocketServer.BINARY, false, new byte[8]);
      server.send(0, true, new byte[8]);

      assertEquals("Received a message of more than 10 bytes", inbox.closed.take());
    }
  }

  @Test
  void headersAreSentWhenTheSocketIsOpened() throws Exception {
    try (TinyWebSocketServer server = new TinyWebSocketServer()) {
      WebSocketTransport.to(server.uri())
          .withHeader("Authorization", "Bearer token")
          .connect(new Inbox())
          .toCompletableFuture()
          .join();

      assertEquals("Bearer token", server.connected().headers.get("Authorization"));
    }
  }

  @Test
  void anAddressWithoutAServerFailsTheConnection() throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("ws://127.0.0.1:" + free.getLocalPort());
    }

    CompletionStage<Connection> connecting = WebSocketTransport.to(nobody).connect(new Inbox());

    assertThrows(CompletionException.class, () -> connecting.toCompletableFuture().join());
  }

  private static Connection open(TinyWebSocketServer server, Inbox inbox) throws Exception {
    Connection connection =
        WebSocketTransport.to(server.uri()).connect(inbox).toCompletableFuture().join();
    server.connected();
    return connection;
  }

  private static byte[] numbered(int number) {
    byte[] message = new byte[number % 7 == 0 ? 100_000 : 5];
    message[0] = (byte) number;
    message[1] = (byte) (number >>> 8);
    return message;
  }

  private static class Inbox implements ClientTransport.Receiver {
    final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    byte[] next() throws InterruptedException {
      return messages.take();
    }

    @Override
    public CompletionStage<Void> message(ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      messages.add(bytes);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void closed(String reason) {
      closed.add(reason);
    }
  }
}
