package dev.perspective4j.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.Features;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.TableOptionsCodec;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnRemoveResp;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The requests behind {@code client.table(view)}. */
class ReplicaTest {
  private static final Features NO_DERIVATIONS =
      Features.STANDARD.toBuilder().viewDerivations(false).build();
  private static final ViewConfig FLAT = ViewConfig.builder().columns("k", "v").build();
  private static final HostedTable INDEXED =
      new HostedTable("t", Optional.of("k"), OptionalLong.empty());

  @Test
  void anIndexedSourceGivesAnIndexedReplicaThatFollowsRemovals() {
    Bench source = source(INDEXED, FLAT);
    Bench target = new Bench();
    View view = view(source);

    Table replica = target.client.table("r", view, TableOptions.DEFAULT).join();

    assertEquals(
        List.of(
            ClientReqCase.VIEW_GET_CONFIG_REQ,
            ClientReqCase.VIEW_ON_UPDATE_REQ,
            ClientReqCase.VIEW_ON_REMOVE_REQ,
            ClientReqCase.VIEW_TO_ARROW_REQ),
        source.connection().kinds());
    assertTrue(source.connection().request(1).getViewOnUpdateReq().hasMode());
    MakeTableReq made = target.connection().request(0).getMakeTableReq();
    assertEquals("all", made.getData().getFromArrow().toStringUtf8());
    assertEquals("k", made.getOptions().getMakeIndexTable());
    assertEquals(Optional.of("k"), replica.index());
  }

  @Test
  void aViewThatGroupsOrHidesTheIndexGivesAReplicaWithoutIndex() {
    for (ViewConfig config :
        List.of(
            ViewConfig.builder().groupBy("k").columns("k").build(),
            ViewConfig.builder().splitBy("v").columns("k").build(),
            ViewConfig.builder().columns("v").build())) {
      Bench source = source(INDEXED, config);
      Bench target = new Bench();
      View view = view(source);

      Table replica = target.client.table("r", view, TableOptions.DEFAULT).join();

      assertFalse(source.connection().kinds().contains(ClientReqCase.VIEW_ON_REMOVE_REQ));
      assertTrue(replica.index().isEmpty());
    }
  }

  @Test
  void aLimitIsInherited() {
    Bench source = source(new HostedTable("t", Optional.empty(), OptionalLong.of(5)), FLAT);
    Bench target = new Bench();
    View view = view(source);

    Table replica = target.client.table("r", view, TableOptions.DEFAULT).join();

    assertFalse(source.connection().kinds().contains(ClientReqCase.VIEW_GET_CONFIG_REQ));
    assertEquals(OptionalLong.of(5), replica.limit());
    assertEquals(
        5, target.connection().request(0).getMakeTableReq().getOptions().getMakeLimitTable());
  }

  @Test
  void anIndexOfOnesOwnNeedsNoConfigurationAndFollowsRemovalsOnlyIfItIsTheSources() {
    Bench source = source(INDEXED, FLAT);
    View view = view(source);

    new Bench().client.table("r", view, TableOptions.indexedBy("v")).join();
    assertEquals(
        List.of(ClientReqCase.VIEW_ON_UPDATE_REQ, ClientReqCase.VIEW_TO_ARROW_REQ),
        source.connection().kinds());
    source.connection().requests.clear();

    new Bench().client.table("r", view, TableOptions.indexedBy("k")).join();
    assertTrue(source.connection().kinds().contains(ClientReqCase.VIEW_ON_REMOVE_REQ));
  }

  @Test
  void aLimitTogetherWithAnInheritedIndexFails() {
    Bench source = source(INDEXED, FLAT);
    View view = view(source);

    CompletableFuture<Table> replica =
        new Bench().client.table("r", view, TableOptions.limitedTo(3));

    assertEquals(
        "Can't use both `limit` and `index` arguments", Bench.failure(replica).getMessage());
  }

  @Test
  void changesAreForwardedInOrder() {
    Bench source = source(INDEXED, FLAT);
    Bench target = new Bench();
    View view = view(source);
    target.client.table("r", view, TableOptions.DEFAULT).join();

    remove(source, "1");
    update(source, "2=2");

    Request removed = target.connection().request(1);
    Request updated = target.connection().request(2);
    assertEquals("r", removed.getEntityId());
    assertEquals("1", removed.getTableRemoveReq().getData().getFromArrow().toStringUtf8());
    assertEquals("2=2", updated.getTableUpdateReq().getData().getFromArrow().toStringUtf8());
  }

  @Test
  void aServerThatDerivesTablesIsAskedToDoSo() {
    Bench bench = new Bench();
    bench.transport.answers =
        request -> Answers.ordinary(request, List.of(INDEXED), Features.STANDARD, FLAT);
    View view = view(bench);

    Table derived = bench.client.table("r", view, TableOptions.DEFAULT).join();

    assertEquals(
        List.of(
            ClientReqCase.GET_FEATURES_REQ,
            ClientReqCase.VIEW_GET_CONFIG_REQ,
            ClientReqCase.MAKE_TABLE_REQ),
        bench.connection().kinds());
    MakeTableReq made = bench.connection().request(-1).getMakeTableReq();
    assertEquals(view.id(), made.getData().getFromView());
    assertEquals(0, made.getOptions().getSerializedSize());
    assertEquals(Optional.of("k"), derived.index());
  }

