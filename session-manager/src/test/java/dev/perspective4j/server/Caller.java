package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A client without a transport: hands requests to a session and waits for what comes back. */
final class Caller implements Connection {
  private final BlockingQueue<Response> received = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final Session session;
  private int lastId;

  Caller(Server server, EndpointOptions options) {
    this.session =
        server.open(
            this, ClientInfo.anonymous("test").withClientRelease(options.clientRelease()), options);
  }

  @Override
  public CompletionStage<Void> send(ByteBuffer message) {
    try {
      received.add(Response.parseFrom(message));
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(malformed);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close(int code, String reason) {
    closed.complete(code);
  }

  /** Sends a request and returns its id. */
  int send(String entity, Consumer<Request.Builder> body) {
    Request.Builder request = Request.newBuilder().setMsgId(++lastId).setEntityId(entity);
    body.accept(request);
    session.receive(request.build().toByteString().asReadOnlyByteBuffer());
    return lastId;
  }

  /** Sends a request and waits for the next message, which must carry its id. */
  Response call(String entity, Consumer<Request.Builder> body) {
    int id = send(entity, body);
    Response response = next();
    if (response.getMsgId() != id) {
      throw new AssertionError("expected the answer to " + id + ", got " + response);
    }
    return response;
  }

  Response next() {
    try {
      Response response = received.poll(60, TimeUnit.SECONDS);
      if (response == null) {
        throw new AssertionError("nothing came");
      }
      return response;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  Response makeTable(String name, String json, String index) {
    return call(
        name,
        request ->
            request.setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(rows(json))
                    .setOptions(
                        MakeTableReq.MakeTableOptions.newBuilder().setMakeIndexTable(index))));
  }

  Response makeView(String table, String view) {
    return call(table, request -> request.setTableMakeViewReq(view(view)));
  }

  static TableMakeViewReq view(String id) {
    return TableMakeViewReq.newBuilder().setViewId(id).build();
  }

  int update(String table, String json) {
    return send(
        table,
        request -> request.setTableUpdateReq(TableUpdateReq.newBuilder().setData(rows(json))));
  }

  static MakeTableData rows(String json) {
    return MakeTableData.newBuilder().setFromRows(ByteString.copyFromUtf8(json)).build();
  }
}
