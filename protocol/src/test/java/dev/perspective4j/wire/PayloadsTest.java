package dev.perspective4j.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.TableData;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableUpdateReq;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PayloadsTest {

  @Test
  void anUploadIsASliceOfTheMessageItCameIn() {
    ByteBuffer message = Envelope.encode(update("a,b\n1,2\n"));

    TableData data =
        TableDataCodec.decode(Envelope.decodeRequest(message).getTableUpdateReq().getData())
            .orElseThrow();

    ByteBuffer csv = ((TableData.Csv) data).utf8();
    assertSame(message.array(), csv.array());
    assertEquals("a,b\n1,2\n", UTF_8.decode(csv.duplicate()).toString());
  }

  @Test
  void dataThatOnlyThisJvmCanReadIsNotSent() {
    TableData parquet = TableData.of("parquet", ByteBuffer.allocate(0));
    TableData rows = new TableData.OfRows() {};

    IllegalArgumentException format =
        assertThrows(IllegalArgumentException.class, () -> TableDataCodec.encode(parquet));
    IllegalArgumentException held =
        assertThrows(IllegalArgumentException.class, () -> TableDataCodec.encode(rows));

    assertEquals("Data in the format \"parquet\" cannot be sent to a server", format.getMessage());
    assertEquals(
        "Rows of a program cannot be sent to a server; send Arrow, CSV or JSON", held.getMessage());
  }

  @Test
  void anUploadInADirectBufferIsReadToo() {
    ByteBuffer message = Envelope.encode(update("a,b\n1,2\n"));
    ByteBuffer direct = ByteBuffer.allocateDirect(message.remaining()).put(message).flip();

    TableData data =
        TableDataCodec.decode(Envelope.decodeRequest(direct).getTableUpdateReq().getData())
            .orElseThrow();

    assertEquals("a,b\n1,2\n", UTF_8.decode(((TableData.Csv) data).utf8()).toString());
  }

  @Test
  void piecesAreJoined() {
    ByteString pieces = ByteString.EMPTY;
    for (int i = 0; i < 50; i++) {
      pieces = pieces.concat(ByteString.copyFrom("0123456789".repeat(20), UTF_8));
    }

    assertEquals("0123456789".repeat(1000), UTF_8.decode(Payloads.buffer(pieces)).toString());
    assertEquals(0, Payloads.buffer(ByteString.EMPTY).remaining());
  }

  @Test
  void textIsCheckedWithTheNameOfItsField() {
    WireException refused =
        assertThrows(
            WireException.class,
            () -> Payloads.text(ByteString.copyFrom(new byte[] {(byte) 0xc0}), "csv"));

    assertEquals("`csv` is not valid UTF-8", refused.getMessage());
    assertEquals("\u00e9", Payloads.text(ByteString.copyFromUtf8("\u00e9"), "csv"));
  }

  @Test
  void decodingLeavesThePositionOfTheBuffer() {
    ByteBuffer framed = ByteBuffer.allocate(100).position(10);
    framed.put(Envelope.encode(update("a\n1\n"))).flip().position(10);

    Request request = Envelope.decodeRequest(framed);

    assertEquals(update("a\n1\n"), request);
    assertEquals(10, framed.position());
  }

  private static Request update(String csv) {
    return Request.newBuilder()
        .setMsgId(1)
        .setEntityId("t")
        .setTableUpdateReq(
            TableUpdateReq.newBuilder()
                .setData(
                    TableDataCodec.encode(new TableData.Csv(ByteBuffer.wrap(csv.getBytes(UTF_8))))))
        .build();
  }
}
