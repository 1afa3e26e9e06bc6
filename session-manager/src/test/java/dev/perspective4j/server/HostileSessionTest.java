package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ServerSystemInfoReq;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes a client sends, every request gets its answer and the session goes on. The long run:
 * {@code -Dhostile.messages=1000000 -Dhostile.seed=2}.
 */
@Timeout(600)
class HostileSessionTest {
  private static final int MESSAGES = Integer.getInteger("hostile.messages", 4_000);
  private static final long SEED = Long.getLong("hostile.seed", 1);

  /** Requests that are answered by notifications, if at all, or when something else has happened. */
  private static final Set<ClientReqCase> UNANSWERED =
      EnumSet.of(
          ClientReqCase.VIEW_ON_UPDATE_REQ,
          ClientReqCase.VIEW_ON_REMOVE_REQ,
          ClientReqCase.VIEW_ON_DELETE_REQ,
          ClientReqCase.TABLE_ON_DELETE_REQ,
          ClientReqCase.GET_HOSTED_TABLES_REQ,
          ClientReqCase.TABLE_DELETE_REQ);

  private static final String[] TEXTS = {
    "t",
    "v",
    "w",
    "k",
    "s",
    "",
    "[]",
    "[{\"k\":1}]",
    "{\"k\":[1,2]}",
    "k,s\n1,a\n",
    "\"k\" + 1",
    "sum",
    ">",
    "==",
    "zz",
    "[1]",
    "\u0000",
    "é",
    "{",
    "for (var i := 0; i < 9; i += 1) { i }"
  };

  private final Random random = new Random(SEED);

  @Test
  void everyRequestIsAnsweredWhateverItSays() {
    try (Server server = Server.create()) {
      server.host("t", TableData.jsonRows("[{\"k\":1,\"s\":\"a\"}]"), TableOptions.indexedBy("k"));
      Listener client = new Listener();
      EndpointOptions options =
          EndpointOptions.DEFAULT
              .withAccess(AccessPolicy.full())
              .withLimits(Limits.DEFAULT.withRequestsPerSecond(1_000_000));
      Session session = server.open(client, ClientInfo.anonymous("test"), options);
      Set<Integer> expected = new HashSet<>();
      List<ByteString> sent = new ArrayList<>();

      for (int id = 1; id <= MESSAGES; id++) {
        ByteString valid = request(id).toByteString();
        sent.add(valid);
        ByteString message = random.nextInt(3) == 0 ? mutated(valid, sent) : valid;
        session.receive(message.asReadOnlyByteBuffer());
        wants(message, expected);
        if (id % 500 == 0) {
          client.drain(session, MESSAGES + id);
        }
      }
      client.drain(session, 3 * MESSAGES);

      expected.removeAll(client.answered);
      assertEquals(Set.of(), expected);
      assertFalse(client.closed);
    }
  }

  /** Notes the id of a message that must be answered. */
  private static void wants(ByteString message, Set<Integer> expected) {
    try {
      Request request = Request.parseFrom(message);
      if (!UNANSWERED.contains(request.getClientReqCase())) {
        expected.add(request.getMsgId());
      }
    } catch (InvalidProtocolBufferException malformed) {
      // Answered too, but with whichever id was readable.
    }
  }

  private Request request(int id) {
    List<FieldDescriptor> bodies =
        Request.getDescriptor().getOneofs().get(0).getFields().stream()
            .filter(field -> field.getNumber() != Request.MAKE_JOIN_TABLE_REQ_FIELD_NUMBER)
            .toList();
    FieldDescriptor body = bodies.get(random.nextInt(bodies.size()));
    Request.Builder request =
        Request.newBuilder().setMsgId(id).setEntityId(TEXTS[random.nextInt(4)]);
    request.setField(body, filled(request.newBuilderForField(body)));
    return request.build();
  }

  /** A message with some of its fields, each with something that may mean something. */
  private Message filled(Message.Builder builder) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          builder.addRepeatedField(field, value(builder, field));
        }
      } else {
        builder.setField(field, value(builder, field));
      }
    }
    return builder.build();
  }

  private Object value(Message.Builder owner, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(5);
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextInt(4) == 0 ? Double.NaN : random.nextInt(5);
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING -> ByteString.copyFromUtf8(TEXTS[random.nextInt(TEXTS.length)]);
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> filled(owner.newBuilderForField(field));
    };
  }

  private ByteString mutated(ByteString message, List<ByteString> others) {
    byte[] bytes = message.toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (random.nextInt(5)) {
      case 0 -> out.write(bytes, 0, random.nextInt(bytes.length + 1));
      case 1 -> {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        out.writeBytes(bytes);
      }
      case 2 -> {
        out.writeBytes(bytes);
        out.writeBytes(others.get(random.nextInt(others.size())).toByteArray());
      }
      case 3 -> {
        random.nextBytes(bytes);
        out.writeBytes(bytes);
      }
      default -> {
        out.writeBytes(bytes);
        out.writeBytes("\u00ff\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return ByteString.copyFrom(out.toByteArray());
  }

  private static final class Listener implements Connection {
    final Set<Integer> answered = new HashSet<>();
    private CompletableFuture<Void> drained = new CompletableFuture<>();
    private int waitingFor;
    boolean closed;

    @Override
    public synchronized CompletionStage<Void> send(ByteBuffer message) {
      try {
        int id = Response.parseFrom(message).getMsgId();
        answered.add(id);
        if (id == waitingFor) {
          drained.complete(null);
        }
      } catch (InvalidProtocolBufferException malformed) {
        throw new AssertionError(malformed);
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void close(int code, String reason) {
      closed = true;
      drained.complete(null);
    }

    /** Waits until everything received so far is handled. */
    void drain(Session session, int id) {
      CompletableFuture<Void> waiter = new CompletableFuture<>();
      synchronized (this) {
        drained = waiter;
        waitingFor = id;
      }
      Request last =
          Request.newBuilder()
              .setMsgId(id)
              .setServerSystemInfoReq(ServerSystemInfoReq.getDefaultInstance())
              .build();
      session.receive(last.toByteString().asReadOnlyByteBuffer());
      waiter.join();
    }
  }
}
