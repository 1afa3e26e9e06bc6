package dev.perspective4j.wire;

import com.google.protobuf.UnknownFieldSet;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewGetMinMaxResp;
import dev.perspective4j.wire.proto.ViewGetMinMaxTextResp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Ranges of columns. Clients since 4.4 expect values; earlier ones expect the same fields to hold
 * JSON texts, and neither can read the other's form.
 */
public final class MinMaxCodec {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MinMaxCodec() {}

  /** The answer of values. */
  public static ViewGetMinMaxResp encode(MinMax range) {
    return ViewGetMinMaxResp.newBuilder()
        .setMin(ScalarCodec.encode(range.min()))
        .setMax(ScalarCodec.encode(range.max()))
        .build();
  }

  /** The content of an answer of values; an absent value is null. */
  public static MinMax decode(ViewGetMinMaxResp message) {
    return new MinMax(decode(message.getMin()), decode(message.getMax()));
  }

  /**
   * The answer of JSON texts, for clients up to 4.3.
   *
   * @param type type of the column, which decides how numbers are written
   */
  public static ViewGetMinMaxTextResp encodeText(MinMax range, ColumnType type) {
    return ViewGetMinMaxTextResp.newBuilder()
        .setMin(json(range.min(), type))
        .setMax(json(range.max(), type))
        .build();
  }

  /** Makes {@code answer} the body of {@code response}, in the place of the answer of values. */
  public static void setText(Response.Builder response, ViewGetMinMaxTextResp answer) {
    response
        .clearClientResp()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    Response.VIEW_GET_MIN_MAX_RESP_FIELD_NUMBER,
                    UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(answer.toByteString())
                        .build())
                .build());
  }

  private static Scalar decode(dev.perspective4j.wire.proto.Scalar message) {
    Scalar value = ScalarCodec.decode(message);
    return value instanceof Scalar.Unset ? Scalar.NULL : value;
  }

  private static String json(Scalar value, ColumnType type) {
    if (value instanceof Scalar.Bool bool) {
      return String.valueOf(bool.value());
    }
    if (value instanceof Scalar.Text text) {
      return quote(text.value());
    }
    if (value instanceof Scalar.Num number && Double.isFinite(number.value())) {
      return switch (type) {
        case DATE -> quote(DATE.format(Instant.ofEpochMilli((long) number.value())));
        case DATETIME -> quote(DATETIME.format(Instant.ofEpochMilli((long) number.value())));
        case INTEGER -> String.valueOf((long) number.value());
        case FLOAT, STRING, BOOLEAN -> String.valueOf(number.value());
      };
    }
    return "null";
  }

  private static String quote(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