  @Test
  void aTableWithChosenColumnsIsDerivedOfOnesOwnViewOnly() {
    Bench bench = new Bench();
    View view = view(bench);
    Schema columns = Schema.of("v", ColumnType.FLOAT);

    bench.client.derive("d", view, columns).join();
    CompletableFuture<Table> foreign = new Bench().client.derive("d", view, columns);

    MakeTableReq made = bench.connection().request(-1).getMakeTableReq();
    assertEquals(view.id(), made.getData().getFromView());
    assertEquals(Optional.of(columns), TableOptionsCodec.decodeViewSchema(made.getOptions()));
    assertEquals(
        "A table can only be derived from a view of its client",
        Bench.failure(foreign).getMessage());
  }

  @Test
  void deletingAReplicaCancelsItsSubscriptionsFirst() {
    Bench source = source(INDEXED, FLAT);
    Bench target = new Bench();
    View view = view(source);
    Table replica = target.client.table("r", view, TableOptions.DEFAULT).join();
    source.connection().requests.clear();

    replica.delete().join();
    update(source, "3=3");

    assertEquals(
        List.of(ClientReqCase.VIEW_REMOVE_ON_UPDATE_REQ, ClientReqCase.VIEW_REMOVE_ON_REMOVE_REQ),
        source.connection().kinds());
    assertEquals(
        ClientReqCase.TABLE_DELETE_REQ, target.connection().request(-1).getClientReqCase());
  }

  @Test
  void aTargetThatRefusesTheTableEndsTheSubscriptions() {
    Bench source = source(INDEXED, FLAT);
    Bench target = new Bench();
    View view = view(source);
    target.transport.answers = request -> null;
    CompletableFuture<Table> replica = target.client.table("r", view, TableOptions.DEFAULT);

    target
        .connection()
        .refuse(
            target.connection().request(0), ErrorStatus.SERVER_ERROR, "Table \"r\" already exists");

    assertEquals("Table \"r\" already exists", Bench.failure(replica).getMessage());
    assertTrue(source.connection().kinds().contains(ClientReqCase.VIEW_REMOVE_ON_REMOVE_REQ));
  }

  @Test
  void aTargetThatRefusesAChangeEndsTheReplicaWithAReport() {
    Bench source = source(INDEXED, FLAT);
    Bench target = new Bench();
    View view = view(source);
    target.client.table("r", view, TableOptions.DEFAULT).join();
    target.transport.answers = request -> null;
    update(source, "1=1");

    target
        .connection()
        .refuse(target.connection().request(-1), ErrorStatus.SERVER_ERROR, "Couldn't find key.");

    assertEquals("Couldn't find key.", target.failures.get(0).getMessage());
    assertTrue(source.connection().kinds().contains(ClientReqCase.VIEW_REMOVE_ON_UPDATE_REQ));
  }

  @Test
  void aTargetThatFallsBehindGetsAllRowsAnew() {
    Bench source = source(INDEXED, FLAT);
    Bench target = new Bench();
    View view = view(source);
    target.client.table("r", view, TableOptions.DEFAULT).join();
    target.transport.answers = request -> null;
    for (int i = 0; i < 300; i++) {
      update(source, i + "=" + i);
    }
    List<Request> waiting = List.copyOf(target.connection().requests);
    target.transport.answers = Answers::ordinary;

    waiting
        .subList(1, waiting.size())
        .forEach(request -> target.connection().answer(request, Answers.ordinary(request)));

    assertEquals(1 + 256, waiting.size());
    assertEquals(1 + 256 + 1, target.connection().requests.size());
    assertEquals(
        "all",
        target
            .connection()
            .request(-1)
            .getTableReplaceReq()
            .getData()
            .getFromArrow()
            .toStringUtf8());
  }

  private static Bench source(HostedTable table, ViewConfig config) {
    Bench bench = new Bench();
    bench.transport.answers =
        request -> Answers.ordinary(request, List.of(table), NO_DERIVATIONS, config);
    return bench;
  }

  private static View view(Bench bench) {
    View view = bench.client.openTable("t").join().view().join();
    bench.connection().requests.clear();
    return view;
  }

  private static void update(Bench source, String rows) {
    notify(
        source,
        ClientReqCase.VIEW_ON_UPDATE_REQ,
        Response.newBuilder()
            .setViewOnUpdateResp(
                ViewOnUpdateResp.newBuilder().setDelta(ByteString.copyFromUtf8(rows))));
  }

  private static void remove(Bench source, String keys) {
    notify(
        source,
        ClientReqCase.VIEW_ON_REMOVE_REQ,
        Response.newBuilder()
            .setViewOnRemoveResp(
                ViewOnRemoveResp.newBuilder().setIndices(ByteString.copyFromUtf8(keys))));
  }

  private static void notify(Bench source, ClientReqCase subscribed, Response.Builder body) {
    source.connection().requests.stream()
        .filter(request -> request.getClientReqCase() == subscribed)
        .findFirst()
        .ifPresent(request -> source.connection().answer(request, body));
  }
}
