package dev.perspective4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewGetMinMaxTextResp;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Ranges for clients up to 4.3, as JSON texts. */
class MinMaxTextTest {

  @Test
  void valuesAreWrittenAsTheirType() {
    assertEquals("1", text(Scalar.of(1), ColumnType.INTEGER));
    assertEquals("1.0", text(Scalar.of(1), ColumnType.FLOAT));
    assertEquals("2.5", text(Scalar.of(2.5), ColumnType.FLOAT));
    assertEquals("\"x\\\"y\\u000a\"", text(Scalar.of("x\"y\n"), ColumnType.STRING));
    assertEquals("false", text(Scalar.of(false), ColumnType.BOOLEAN));
    assertEquals("\"2020-01-05\"", text(Scalar.of(1578182400000d), ColumnType.DATE));
    assertEquals(
        "\"2020-01-05 10:00:00.000\"", text(Scalar.of(1578218400000d), ColumnType.DATETIME));
    assertEquals("null", text(Scalar.NULL, ColumnType.FLOAT));
    assertEquals("null", text(Scalar.of(Double.NaN), ColumnType.FLOAT));
  }

  @Test
  void theTextsTravelInThePlaceOfTheValues() {
    Response.Builder response = Response.newBuilder().setMsgId(6).setEntityId("v");

    MinMaxCodec.setText(
        response, ViewGetMinMaxTextResp.newBuilder().setMin("1").setMax("3").build());

    assertEquals(
        "0806120176" + "a201060a01311201" + "33",
        HexFormat.of().formatHex(Envelope.encode(response.build()).array()));
  }

  private static String text(Scalar value, ColumnType type) {
    return MinMaxCodec.encodeText(new MinMax(value, Scalar.NULL), type).getMin();
  }
}
