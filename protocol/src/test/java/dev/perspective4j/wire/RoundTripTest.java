package dev.perspective4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.model.ColumnPaths;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.Features;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.SystemInfo;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.wire.proto.GetFeaturesResp;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableDescribeReq;
import dev.perspective4j.wire.proto.TableDescribeResp;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableSchemaResp;
import dev.perspective4j.wire.proto.TableValidateExprResp;
import dev.perspective4j.wire.proto.ViewColumnPathsResp;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import dev.perspective4j.wire.proto.ViewToNdjsonStringReq;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every value of the model survives the way to bytes and back. */
class RoundTripTest {

  @Property(tries = 500)
  void viewConfigs(@ForAll("configs") ViewConfig config) {
    Request sent =
        Request.newBuilder()
            .setTableMakeViewReq(
                TableMakeViewReq.newBuilder().setConfig(ViewConfigCodec.encode(config)))
            .build();

    Request received = Envelope.decodeRequest(Envelope.encode(sent));

    assertEquals(config, ViewConfigCodec.decode(received.getTableMakeViewReq().getConfig()));
  }

  @Property(tries = 200)
  void windows(@ForAll("windows") WindowSpec window) {
    assertEquals(window, WindowSpecCodec.decode(WindowSpecCodec.encode(window)));
  }

  @Property(tries = 200)
  void scalars(@ForAll("scalars") Scalar scalar) {
    assertEquals(scalar, ScalarCodec.decode(ScalarCodec.encode(scalar)));
  }

  @Property(tries = 200)
  void schemas(@ForAll("schemas") Schema schema) {
    Response sent =
        Response.newBuilder()
            .setTableSchemaResp(TableSchemaResp.newBuilder().setSchema(SchemaCodec.encode(schema)))
            .build();

    Response received = Envelope.decodeResponse(Envelope.encode(sent));

    assertEquals(schema, SchemaCodec.decode(received.getTableSchemaResp().getSchema()));
  }

  @Property(tries = 200)
  void viewSchemasKeepTheirOrder(@ForAll("typeMaps") Map<String, ColumnType> types) {
    Map<String, ColumnType> decoded = SchemaCodec.decodeTypes(SchemaCodec.encodeTypes(types));

    assertEquals(List.copyOf(types.entrySet()), List.copyOf(decoded.entrySet()));
  }

  @Property(tries = 200)
  void viewports(@ForAll("viewports") Viewport viewport) {
    Request sent =
        Request.newBuilder()
            .setViewToArrowReq(
                ViewToArrowReq.newBuilder().setViewport(ViewportCodec.encode(viewport)))
            .build();

    Request received = Envelope.decodeRequest(Envelope.encode(sent));

    assertEquals(viewport, ViewportCodec.decode(received.getViewToArrowReq().getViewport()));
    Viewport columns = ViewportCodec.decodeColumns(ViewportCodec.encodeColumns(viewport));
    assertEquals(viewport.startColumn(), columns.startColumn());
    assertEquals(viewport.endColumn(), columns.endColumn());
  }

  @Property(tries = 200)
  void tableOptions(@ForAll("options") TableOptions options) {
    assertEquals(options, TableOptionsCodec.decode(TableOptionsCodec.encode(options)));
  }

  @Property(tries = 200)
  void tableData(
      @ForAll("names") String text, @ForAll("schemas") Schema schema, @ForAll byte[] ipc) {
    ByteBuffer utf8 = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    for (TableData data :
        List.of(
            new TableData.OfSchema(schema),
            new TableData.Csv(utf8),
            new TableData.JsonRows(utf8),
            new TableData.JsonColumns(utf8),
            new TableData.Ndjson(utf8),
            new TableData.Arrow(ByteBuffer.wrap(ipc)))) {
      Request sent =
          Request.newBuilder()
              .setMakeTableReq(MakeTableReq.newBuilder().setData(TableDataCodec.encode(data)))
              .build();

      Request received = Envelope.decodeRequest(Envelope.encode(sent));

      assertEquals(data, TableDataCodec.decode(received.getMakeTableReq().getData()).orElseThrow());
    }
  }

  @Property(tries = 100)
  void hostedTables(@ForAll("hostedTables") List<HostedTable> tables) {
    assertEquals(tables, HostedTableCodec.decode(HostedTableCodec.encode(tables)));
  }

  @Property(tries = 100)
  void joins(
      @ForAll("names") String left,
      @ForAll("names") String right,
      @ForAll("names") String on,
      @ForAll("names") String rightOn,
      @ForAll JoinType type) {
    JoinSpec join = new JoinSpec(left, right, on, rightOn.isEmpty() ? on : rightOn, type);

    assertEquals(join, JoinCodec.decode(JoinCodec.encode(join)));
  }

  @Property(tries = 100)
  void columnPaths(@ForAll("columnPaths") ColumnPaths paths) throws Exception {
    ViewColumnPathsResp sent = ColumnPathsCodec.encode(paths);

    assertEquals(
        paths, ColumnPathsCodec.decode(ViewColumnPathsResp.parseFrom(sent.toByteString())));
  }

  @Property(tries = 100)
  void minMax(@ForAll("values") Scalar min, @ForAll("values") Scalar max) {
    MinMax range = new MinMax(min, max);

    assertEquals(range, MinMaxCodec.decode(MinMaxCodec.encode(range)));
  }

  @Property(tries = 100)
  void systemInfo(
      @ForAll long heap,
      @ForAll long used,
      @ForAll("unsigned") long cpu,
      @ForAll("unsigned") long epoch) {
    SystemInfo info = new SystemInfo(heap, used, cpu, epoch);

    assertEquals(info, SystemInfoCodec.decode(SystemInfoCodec.encode(info)));
  }

