package dev.perspective4j.client;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.Features;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.Envelope;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnRemoveResp;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import dev.perspective4j.wire.proto.ViewToArrowResp;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntUnaryOperator;

/**
 * A server of tables with rows {@code key=value}, which takes requests and delivers answers one at
 * a time, when the test says so. In place of Arrow it writes the rows as lines.
 */
final class ModelServer implements ClientTransport {
  private record Kept(boolean indexed, List<String> rows) {}

  private final Map<String, Kept> tables = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();

  void host(String name, boolean indexed) {
    tables.put(name, new Kept(indexed, new ArrayList<>()));
  }

  /** The rows of a table in order of keys, or of arrival if it has no index. */
  List<String> rows(String name) {
    Kept table = tables.get(name);
    return table.indexed() ? new ArrayList<>(new TreeSet<>(table.rows())) : table.rows();
  }

  boolean hosts(String name) {
    return tables.containsKey(name);
  }

  /** Adds a row; one with a known key replaces that row if the table is indexed. */
  void update(String name, List<String> changed) {
    Kept table = tables.get(name);
    for (String row : changed) {
      if (table.indexed()) {
        table.rows().removeIf(known -> key(known).equals(key(row)));
      }
      table.rows().add(row);
    }
    if (!changed.isEmpty()) {
      announce(name, List.of(), changed);
    }
  }

  void remove(String name, List<String> keys) {
    Kept table = tables.get(name);
    List<String> removed =
        keys.stream()
            .filter(key -> table.rows().stream().anyMatch(row -> key(row).equals(key)))
            .toList();
    table.rows().removeIf(row -> removed.contains(key(row)));
    announce(name, removed, List.of());
  }

  void replace(String name, List<String> rows) {
    Kept table = tables.get(name);
    List<String> kept = rows.stream().map(ModelServer::key).toList();
    List<String> removed =
        table.rows().stream().map(ModelServer::key).filter(key -> !kept.contains(key)).toList();
    table.rows().clear();
    table.rows().addAll(rows);
    announce(name, table.indexed() ? removed : List.of(), rows);
  }

  /**
   * Takes one request or delivers one message, on a connection of choice; false if all is quiet.
   */
  boolean step(IntUnaryOperator choose) {
    List<Link> busy =
        links.stream().filter(link -> !link.in.isEmpty() || !link.out.isEmpty()).toList();
    if (busy.isEmpty()) {
      return false;
    }
    Link link = busy.get(choose.applyAsInt(busy.size()));
    boolean take = !link.in.isEmpty() && (link.out.isEmpty() || choose.applyAsInt(2) == 0);
    if (take) {
      link.take(link.in.remove());
    } else {
      link.receiver.message(Envelope.encode(link.out.remove()));
    }
    return true;
  }

  /** Loses every connection; requests under way may have been carried out or not. */
  void drop(boolean carryOut) {
    for (Link link : List.copyOf(links)) {
      while (carryOut && !link.in.isEmpty()) {
        link.take(link.in.remove());
      }
      link.close();
    }
  }

  @Override
  public CompletionStage<Connection> connect(Receiver receiver) {
    Link link = new Link(receiver);
    links.add(link);
    return CompletableFuture.completedFuture(link);
  }

  private void announce(String table, List<String> removedKeys, List<String> changed) {
    for (Link link : links) {
      link.announce(table, removedKeys, changed);
    }
  }

  private static String key(String row) {
    return row.substring(0, row.indexOf('='));
  }

  private static List<String> lines(MakeTableData data) {
    ByteString bytes =
        data.getDataCase() == MakeTableData.DataCase.FROM_ROWS
            ? ByteString.EMPTY
            : data.getFromArrow();
    return bytes.isEmpty() ? List.of() : List.of(bytes.toStringUtf8().split("\n"));
  }

  private static ByteString lines(List<String> rows) {
    return ByteString.copyFromUtf8(String.join("\n", rows));
  }

