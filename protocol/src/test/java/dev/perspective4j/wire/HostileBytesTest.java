package dev.perspective4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Schema;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.ViewConfig.Sort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever arrives is decoded or refused with the one exception, at a bounded cost. */
class HostileBytesTest {

  @Property(tries = 1000)
  void anyBytesAreDecodedOrRefused(@ForAll byte[] bytes) {
    HostileRequest.decodeAll(bytes);
  }

  @Property(tries = 1000)
  void damagedRequestsAreDecodedOrRefused(@ForAll("damaged") byte[] bytes) {
    HostileRequest.decodeAll(bytes);
  }

  @Property(tries = 200)
  void theIdsSurviveWhateverFollowsThem(@ForAll int messageId, @ForAll("garbage") byte[] garbage)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeUInt32(1, messageId);
    out.writeString(2, "ta\u00dfle");
    out.writeRawBytes(garbage);
    // A length that no message can have.
    out.writeRawBytes(HexFormat.of().parseHex("32ffffffff0f"));
    out.flush();

    MalformedMessageException refused =
        assertThrows(
            MalformedMessageException.class,
            () -> Envelope.decodeRequest(ByteBuffer.wrap(bytes.toByteArray())));

    assertEquals(messageId, refused.messageId());
    assertEquals("ta\u00dfle", refused.entityId());
  }

  @Test
  void aMessageOfManyTinyFieldsIsRefusedBeforeItIsBuilt() {
    byte[] filters = new byte[4 * Envelope.MAX_REQUEST_FIELDS];
    for (int i = 0; i < filters.length; i += 2) {
      filters[i] = 0x22;
    }
    Request sent =
        Request.newBuilder()
            .setMsgId(9)
            .setTableMakeViewReq(TableMakeViewReq.getDefaultInstance())
            .build();
    ByteString config = length(0x12, ByteString.copyFrom(filters));
    ByteBuffer bytes =
        sent.toByteString().substring(0, 2).concat(length(0x32, config)).asReadOnlyByteBuffer();

    MalformedMessageException refused =
        assertThrows(MalformedMessageException.class, () -> Envelope.decodeRequest(bytes));

    assertEquals(9, refused.messageId());
    assertTrue(String.valueOf(refused.getMessage()).contains("fields"));
  }

  @Test
  void nestedGroupsAreRefused() {
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x7b);

    assertThrows(
        MalformedMessageException.class, () -> Envelope.decodeRequest(ByteBuffer.wrap(groups)));
  }

  @Test
  void unknownFieldsAreSkipped() {
    byte[] bytes = HexFormat.of().parseHex("0801" + "ba3e03616263" + "2200" + "c03e05");

    Request request = Envelope.decodeRequest(ByteBuffer.wrap(bytes));

    assertEquals(Request.ClientReqCase.GET_HOSTED_TABLES_REQ, request.getClientReqCase());
    assertTrue(request.getUnknownFields().asMap().isEmpty());
  }

  @Test
  void anUnknownBodyAnEmptyMessageAndAWrongWireTypeHaveNoBody() {
    for (String hex : List.of("", "0807", "08079a0600", "08072005")) {
      Request request = Envelope.decodeRequest(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));

      assertEquals(Request.ClientReqCase.CLIENTREQ_NOT_SET, request.getClientReqCase());
      assertEquals(hex.isEmpty() ? 0 : 7, request.getMsgId());
    }
  }

  @Test
  void messageIdsUseAll32Bits() {
    ByteBuffer bytes = Envelope.encode(Request.newBuilder().setMsgId(0xFFFF_FFFE).build());

    assertEquals(4294967294L, Integer.toUnsignedLong(Envelope.decodeRequest(bytes).getMsgId()));
  }

  @Test
  void namesThatAreNotUtf8AreRefused() {
    byte[] bytes = HexFormat.of().parseHex("08071202c3284200");

    MalformedMessageException refused =
        assertThrows(
            MalformedMessageException.class, () -> Envelope.decodeRequest(ByteBuffer.wrap(bytes)));

    assertEquals(7, refused.messageId());
    assertEquals("", refused.entityId());
  }

  @Test
  void textsThatAreNotUtf8AreRefused() {
    ByteString text = ByteString.copyFrom(new byte[] {'[', (byte) 0xff, ']'});
    for (MakeTableData data :
        List.of(
            MakeTableData.newBuilder().setFromRows(text).build(),
            MakeTableData.newBuilder().setFromCols(text).build(),
            MakeTableData.newBuilder().setFromCsv(text).build(),
            MakeTableData.newBuilder().setFromNdjson(text).build())) {
      assertThrows(WireException.class, () -> TableDataCodec.decode(data));
    }
  }

  @Test
  void unknownEnumNumbersAreErrorsOrDefaults() {
    WireException sort =
        assertThrows(
            WireException.class,
            () ->
                ViewConfigCodec.decode(
                    dev.perspective4j.wire.proto.ViewConfig.newBuilder()
                        .addSort(Sort.newBuilder().setOpValue(9))
                        .build()));
    WireException type =
        assertThrows(
            WireException.class,
            () ->
                SchemaCodec.decode(
                    Schema.newBuilder()
                        .addSchema(Schema.KeyTypePair.newBuilder().setTypeValue(6))
                        .build()));
    ViewConfig config =
        ViewConfigCodec.decode(
            dev.perspective4j.wire.proto.ViewConfig.newBuilder()
                .setFilterOpValue(5)
                .setGroupRollupModeValue(5)
                .setSplitRollupModeValue(5)
                .build());

    assertEquals("Invalid sort op", sort.getMessage());
    assertEquals("Invalid column type", type.getMessage());
    assertEquals(ViewConfig.ALL, config);
  }

  @Test
  void aSchemaWithARepeatedNameIsRefused() {
    Schema.KeyTypePair column = Schema.KeyTypePair.newBuilder().setName("a").build();
    Schema message = Schema.newBuilder().addSchema(column).addSchema(column).build();

    assertThrows(WireException.class, () -> SchemaCodec.decode(message));
  }

  @Test
  void packedAndUnpackedEnumListsAreRead() {
    byte[] packed = HexFormat.of().parseHex("08011a05" + "4203000102");
    byte[] unpacked = HexFormat.of().parseHex("08011a06" + "400040014002");

    assertEquals(
        FeaturesCodec.decode(Envelope.decodeResponse(ByteBuffer.wrap(packed)).getGetFeaturesResp())
            .groupRollupModes(),
        FeaturesCodec.decode(
                Envelope.decodeResponse(ByteBuffer.wrap(unpacked)).getGetFeaturesResp())
            .groupRollupModes());
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    Arbitrary<byte[]> valid =
        ModelArbitraries.configs()
            .map(
                config ->
                    Request.newBuilder()
                        .setMsgId(77)
                        .setEntityId("table")
                        .setTableMakeViewReq(
                            TableMakeViewReq.newBuilder()
                                .setViewId("view")
                                .setConfig(ViewConfigCodec.encode(config)))
                        .build()
                        .toByteArray());
    return Combinators.combine(
            valid, Arbitraries.integers().between(0, 10_000), Arbitraries.bytes(), cuts())
        .as(
            (bytes, position, value, cut) -> {
              byte[] damaged = Arrays.copyOf(bytes, Math.max(1, bytes.length - cut));
              damaged[position % damaged.length] = value;
              return damaged;
            });
  }

  @Provide
  Arbitrary<byte[]> garbage() {
    return Arbitraries.of("", "4200", "2200", "ba3e03616263")
        .map(hex -> HexFormat.of().parseHex(hex));
  }

  private static Arbitrary<Integer> cuts() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
        net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 50)));
  }

  private static ByteString length(int tag, ByteString body) {
    ByteString.Output out = ByteString.newOutput();
    try {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.writeUInt32NoTag(tag);
      coded.writeUInt32NoTag(body.size());
      coded.flush();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteString().concat(body);
  }
}