  @Property(tries = 100)
  void dimensions(@ForAll("unsigned") long rows, @ForAll("unsigned") long viewRows) {
    Dimensions dimensions = new Dimensions(rows, 7, viewRows, 8);

    assertEquals(dimensions, DimensionsCodec.decode(DimensionsCodec.encode(dimensions)));
  }

  @Property(tries = 100)
  void verdicts(@ForAll("verdicts") ExpressionVerdict verdict) throws Exception {
    TableValidateExprResp sent = ExpressionCodec.encode(verdict, Map.of("a", "1 + 1"));

    TableValidateExprResp received = TableValidateExprResp.parseFrom(sent.toByteString());

    assertEquals(verdict, ExpressionCodec.decode(received));
    assertEquals(Map.of("a", "1 + 1"), received.getExpressionAliasMap());
  }

  @Property(tries = 100)
  void descriptions(
      @ForAll("verdicts") ExpressionVerdict verdict,
      @ForAll("typeMaps") Map<String, ColumnType> schema,
      @ForAll("names") String message)
      throws Exception {
    TableDescription refused =
        verdict.errors().isEmpty()
            ? new TableDescription.InvalidConfig(verdict.types(), message)
            : new TableDescription.InvalidExpressions(verdict);
    for (TableDescription description :
        List.of(refused, new TableDescription.Valid(verdict.types(), schema))) {
      TableDescribeResp sent = ExpressionCodec.encode(description);

      assertEquals(
          description, ExpressionCodec.decode(TableDescribeResp.parseFrom(sent.toByteString())));
    }
  }

  @Property(tries = 20)
  void describeRequests(@ForAll("configs") ViewConfig config) throws Exception {
    TableDescribeReq sent =
        TableDescribeReq.newBuilder().setConfig(ViewConfigCodec.encode(config)).build();

    assertEquals(
        config,
        ViewConfigCodec.decode(TableDescribeReq.parseFrom(sent.toByteString()).getConfig()));
  }

  @Property(tries = 16)
  void jsonOptions(
      @ForAll boolean id,
      @ForAll boolean index,
      @ForAll boolean formatted,
      @ForAll boolean leavesOnly) {
    JsonOptions options = new JsonOptions(id, index, formatted, leavesOnly);
    ViewToColumnsStringReq.Builder columns = ViewToColumnsStringReq.newBuilder();
    ViewToRowsStringReq.Builder rows = ViewToRowsStringReq.newBuilder();
    ViewToNdjsonStringReq.Builder lines = ViewToNdjsonStringReq.newBuilder();

    JsonOptionsCodec.encode(options, columns);
    JsonOptionsCodec.encode(options, rows);
    JsonOptionsCodec.encode(options, lines);

    assertEquals(options, JsonOptionsCodec.decode(columns.build()));
    assertEquals(options, JsonOptionsCodec.decode(rows.build()));
    assertEquals(options, JsonOptionsCodec.decode(lines.build()));
  }

  @Property(tries = 1)
  void standardFeatures() throws Exception {
    GetFeaturesResp sent = FeaturesCodec.encode(Features.STANDARD);

    assertEquals(
        Features.STANDARD, FeaturesCodec.decode(GetFeaturesResp.parseFrom(sent.toByteString())));
    assertEquals(Features.STANDARD, Features.STANDARD.toBuilder().build());
  }

  @Property(tries = 1)
  void noFeatures() {
    Features none = Features.builder().build();

    assertEquals(none, FeaturesCodec.decode(FeaturesCodec.encode(none)));
    assertEquals(GetFeaturesResp.getDefaultInstance(), FeaturesCodec.encode(none));
  }

  @Provide
  Arbitrary<ViewConfig> configs() {
    return ModelArbitraries.configs();
  }

  @Provide
  Arbitrary<WindowSpec> windows() {
    return ModelArbitraries.windows();
  }

  @Provide
  Arbitrary<Scalar> scalars() {
    return ModelArbitraries.scalars();
  }

  @Provide
  Arbitrary<Scalar> values() {
    return ModelArbitraries.scalars().filter(scalar -> !(scalar instanceof Scalar.Unset));
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return ModelArbitraries.schemas();
  }

  @Provide
  Arbitrary<Map<String, ColumnType>> typeMaps() {
    return ModelArbitraries.typeMaps();
  }

  @Provide
  Arbitrary<Viewport> viewports() {
    return ModelArbitraries.viewports();
  }

  @Provide
  Arbitrary<TableOptions> options() {
    return ModelArbitraries.options();
  }

  @Provide
  Arbitrary<String> names() {
    return ModelArbitraries.names();
  }

  @Provide
  Arbitrary<Long> unsigned() {
    return ModelArbitraries.unsigned();
  }

  @Provide
  Arbitrary<List<HostedTable>> hostedTables() {
    return Combinators.combine(
            ModelArbitraries.names(),
            ModelArbitraries.optionalName(),
            ModelArbitraries.optionalLong(ModelArbitraries.unsigned()))
        .as(HostedTable::new)
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<ColumnPaths> columnPaths() {
    return Combinators.combine(
            ModelArbitraries.names().list().ofMaxSize(4),
            ModelArbitraries.scalars().list().ofMaxSize(4).list().ofMaxSize(3))
        .as(ColumnPaths::new);
  }

  @Provide
  Arbitrary<ExpressionVerdict> verdicts() {
    return Combinators.combine(ModelArbitraries.typeMaps(), ModelArbitraries.errorMaps())
        .as(ExpressionVerdict::new);
  }
}
