package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.proto.GetHostedTablesReq;
import dev.perspective4j.wire.proto.HostedTable;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.Response.ClientRespCase;
import dev.perspective4j.wire.proto.StatusCode;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableDescribeReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableOnDeleteReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.ViewConfig;
import dev.perspective4j.wire.proto.ViewDeleteReq;
import dev.perspective4j.wire.proto.ViewDimensionsReq;
import dev.perspective4j.wire.proto.ViewOnDeleteReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewRemoveOnRemoveReq;
import dev.perspective4j.wire.proto.ViewRemoveOnUpdateReq;
import dev.perspective4j.wire.proto.ViewToCSVReq;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final EndpointOptions FULL =
      EndpointOptions.DEFAULT.withAccess(AccessPolicy.full());

  private final Server server = Server.create();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void showsAWriteToTheReadBehindIt() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");

    caller.update("t", "[{\"k\":2},{\"k\":3}]");
    caller.send("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));

    assertEquals(ClientRespCase.TABLE_UPDATE_RESP, caller.next().getClientRespCase());
    assertEquals(3, caller.next().getTableSizeResp().getSize());
  }

  @Test
  void tellsRemovedKeysBeforeTheChangeAndViewsInOrderOfCreation() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1},{\"k\":2}]", "k");
    caller.makeView("t", "first");
    caller.makeView("t", "second");
    int second = subscribe(caller, "second");
    int removes =
        caller.send(
            "first", request -> request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()));
    int first = subscribe(caller, "first");

    int remove =
        caller.send(
            "t",
            request ->
                request.setTableRemoveReq(
                    TableRemoveReq.newBuilder().setData(Caller.rows("[1,9]"))));

    assertEquals(
        List.of(remove, removes, first, second),
        List.of(
            caller.next().getMsgId(),
            caller.next().getMsgId(),
            caller.next().getMsgId(),
            caller.next().getMsgId()));
  }

  @Test
  void sendsChangedRowsToThoseWhoAsked() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");
    caller.makeView("t", "v");
    subscribe(caller, "v");
    caller.send(
        "v",
        request ->
            request.setViewOnUpdateReq(
                ViewOnUpdateReq.newBuilder().setMode(ViewOnUpdateReq.Mode.ROW)));

    caller.update("t", "[{\"k\":1}]");

    caller.next();
    assertFalse(caller.next().getViewOnUpdateResp().hasDelta());
    assertTrue(caller.next().getViewOnUpdateResp().getDelta().size() > 0);
  }

  @Test
  void endsASubscriptionWhenCancelled() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");
    caller.makeView("t", "v");
    int subscription = subscribe(caller, "v");

    caller.call(
        "v",
        request ->
            request.setViewRemoveOnUpdateReq(
                ViewRemoveOnUpdateReq.newBuilder().setId(subscription)));
    int update = caller.update("t", "[{\"k\":2}]");
    int size =
        caller.send("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));

    assertEquals(update, caller.next().getMsgId());
    assertEquals(size, caller.next().getMsgId());
  }

  @Test
  void describesAConfigurationThatCannotBeReadAsInvalid() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");
    ViewConfig unreadable =
        ViewConfig.newBuilder()
            .addSort(ViewConfig.Sort.newBuilder().setColumn("k").setOpValue(99))
            .build();

    Response response =
        caller.call(
            "t",
            request ->
                request.setTableDescribeReq(TableDescribeReq.newBuilder().setConfig(unreadable)));

    assertEquals("Invalid sort op", response.getTableDescribeResp().getConfigError());
  }

  @Test
  void cancellingOnAnUnknownViewSucceeds() {
    Caller caller = new Caller(server, FULL);

    Response response =
        caller.call(
            "gone",
            request ->
                request.setViewRemoveOnRemoveReq(ViewRemoveOnRemoveReq.newBuilder().setId(7)));

    assertEquals(ClientRespCase.VIEW_REMOVE_ON_REMOVE_RESP, response.getClientRespCase());
  }

  @Test
  void hidesViewsFromOtherSessions() {
    Caller owner = new Caller(server, FULL);
    Caller other = new Caller(server, FULL);
    owner.makeTable("t", "[{\"k\":1}]", "k");
    owner.makeView("t", "v");

    Response response = dimensions(other, "v");

    assertEquals("View not found", response.getServerError().getMessage());
    assertEquals(StatusCode.VIEW_NOT_FOUND, response.getServerError().getStatusCode());
    assertEquals("v", other.makeView("t", "v").getTableMakeViewResp().getViewId());
    assertEquals(1, dimensions(owner, "v").getViewDimensionsResp().getNumViewRows());
  }

  @Test
  void refusesASecondViewOfTheSameName() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");
    caller.makeView("t", "v");

    assertEquals("View \"v\" already exists", error(caller.makeView("t", "v")));
  }

  @Test
  void repeatedGroupsAreAnErrorForNewClientsOnly() {
    server.host("t", rows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    Caller old = new Caller(server, FULL.withClientRelease(ClientRelease.FROM_4_4));
    Caller young = new Caller(server, FULL.withClientRelease(ClientRelease.FROM_5_6));

    assertEquals("v", groupTwice(old).getTableMakeViewResp().getViewId());
    assertEquals("Duplicate column 'k' found in View group_by.\n", error(groupTwice(young)));
  }

  @Test
  void refusesTablesThatExistAndTablesThatDoNot() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");

    assertEquals("Table \"t\" already exists", error(caller.makeTable("t", "[{\"k\":1}]", "k")));
    assertEquals("Couldn't find key.", error(caller.makeView("nope", "v")));
  }

  @Test
  void aFailedTableLeavesItsNameFree() {
    Caller caller = new Caller(server, FULL);

    assertFalse(error(caller.makeTable("t", "[{\"k\":", "k")).isEmpty());

    assertEquals(
        ClientRespCase.MAKE_TABLE_RESP,
        caller.makeTable("t", "[{\"k\":1}]", "k").getClientRespCase());
  }

  @Test
  void listsTablesInOrderOfCreationAndAnnouncesChangesAfterTheAnswer() {
    Caller caller = new Caller(server, FULL);
    int subscription =
        caller.send(
            "",
            request ->
                request.setGetHostedTablesReq(GetHostedTablesReq.newBuilder().setSubscribe(true)));
    int make =
        caller.send(
            "b",
            request ->
                request.setMakeTableReq(
                    dev.perspective4j.wire.proto.MakeTableReq.newBuilder()
                        .setData(Caller.rows("[{\"x\":1}]"))));

    assertEquals(make, caller.next().getMsgId());
    Response announced = caller.next();
    assertEquals(subscription, announced.getMsgId());
    assertEquals(ClientRespCase.CLIENTRESP_NOT_SET, announced.getClientRespCase());
    server.host("a", rows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    assertEquals(subscription, caller.next().getMsgId());
    assertEquals(
        List.of(
            HostedTable.newBuilder().setEntityId("b").build(),
            HostedTable.newBuilder().setEntityId("a").setIndex("k").build()),
        hostedTables(caller).getGetHostedTablesResp().getTableInfosList());
  }

  @Test
  void refusesToDeleteATableWithViewsAtOnce() {
    Caller caller = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");
    caller.makeView("t", "v");

    assertEquals("Cannot delete table with views", error(delete(caller, true)));
  }

  @Test
  void completesALazyDeleteWithTheLastView() {
    Caller caller = new Caller(server, FULL);
    Caller other = new Caller(server, FULL);
    caller.makeTable("t", "[{\"k\":1}]", "k");
    caller.makeView("t", "v");
    int viewEnd =
        caller.send(
            "v", request -> request.setViewOnDeleteReq(ViewOnDeleteReq.getDefaultInstance()));
    int tableEnd =
        caller.send(
            "t", request -> request.setTableOnDeleteReq(TableOnDeleteReq.getDefaultInstance()));
    assertEquals(1, dimensions(caller, "v").getViewDimensionsResp().getNumViewRows());
    int requested = lazily(other);
    assertEquals(0, hostedTables(other).getGetHostedTablesResp().getTableInfosCount());
    assertEquals("Table \"t\" already exists", error(other.makeTable("t", "[{\"k\":1}]", "k")));

    int deleted =
        caller.send("v", request -> request.setViewDeleteReq(ViewDeleteReq.getDefaultInstance()));

    assertEquals(
        List.of(viewEnd, deleted, tableEnd),
        List.of(caller.next().getMsgId(), caller.next().getMsgId(), caller.next().getMsgId()));
    Response done = other.next();
    assertEquals(requested, done.getMsgId());
    assertEquals(ClientRespCase.TABLE_DELETE_RESP, done.getClientRespCase());
  }

  @Test
  void completesALazyDeleteWhenTheOwnerOfTheLastViewLeaves() {
    Caller owner = new Caller(server, FULL);
    Caller other = new Caller(server, FULL);
    owner.makeTable("t", "[{\"k\":1}]", "k");
    owner.makeView("t", "v");
    int requested = lazily(other);
    hostedTables(other);

    owner.session.close();

    assertEquals(requested, other.next().getMsgId());
  }

  @Test
  void deletingAnUnknownTableSucceeds() {
    Caller caller = new Caller(server, FULL);

    assertEquals(ClientRespCase.TABLE_DELETE_RESP, delete(caller, true).getClientRespCase());
  }

  @Test
  void viewersReadButDoNotWrite() {
    server.host("t", rows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    Caller viewer = new Caller(server, EndpointOptions.DEFAULT);

    assertEquals("v", viewer.makeView("t", "v").getTableMakeViewResp().getViewId());
    viewer.update("t", "[{\"k\":2}]");
    assertEquals("Not allowed to edit table \"t\"", error(viewer.next()));
    assertEquals(
        "Not allowed to create table \"u\"", error(viewer.makeTable("u", "[{\"k\":1}]", "k")));
    assertEquals("Not allowed to delete table \"t\"", error(delete(viewer, true)));
  }

  @Test
  void tablesThatMayNotBeReadDoNotExistForTheClient() {
    server.host("open", rows("[{\"k\":1}]"), TableOptions.DEFAULT);
    server.host("secret", rows("[{\"k\":1}]"), TableOptions.DEFAULT);
    AccessPolicy policy =
        (client, action, table) -> action == Action.READ && !table.equals("secret");
    Caller caller = new Caller(server, EndpointOptions.DEFAULT.withAccess(policy));

    assertEquals(
        List.of("open"),
        hostedTables(caller).getGetHostedTablesResp().getTableInfosList().stream()
            .map(HostedTable::getEntityId)
            .toList());
    assertEquals("Couldn't find key.", error(caller.makeView("secret", "v")));
  }

  @Test
  void aPolicyMayGrantSingleActions() {
    server.host("t", rows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    Caller editor =
        new Caller(
            server,
            EndpointOptions.DEFAULT.withAccess(AccessPolicy.of(Set.of(Action.READ, Action.EDIT))));

    editor.update("t", "[{\"k\":2}]");

    assertEquals(ClientRespCase.TABLE_UPDATE_RESP, editor.next().getClientRespCase());
  }

  @Test
  void boundsViewsAndSubscriptions() {
    Caller caller =
        new Caller(
            server,
            FULL.withLimits(Limits.DEFAULT.withViewsPerSession(1).withSubscriptionsPerSession(1)));
    caller.makeTable("t", "[{\"k\":1}]", "k");
    caller.makeView("t", "v");
    subscribe(caller, "v");

    assertEquals("Too many views: a session may have 1", error(caller.makeView("t", "w")));
    subscribe(caller, "v");
    assertEquals("Too many subscriptions: a session may have 1", error(caller.next()));
    caller.call("v", request -> request.setViewDeleteReq(ViewDeleteReq.getDefaultInstance()));
    assertEquals("w", caller.makeView("t", "w").getTableMakeViewResp().getViewId());
  }

  @Test
  void boundsColumnsOfPivotsAndCellsOfReads() {
    Caller caller = new Caller(server, FULL.withLimits(Limits.DEFAULT.withViewSize(3, 4)));
    caller.makeTable("t", "[{\"k\":1,\"v\":1},{\"k\":2,\"v\":2},{\"k\":3,\"v\":3}]", "k");
    caller.makeView("t", "flat");

    assertEquals(
        "Too many columns: the view would have 6, at most 3 are allowed",
        error(caller.call("t", request -> request.setTableMakeViewReq(splitBy("k")))));
    assertEquals(
        "Too many cells: the answer would have 6, at most 4 are allowed; ask for fewer rows or"
            + " columns",
        error(
            caller.call(
                "flat", request -> request.setViewToCsvReq(ViewToCSVReq.getDefaultInstance()))));
  }

  private static TableMakeViewReq splitBy(String column) {
    return TableMakeViewReq.newBuilder()
        .setViewId("split")
        .setConfig(ViewConfig.newBuilder().addSplitBy(column))
        .build();
  }

  @Test
  void closesOnAMessageOverTheLimit() throws Exception {
    Caller caller = new Caller(server, FULL.withLimits(Limits.DEFAULT.withMessageBytes(100)));

    caller.session.receive(ByteBuffer.allocate(101));

    assertEquals(CloseCode.MESSAGE_TOO_BIG, caller.closed.get(60, TimeUnit.SECONDS));
  }

  @Test
  void answersTextThatIsNotUtf8WithAnError() {
    Caller caller = new Caller(server, FULL);

    caller.session.receive(ByteBuffer.wrap(new byte[] {8, 5, 18, 2, (byte) 0xc3, 0x28, 0x1a, 0}));

    Response response = caller.next();
    assertEquals(5, response.getMsgId());
    assertEquals(ClientRespCase.SERVER_ERROR, response.getClientRespCase());
  }

  private static Response groupTwice(Caller caller) {
    return caller.call(
        "t",
        request ->
            request.setTableMakeViewReq(
                TableMakeViewReq.newBuilder()
                    .setViewId("v")
                    .setConfig(ViewConfig.newBuilder().addGroupBy("k").addGroupBy("k"))));
  }

  private static int subscribe(Caller caller, String view) {
    return caller.send(
        view, request -> request.setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance()));
  }

  private static Response dimensions(Caller caller, String view) {
    return caller.call(
        view, request -> request.setViewDimensionsReq(ViewDimensionsReq.getDefaultInstance()));
  }

  private static Response hostedTables(Caller caller) {
    return caller.call(
        "", request -> request.setGetHostedTablesReq(GetHostedTablesReq.getDefaultInstance()));
  }

  private static Response delete(Caller caller, boolean immediately) {
    return caller.call(
        "t",
        request ->
            request.setTableDeleteReq(TableDeleteReq.newBuilder().setIsImmediate(immediately)));
  }

  private static int lazily(Caller caller) {
    return caller.send(
        "t", request -> request.setTableDeleteReq(TableDeleteReq.getDefaultInstance()));
  }

  private static String error(Response response) {
    return response.getServerError().getMessage();
  }

  private static TableData rows(String json) {
    return TableData.jsonRows(json);
  }
}
