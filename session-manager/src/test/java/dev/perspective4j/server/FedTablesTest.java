package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.ColumnsUpdate;
import dev.perspective4j.wire.proto.JoinType;
import dev.perspective4j.wire.proto.MakeJoinTableReq;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.Response.ClientRespCase;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.ViewConfig;
import dev.perspective4j.wire.proto.ViewDeleteReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that follow others: joins, and tables made from views. */
class FedTablesTest {
  private final Server server = Server.create();
  private final Caller caller =
      new Caller(server, EndpointOptions.DEFAULT.withAccess(AccessPolicy.full()));

  @BeforeEach
  void makeSources() {
    caller.makeTable("l", "[{\"k\":1,\"x\":10},{\"k\":2,\"x\":20}]", "k");
    caller.makeTable("r", "[{\"k\":1,\"y\":\"a\"}]", "k");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aJoinFollowsBothSidesAndTellsItsListenersLast() {
    assertEquals(ClientRespCase.MAKE_JOIN_TABLE_RESP, join("j", "l", "r").getClientRespCase());
    caller.makeView("j", "joined");
    caller.makeView("r", "right");
    int onJoin = subscribe("joined");
    int onRight = subscribe("right");

    int update = caller.update("r", "[{\"k\":2,\"y\":\"b\"}]");

    assertEquals(update, caller.next().getMsgId());
    assertEquals(onRight, caller.next().getMsgId());
    assertEquals(onJoin, caller.next().getMsgId());
    assertEquals("{\"k\":[1,2],\"x\":[10,20],\"y\":[\"a\",\"b\"]}", columns("joined"));
  }

  @Test
  void aJoinOfJoinsIsToldOnce() {
    join("j", "l", "r");
    caller.makeTable("z", "[{\"k\":1,\"z\":5}]", "k");
    assertEquals(ClientRespCase.MAKE_JOIN_TABLE_RESP, join("jj", "j", "z").getClientRespCase());
    caller.makeView("jj", "v");
    int subscription = subscribe("v");

    int update = caller.update("l", "[{\"k\":1,\"x\":11}]");

    assertEquals(update, caller.next().getMsgId());
    assertEquals(subscription, caller.next().getMsgId());
    assertEquals("{\"k\":[1],\"x\":[11],\"y\":[\"a\"],\"z\":[5]}", columns("v"));
  }

  @Test
  void refusesJoinsThatCannotBe() {
    assertEquals("Table \"nope\" not found", error(join("j", "l", "nope")));
    assertEquals("Column \"k\" exists in both tables", error(joinOn("j", "l", "l", "k", "x")));
    assertEquals("Table \"l\" already exists", error(join("l", "l", "r")));
    assertEquals(ClientRespCase.MAKE_JOIN_TABLE_RESP, join("j", "l", "r").getClientRespCase());
  }

  @Test
  void aSourceStaysUntilItsJoinIsGone() {
    join("j", "l", "r");

    assertEquals("Cannot delete table: it is a source for join table \"j\"", error(delete("l")));
    assertEquals(ClientRespCase.TABLE_DELETE_RESP, delete("j").getClientRespCase());
    assertEquals(ClientRespCase.TABLE_DELETE_RESP, delete("l").getClientRespCase());
  }

  @Test
  void aJoinTakesNoWrites() {
    join("j", "l", "r");

    caller.update("j", "[{\"k\":1}]");

    assertEquals("Cannot update a read-only join table", error(caller.next()));
  }

  @Test
  void aTableMadeFromAFlatViewFollowsRowByRow() {
    caller.makeView("l", "source");
    assertEquals(ClientRespCase.MAKE_TABLE_RESP, derive("d", "source").getClientRespCase());
    caller.makeView("d", "v");
    int removes =
        caller.send(
            "v", request -> request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()));
    int updates = subscribe("v");

    caller.send(
        "l",
        request ->
            request.setTableRemoveReq(TableRemoveReq.newBuilder().setData(Caller.rows("[1]"))));

    assertEquals(ClientRespCase.TABLE_REMOVE_RESP, caller.next().getClientRespCase());
    assertEquals(removes, caller.next().getMsgId());
    assertEquals(updates, caller.next().getMsgId());
    assertEquals("{\"k\":[2],\"x\":[20]}", columns("v"));
    caller.update("l", "[{\"k\":2,\"x\":null},{\"k\":0,\"x\":1}]");
    caller.next();
    assertEquals(updates, caller.next().getMsgId());
    assertEquals("{\"k\":[0,2],\"x\":[1,null]}", columns("v"));
  }

