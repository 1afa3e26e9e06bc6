package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.Response.ClientRespCase;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that has stopped reading costs little, and catches up with every row when it reads on. */
@Timeout(60)
class SlowReaderTest {
  private static final String ROWS =
      "{\"k\":[1,2,3],\"v\":[1.5,2.5,null],\"s\":[\"a\",\"b\",\"a\"]}";
  private static final Limits LIMITS = Limits.DEFAULT.withOutbound(1 << 20, 16);

  private final Server server = Server.create();
  private final Stalled reader = new Stalled();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void rowsOfAnIndexedTableMergeByKey() {
    ServerTable table = server.host("t", TableData.jsonColumns(ROWS), TableOptions.indexedBy("k"));
    subscribe(server.open(reader, ClientInfo.anonymous("test"), options()), table);

    for (int step = 0; step < 2_000; step++) {
      table.update(row(step % 50, step)).join();
    }

    int messages = reader.readOn();
    assertTrue(messages < 100, "messages: " + messages);
    assertEquals(contents(), reader.copy());
  }

  @Test
  void rowsNeverPassARemovalOfTheirView() {
    ServerTable table = server.host("t", TableData.jsonColumns(ROWS), TableOptions.indexedBy("k"));
    subscribe(server.open(reader, ClientInfo.anonymous("test"), options()), table);
    Random random = new Random(11);

    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(20) == 0) {
        table.remove(TableData.jsonRows("[" + random.nextInt(50) + "]")).join();
      } else {
        table.update(row(random.nextInt(50), step)).join();
      }
    }

    int messages = reader.readOn();
    assertTrue(messages < 500, "messages: " + messages);
    assertEquals(contents(), reader.copy());
  }

  @Test
  void rowsWithoutKeyPileUpUntilTheConnectionIsClosed() {
    ServerTable table = server.host("t", TableData.jsonColumns(ROWS), TableOptions.DEFAULT);
    subscribe(
        server.open(
            reader,
            ClientInfo.anonymous("test"),
            options().withLimits(LIMITS.withOutbound(50_000, 16))),
        table);

    for (int step = 0; step < 2_000 && !reader.closed.isDone(); step++) {
      table.update(row(step, step)).join();
    }

    assertEquals(CloseCode.POLICY_VIOLATION, reader.closed.join());
  }

  private static EndpointOptions options() {
    return EndpointOptions.DEFAULT.withLimits(LIMITS);
  }

  private static TableData row(int key, int value) {
    return TableData.jsonRows(
        "[{\"k\":" + key + ",\"v\":" + value + ",\"s\":\"s" + value % 7 + "\"}]");
  }

  /** Makes a view and listens to it, then lets the connection stall. */
  private void subscribe(Session session, ServerTable table) {
    reader.session = session;
    reader.send(
        "t",
        request -> request.setTableMakeViewReq(TableMakeViewReq.newBuilder().setViewId("view")));
    reader.send(
        "view", request -> request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()));
    reader.send(
        "view",
        request ->
            request.setViewOnUpdateReq(
                ViewOnUpdateReq.newBuilder().setMode(ViewOnUpdateReq.Mode.ROW)));
    reader.askSize().join();
    reader.stall();
  }

  private String contents() {
    Caller caller = new Caller(server, EndpointOptions.DEFAULT);
    caller.makeView("t", "all");
    return caller
        .call(
            "all",
            request ->
                request.setViewToColumnsStringReq(ViewToColumnsStringReq.getDefaultInstance()))
        .getViewToColumnsStringResp()
        .getJsonString()
        .toStringUtf8();
  }

  /** A client that can stop reading, and applies what it is told to a copy of the table. */
  private static final class Stalled implements Connection {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final List<Response> received = new ArrayList<>();
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> size = new CompletableFuture<>();
    private Session session;
    private int lastId;

    @Override
    public synchronized CompletionStage<Void> send(ByteBuffer message) {
      Response response;
      try {
        response = Response.parseFrom(message);
      } catch (IOException malformed) {
        throw new AssertionError(malformed);
      }
      received.add(response);
      if (response.getClientRespCase() == ClientRespCase.TABLE_SIZE_RESP) {
        size.complete(null);
      }
      return reading;
    }

    @Override
    public void close(int code, String reason) {
      closed.complete(code);
    }

    void send(String entity, Consumer<Request.Builder> body) {
      Request.Builder request = Request.newBuilder().setMsgId(++lastId).setEntityId(entity);
      body.accept(request);
      session.receive(request.build().toByteString().asReadOnlyByteBuffer());
    }

    /** Asks something; the answer comes after everything the client was to be told before. */
    CompletableFuture<Void> askSize() {
      CompletableFuture<Void> answered = new CompletableFuture<>();
      synchronized (this) {
        size = answered;
      }
      send("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));
      return answered;
    }

    synchronized void stall() {
      received.clear();
      reading = new CompletableFuture<>();
    }

    /** Reads everything that waits and says how many messages that were. */
    int readOn() {
      CompletableFuture<Void> stalled;
      synchronized (this) {
        stalled = reading;
        reading = CompletableFuture.completedFuture(null);
      }
      stalled.complete(null);
      askSize().join();
      synchronized (this) {
        return received.size();
      }
    }

    synchronized String copy() {
      try (Table copy = Table.create(TableData.jsonColumns(ROWS), TableOptions.indexedBy("k"))) {
        for (Response response : received) {
          if (response.hasViewOnRemoveResp()) {
            copy.remove(arrow(response.getViewOnRemoveResp().getIndices()));
          } else if (response.hasViewOnUpdateResp()) {
            copy.update(arrow(response.getViewOnUpdateResp().getDelta()), 0);
          }
        }
        try (View view = copy.view(ViewConfig.builder().build())) {
          ByteBuffer text =
              ColumnsJson.write(
                  view.slice(Viewport.ALL), new JsonOptions(false, false, false, false));
          return StandardCharsets.UTF_8.decode(text).toString();
        }
      }
    }

    private static TableData arrow(ByteString rows) {
      return new TableData.Arrow(rows.asReadOnlyByteBuffer());
    }
  }
}
