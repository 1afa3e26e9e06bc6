package dev.perspective4j.wire;

import com.google.protobuf.NullValue;
import dev.perspective4j.model.Scalar;

/** Single values. */
public final class ScalarCodec {

  private ScalarCodec() {}

  /** The message of a value; {@link Scalar.Unset} has no member set. */
  public static dev.perspective4j.wire.proto.Scalar encode(Scalar value) {
    dev.perspective4j.wire.proto.Scalar.Builder builder =
        dev.perspective4j.wire.proto.Scalar.newBuilder();
    if (value instanceof Scalar.Bool bool) {
      builder.setBool(bool.value());
    } else if (value instanceof Scalar.Num number) {
      builder.setFloat(number.value());
    } else if (value instanceof Scalar.Text text) {
      builder.setString(text.value());
    } else if (value instanceof Scalar.Null) {
      builder.setNull(NullValue.NULL_VALUE);
    }
    return builder.build();
  }

  /** The value of a message; {@link Scalar.Unset} if no member is set. */
  public static Scalar decode(dev.perspective4j.wire.proto.Scalar message) {
    return switch (message.getScalarCase()) {
      case BOOL -> Scalar.of(message.getBool());
      case FLOAT -> Scalar.of(message.getFloat());
      case STRING -> Scalar.of(message.getString());
      case NULL -> Scalar.NULL;
      case SCALAR_NOT_SET -> new Scalar.Unset();
    };
  }
}