  private final class Link implements Connection {
    final Receiver receiver;
    final Queue<Request> in = new ArrayDeque<>();
    final Queue<Response> out = new ArrayDeque<>();
    final Map<String, String> views = new LinkedHashMap<>();
    final Map<Integer, String> updates = new LinkedHashMap<>();
    final Map<Integer, String> removals = new LinkedHashMap<>();
    boolean closed;

    Link(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      if (!closed) {
        in.add(Envelope.decodeRequest(message));
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        links.remove(this);
        in.clear();
        out.clear();
        receiver.closed("lost");
      }
    }

    void announce(String table, List<String> removedKeys, List<String> changed) {
      if (!removedKeys.isEmpty()) {
        removals.forEach(
            (id, view) -> {
              if (table.equals(views.get(view))) {
                out.add(
                    Response.newBuilder()
                        .setMsgId(id)
                        .setViewOnRemoveResp(
                            ViewOnRemoveResp.newBuilder().setIndices(lines(removedKeys)))
                        .build());
              }
            });
      }
      updates.forEach(
          (id, view) -> {
            if (table.equals(views.get(view))) {
              out.add(
                  Response.newBuilder()
                      .setMsgId(id)
                      .setViewOnUpdateResp(ViewOnUpdateResp.newBuilder().setDelta(lines(changed)))
                      .build());
            }
          });
    }

    void take(Request request) {
      String entity = request.getEntityId();
      Response.Builder answer =
          Answers.ordinary(
              request,
              tables.entrySet().stream()
                  .map(
                      table ->
                          new HostedTable(
                              table.getKey(),
                              table.getValue().indexed() ? Optional.of("k") : Optional.empty(),
                              OptionalLong.empty()))
                  .toList(),
              Features.STANDARD.toBuilder().viewDerivations(false).build(),
              ViewConfig.builder().columns("k", "v").build());
      Runnable effect = () -> {};
      switch (request.getClientReqCase()) {
        case TABLE_MAKE_VIEW_REQ -> views.put(request.getTableMakeViewReq().getViewId(), entity);
        case VIEW_ON_UPDATE_REQ -> updates.put(request.getMsgId(), entity);
        case VIEW_ON_REMOVE_REQ -> removals.put(request.getMsgId(), entity);
        case VIEW_REMOVE_ON_UPDATE_REQ ->
            updates.remove(request.getViewRemoveOnUpdateReq().getId());
        case VIEW_REMOVE_ON_REMOVE_REQ ->
            removals.remove(request.getViewRemoveOnRemoveReq().getId());
        case VIEW_TO_ARROW_REQ ->
            answer =
                Response.newBuilder()
                    .setViewToArrowResp(
                        ViewToArrowResp.newBuilder()
                            .setArrow(lines(tables.get(views.get(entity)).rows())));
        case MAKE_TABLE_REQ -> {
          host(entity, request.getMakeTableReq().getOptions().hasMakeIndexTable());
          tables.get(entity).rows().addAll(lines(request.getMakeTableReq().getData()));
        }
        case TABLE_UPDATE_REQ ->
            effect = () -> update(entity, lines(request.getTableUpdateReq().getData()));
        case TABLE_REMOVE_REQ ->
            effect = () -> remove(entity, lines(request.getTableRemoveReq().getData()));
        case TABLE_REPLACE_REQ ->
            effect = () -> replace(entity, lines(request.getTableReplaceReq().getData()));
        default -> {}
      }
      if (answer == null && request.getClientReqCase().name().startsWith("TABLE")) {
        answer =
            Response.newBuilder()
                .setServerError(ErrorCodec.encode(ErrorStatus.SERVER_ERROR, "unsupported"));
      }
      if (answer != null) {
        out.add(answer.setMsgId(request.getMsgId()).setEntityId(entity).build());
      }
      effect.run();
    }
  }
}
