package dev.perspective4j.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.model.ColumnPaths;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.GetHostedTablesReq;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.MakeTableReq.MakeTableOptions;
import dev.perspective4j.wire.proto.MakeTableResp;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableDescribeReq;
import dev.perspective4j.wire.proto.TableDescribeResp;
import dev.perspective4j.wire.proto.TableMakePortReq;
import dev.perspective4j.wire.proto.TableMakePortResp;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableMakeViewResp;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.TableSizeResp;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.TableUpdateResp;
import dev.perspective4j.wire.proto.ViewColumnPathsResp;
import dev.perspective4j.wire.proto.ViewGetMinMaxReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import dev.perspective4j.wire.proto.ViewSchemaReq;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that reference clients and servers really sent, read and written to the same bytes. */
class CapturedBytesTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  @Test
  void listingHostedTables() {
    Request request =
        Request.newBuilder()
            .setMsgId(1)
            .setGetHostedTablesReq(GetHostedTablesReq.getDefaultInstance())
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(1)
            .setGetHostedTablesResp(HostedTableCodec.encode(List.of()))
            .build();

    assertRequest("08 01 22 00", request);
    assertResponse("08 01 22 00", response);
  }

  @Test
  void makingAnIndexedTableFromColumns() {
    Request request =
        Request.newBuilder()
            .setMsgId(2)
            .setEntityId("t")
            .setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(
                        TableDataCodec.encode(new TableData.JsonColumns(utf8("{\"a\":[1,2]}"))))
                    .setOptions(TableOptionsCodec.encode(TableOptions.indexedBy("a"))))
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(2)
            .setEntityId("t")
            .setMakeTableResp(MakeTableResp.getDefaultInstance())
            .build();

    assertRequest(
        "08 02 12 01 74 da 01 14 0a 0d 2a 0b 7b 22 61 22 3a 5b 31 2c 32 5d 7d 12 03 0a 01 61",
        request);
    assertResponse("08 02 12 01 74 da 01 00", response);
    assertEquals(
        Optional.of(new TableData.JsonColumns(utf8("{\"a\":[1,2]}"))),
        TableDataCodec.decode(request.getMakeTableReq().getData()));
  }

  @Test
  void makingADefaultView() {
    Request request =
        Request.newBuilder()
            .setMsgId(3)
            .setEntityId("t")
            .setTableMakeViewReq(TableMakeViewReq.newBuilder().setViewId("v"))
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(3)
            .setEntityId("t")
            .setTableMakeViewResp(TableMakeViewResp.newBuilder().setViewId("v"))
            .build();

    assertRequest("08 03 12 01 74 32 03 0a 01 76", request);
    assertResponse("08 03 12 01 74 32 03 0a 01 76", response);
    assertEquals(ViewConfig.ALL, ViewConfigCodec.decode(request.getTableMakeViewReq().getConfig()));
  }

  @Test
  void subscribingToUpdates() {
    Request request =
        Request.newBuilder()
            .setMsgId(300)
            .setEntityId("v")
            .setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance())
            .build();
    Response notification =
        Response.newBuilder()
            .setMsgId(300)
            .setEntityId("v")
            .setViewOnUpdateResp(ViewOnUpdateResp.newBuilder().setPortId(1))
            .build();

    assertRequest("08 ac 02 12 01 76 aa 01 00", request);
    assertResponse("08 ac 02 12 01 76 aa 01 02 10 01", notification);
  }

  @Test
  void makingAPort() {
    Request request =
        Request.newBuilder()
            .setMsgId(4)
            .setEntityId("t")
            .setTableMakePortReq(TableMakePortReq.getDefaultInstance())
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(4)
            .setEntityId("t")
            .setTableMakePortResp(TableMakePortResp.newBuilder().setPortId(1))
            .build();

    assertRequest("08 04 12 01 74 2a 00", request);
    assertResponse("08 04 12 01 74 2a 02 08 01", response);
  }

  @Test
  void updatingWithRows() {
    Request request =
        Request.newBuilder()
            .setMsgId(5)
            .setEntityId("t")
            .setTableUpdateReq(
                TableUpdateReq.newBuilder()
                    .setData(TableDataCodec.encode(new TableData.JsonRows(utf8("[{\"a\":3}]"))))
                    .setPortId(1))
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(5)
            .setEntityId("t")
            .setTableUpdateResp(TableUpdateResp.getDefaultInstance())
            .build();

    assertRequest("08 05 12 01 74 8a 02 0f 0a 0b 22 09 5b 7b 22 61 22 3a 33 7d 5d 10 01", request);
    assertResponse("08 05 12 01 74 8a 02 00", response);
  }

  @Test
  void askingForARange() {
    MinMax range = new MinMax(Scalar.of(1), Scalar.of(3));
    Request request =
        Request.newBuilder()
            .setMsgId(6)
            .setEntityId("v")
            .setViewGetMinMaxReq(ViewGetMinMaxReq.newBuilder().setColumnName("a"))
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(6)
            .setEntityId("v")
            .setViewGetMinMaxResp(MinMaxCodec.encode(range))
            .build();

    assertRequest("08 06 12 01 76 a2 01 03 0a 01 61", request);
    assertResponse(
        "08 06 12 01 76 a2 01 16 0a 09 21 00 00 00 00 00 00 f0 3f 12 09 21 00 00 00 00 00 00 08 40",
        response);
    assertEquals(range, MinMaxCodec.decode(response.getViewGetMinMaxResp()));
  }

  @Test
  void failingOnAnUnknownView() {
    Request request =
        Request.newBuilder()
            .setMsgId(7)
            .setEntityId("nov")
            .setViewSchemaReq(ViewSchemaReq.getDefaultInstance())
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(7)
            .setEntityId("nov")
            .setServerError(ErrorCodec.encode(ErrorStatus.VIEW_NOT_FOUND, "View not found"))
            .build();

    assertRequest("08 07 12 03 6e 6f 76 7a 00", request);
    assertResponse(
        "08 07 12 03 6e 6f 76 92 03 12 0a 0e 56 69 65 77 20 6e 6f 74 20 66 6f 75 6e 64 10 01",
        response);
    assertEquals(ErrorStatus.VIEW_NOT_FOUND, ErrorCodec.status(response.getServerError()));
  }

  @Test
  void failingOnAnUnknownTable() {
    Request request =
        Request.newBuilder()
            .setMsgId(14)
            .setEntityId("t")
            .setTableSizeReq(TableSizeReq.getDefaultInstance())
            .build();
    Response response =
        Response.newBuilder()
            .setMsgId(14)
            .setEntityId("t")
            .setServerError(ErrorCodec.encode(ErrorStatus.SERVER_ERROR, "Couldn't find key."))
            .build();

    assertRequest("08 0e 12 01 74 42 00", request);
    assertResponse(
        "08 0e 12 01 74 92 03 14 0a 12 43 6f 75 6c 64 6e 27 74 20 66 69 6e 64 20 6b 65 79 2e",
        response);
  }

  @Test
  void askingForASize() {
    Response response =
        Response.newBuilder()
            .setMsgId(1)
            .setEntityId("t")
            .setTableSizeResp(TableSizeResp.newBuilder().setSize(3))
            .build();

    assertResponse("08 01 12 01 74 42 02 10 03", response);
  }

  @Test
  void subscribingToHostedTables() {
    Request request =
        Request.newBuilder()
            .setMsgId(11)
            .setGetHostedTablesReq(GetHostedTablesReq.newBuilder().setSubscribe(true))
            .build();

    assertRequest("08 0b 22 02 08 01", request);
    assertResponse("08 0b", Response.newBuilder().setMsgId(11).build());
  }

  @Test
  void describingAnExpression() throws InvalidProtocolBufferException {
    TableDescribeReq request =
        TableDescribeReq.parseFrom(bytes("0a 10 1a 02 12 00 32 0a 0a 01 65 12 05 22 78 22 2b 31"));

    assertEquals(
        ViewConfig.builder().columns().expression("e", "\"x\"+1").build(),
        ViewConfigCodec.decode(request.getConfig()));
  }

  @Test
  void describingAColumn() throws InvalidProtocolBufferException {
    TableDescribeReq request = TableDescribeReq.parseFrom(bytes("0a 07 1a 05 12 03 0a 01 78"));

    assertEquals(
        ViewConfig.builder().columns("x").build(), ViewConfigCodec.decode(request.getConfig()));
  }

  @Test
  void descriptionsOfViews() throws InvalidProtocolBufferException {
    TableDescription none = new TableDescription.Valid(Map.of(), Map.of());
    TableDescribeResp two =
        TableDescribeResp.parseFrom(bytes("1a 0e 0a 05 0a 01 79 10 00 0a 05 0a 01 78 10 03"));

    assertEquals("1a 00", HEX.formatHex(ExpressionCodec.encode(none).toByteArray()));
    TableDescription described = ExpressionCodec.decode(two);
    assertEquals(
        new TableDescription.Valid(
            Map.of(), Map.of("y", ColumnType.STRING, "x", ColumnType.INTEGER)),
        described);
    assertEquals(two, ExpressionCodec.encode(described));
    assertEquals(
        "1a 0e 0a 05 0a 01 79 10 00 0a 05 0a 01 78 10 03",
        HEX.formatHex(ExpressionCodec.encode(described).toByteArray()));
  }

  @Test
  void columnPathsAsValues() throws InvalidProtocolBufferException {
    String hex =
        "12 10 0a 02 08 00 0a 02 08 00 0a 02 08 01 0a 02 08 01"
            + " 12 14 0a 03 32 01 78 0a 03 32 01 79 0a 03 32 01 78 0a 03 32 01 79";
    ColumnPaths paths =
        new ColumnPaths(
            List.of(),
            List.of(
                List.of(Scalar.of(false), Scalar.of(false), Scalar.of(true), Scalar.of(true)),
                List.of(Scalar.of("x"), Scalar.of("y"), Scalar.of("x"), Scalar.of("y"))));

    assertEquals(hex, HEX.formatHex(ColumnPathsCodec.encode(paths).toByteArray()));
    assertEquals(paths, ColumnPathsCodec.decode(ViewColumnPathsResp.parseFrom(bytes(hex))));
    assertEquals(
        "12 00 12 00",
        HEX.formatHex(
            ColumnPathsCodec.encode(new ColumnPaths(List.of(), List.of(List.of(), List.of())))
                .toByteArray()));
  }

  @Test
  void makingATableFromAView() {
    MakeTableReq request =
        MakeTableReq.newBuilder()
            .setData(TableDataCodec.encodeView("v"))
            .setOptions(MakeTableOptions.getDefaultInstance())
            .build();

    assertEquals("0a 03 32 01 76 12 00", HEX.formatHex(request.toByteArray()));
    assertTrue(TableDataCodec.decode(request.getData()).isEmpty());
  }

  private static void assertRequest(String hex, Request request) {
    assertEquals(hex, HEX.formatHex(Envelope.encode(request).array()));
    assertEquals(request, Envelope.decodeRequest(ByteBuffer.wrap(bytes(hex))));
  }

  private static void assertResponse(String hex, Response response) {
    assertEquals(hex, HEX.formatHex(Envelope.encode(response).array()));
    assertEquals(response, Envelope.decodeResponse(ByteBuffer.wrap(bytes(hex))));
  }

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex);
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