  @Test
  void aTableMadeFromAFilteredViewFollowsRowsThatEnterAndLeave() {
    dev.perspective4j.model.ViewConfig some =
        dev.perspective4j.model.ViewConfig.builder()
            .filter(Filter.of("x", ">", Scalar.of(10.0)))
            .columns("x", "k")
            .build();
    caller.call(
        "l",
        request ->
            request.setTableMakeViewReq(
                TableMakeViewReq.newBuilder()
                    .setViewId("source")
                    .setConfig(ViewConfigCodec.encode(some))));
    derive("d", "source");
    caller.makeView("d", "v");
    assertEquals("{\"x\":[20],\"k\":[2]}", columns("v"));
    int removes =
        caller.send(
            "v", request -> request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()));
    int updates = subscribe("v");

    caller.update("l", "[{\"k\":1,\"x\":11},{\"k\":2,\"x\":2},{\"k\":5,\"x\":5}]");

    caller.next();
    assertEquals(removes, caller.next().getMsgId());
    assertEquals(updates, caller.next().getMsgId());
    assertEquals("{\"x\":[11],\"k\":[1]}", columns("v"));
    caller.update("l", "[{\"k\":5,\"x\":6},{\"k\":7,\"x\":7}]");
    caller.next();
    assertEquals("{\"x\":[11],\"k\":[1]}", columns("v")); // and nobody was told
    caller.send(
        "l",
        request ->
            request.setTableReplaceReq(
                TableReplaceReq.newBuilder()
                    .setData(Caller.rows("[{\"k\":1,\"x\":1},{\"k\":7,\"x\":70}]"))));
    caller.next();
    assertEquals(removes, caller.next().getMsgId());
    assertEquals(updates, caller.next().getMsgId());
    assertEquals("{\"x\":[70],\"k\":[7]}", columns("v"));
  }

  @Test
  void aTableMadeFromAGroupedViewHasARowForEachGroup() {
    caller.call(
        "l",
        request ->
            request.setTableMakeViewReq(
                TableMakeViewReq.newBuilder()
                    .setViewId("source")
                    .setConfig(
                        ViewConfig.newBuilder()
                            .addGroupBy("k")
                            .setColumns(
                                ColumnsUpdate.newBuilder()
                                    .setColumns(
                                        ColumnsUpdate.Columns.newBuilder().addColumns("x"))))));
    derive("d", "source");
    caller.makeView("d", "v");
    assertEquals("{\"k\":[null,1,2],\"x\":[30,10,20]}", columns("v"));

    caller.update("l", "[{\"k\":3,\"x\":3}]");

    assertEquals(ClientRespCase.TABLE_UPDATE_RESP, caller.next().getClientRespCase());
    assertEquals("{\"k\":[null,1,2,3],\"x\":[33,10,20,3]}", columns("v"));
  }

  @Test
  void viewsOfTheSourceAreToldBeforeThoseOfWhatIsDerivedAndNobodyIfNothingChanged() {
    caller.call(
        "l",
        request ->
            request.setTableMakeViewReq(
                TableMakeViewReq.newBuilder()
                    .setViewId("source")
                    .setConfig(
                        ViewConfigCodec.encode(
                            dev.perspective4j.model.ViewConfig.builder()
                                .filter(Filter.of("x", ">", Scalar.of(10.0)))
                                .expression("twice", "\"x\" * 2")
                                .groupBy("k")
                                .columns("twice")
                                .build()))));
    derive("d", "source");
    caller.makeView("d", "v");
    derive("dd", "v");
    caller.makeView("dd", "w");
    caller.makeView("l", "late");
    int onDerived = subscribe("v");
    int onChain = subscribe("w");
    int onSource = subscribe("late");

    int update = caller.update("l", "[{\"k\":2,\"x\":30}]");

    assertEquals(update, caller.next().getMsgId());
    assertEquals(onSource, caller.next().getMsgId());
    assertEquals(onDerived, caller.next().getMsgId());
    assertEquals(onChain, caller.next().getMsgId());
    assertEquals("{\"k\":[null,2],\"twice\":[60.0,60.0]}", columns("w"));
    caller.update("l", "[{\"k\":7,\"x\":1}]");
    caller.next();
    assertEquals(onSource, caller.next().getMsgId());
    assertEquals("{\"k\":[null,2],\"twice\":[60.0,60.0]}", columns("v")); // nobody else was told
  }

  @Test
  void aViewUnderATableCannotBeDeleted() {
    caller.makeView("l", "source");
    derive("d", "source");

    assertEquals(
        "Cannot delete view: it is the source for a derived table", error(deleteView("source")));
    caller.update("d", "[{\"k\":1}]");
    assertEquals("Cannot update a read-only derived table", error(caller.next()));
    assertEquals("Cannot delete table with views", error(delete("l")));
    assertEquals(ClientRespCase.TABLE_DELETE_RESP, delete("d").getClientRespCase());
    assertEquals(ClientRespCase.VIEW_DELETE_RESP, deleteView("source").getClientRespCase());
  }

  @Test
  void aTableMadeFromAViewOutlivesTheSessionThatMadeIt() {
    Caller maker = new Caller(server, EndpointOptions.DEFAULT.withAccess(AccessPolicy.full()));
    maker.makeView("l", "source");
    Response made =
        maker.call(
            "d",
            request ->
                request.setMakeTableReq(
                    MakeTableReq.newBuilder()
                        .setData(MakeTableData.newBuilder().setFromView("source"))));
    assertEquals(ClientRespCase.MAKE_TABLE_RESP, made.getClientRespCase());
    caller.makeView("d", "v");

    maker.session.close();
    caller.update("l", "[{\"k\":3,\"x\":3}]");

    assertEquals(ClientRespCase.TABLE_UPDATE_RESP, caller.next().getClientRespCase());
    assertTrue(columns("v").contains("[1,2,3]"));
  }

  private Response derive(String name, String view) {
    return caller.call(
        name,
        request ->
            request.setMakeTableReq(
                MakeTableReq.newBuilder().setData(MakeTableData.newBuilder().setFromView(view))));
  }

  private Response join(String name, String left, String right) {
    return joinOn(name, left, right, "k", "");
  }

  private Response joinOn(String name, String left, String right, String on, String rightOn) {
    return caller.call(
        name,
        request ->
            request.setMakeJoinTableReq(
                MakeJoinTableReq.newBuilder()
                    .setLeftTableId(left)
                    .setRightTableId(right)
                    .setOnColumn(on)
                    .setRightOnColumn(rightOn)
                    .setJoinType(JoinType.INNER)));
  }

  private Response delete(String table) {
    return caller.call(
        table,
        request -> request.setTableDeleteReq(TableDeleteReq.newBuilder().setIsImmediate(true)));
  }

  private Response deleteView(String view) {
    return caller.call(
        view, request -> request.setViewDeleteReq(ViewDeleteReq.getDefaultInstance()));
  }

  private int subscribe(String view) {
    return caller.send(
        view, request -> request.setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance()));
  }

  private String columns(String view) {
    return caller
        .call(
            view,
            request ->
                request.setViewToColumnsStringReq(ViewToColumnsStringReq.getDefaultInstance()))
        .getViewToColumnsStringResp()
        .getJsonString()
        .toStringUtf8();
  }

  private static String error(Response response) {
    return response.getServerError().getMessage();
  }
}
