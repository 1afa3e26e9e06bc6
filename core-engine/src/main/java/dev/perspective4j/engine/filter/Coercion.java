package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Scalar;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the operand of a filter into the type of its column.
 *
 * <p>Texts of refusals are part of the interface. Numbers are kept exact: a fraction stays a
 * fraction even for an integer column, so that {@code i < 3.9} includes 3.
 */
public final class Coercion {
  private static final Pattern WHOLE = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?\\d{1,400})");
  private static final Pattern REAL =
      Pattern.compile(
          "[ \\t\\n\\x0B\\f\\r]*([+-]?)"
              + "(?:((?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d+)?)|(?i:(inf(?:inity)?|nan)))");
  private static final BigInteger UINT64_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private Coercion() {}

  /**
   * The operand in the type of the column.
   *
   * @throws EngineException if it has no meaning there
   */
  public static Operand coerce(Scalar operand, PhysicalType column) {
    return switch (operand) {
      case Scalar.Null _ -> Operand.NONE;
      case Scalar.Unset _ -> throw new EngineException("Filter scalar type not implemented: 0");
      case Scalar.Bool bool -> ofBoolean(bool.value(), column);
      case Scalar.Num number -> ofNumber(number.value(), column);
      case Scalar.Text text -> ofText(text.value(), column);
    };
  }

  /** What {@code get_config} shows for an operand: a scalar that means the same when sent back. */
  public static Scalar echo(Scalar given, Operand operand, PhysicalType column) {
    return switch (operand) {
      case Operand.None _ -> given;
      case Operand.Text _ -> given;
      case Operand.Real real -> given instanceof Scalar.Num ? given : Scalar.of(real.value());
      case Operand.Whole whole ->
          switch (column.type()) {
            case BOOLEAN -> Scalar.of(whole.value() != 0);
            case DATE -> Scalar.of(java.time.LocalDate.ofEpochDay(whole.value()).toString());
            case STRING, DATETIME, INTEGER, FLOAT ->
                given instanceof Scalar.Text && Math.abs(whole.value()) > 1L << 53
                    ? given
                    : Scalar.of(column.toDouble(whole.value()));
          };
    };
  }

  private static Operand ofBoolean(boolean value, PhysicalType column) {
    return switch (column.type()) {
      case BOOLEAN, INTEGER -> new Operand.Whole(value ? 1 : 0);
      case FLOAT -> new Operand.Real(value ? 1 : 0);
      case STRING, DATE, DATETIME -> Operand.NONE;
    };
  }

  private static Operand ofNumber(double value, PhysicalType column) {
    return switch (column.type()) {
      case FLOAT -> new Operand.Real(column == PhysicalType.FLOAT32 ? (float) value : value);
      case INTEGER ->
          value == Math.rint(value) && Math.abs(value) < 0x1p63
              ? whole(BigInteger.valueOf((long) value), column)
              : new Operand.Real(value);
      case BOOLEAN -> new Operand.Whole(value == 1 ? 1 : 0);
      case DATE ->
          Double.isNaN(value)
              ? Operand.NONE
              : new Operand.Whole(Math.floorDiv((long) value / 1000, 86_400L));
      case DATETIME -> Double.isNaN(value) ? Operand.NONE : new Operand.Whole((long) value);
      case STRING -> throw new EngineException("Unsupported double type: 19");
    };
  }

  private static Operand ofText(String text, PhysicalType column) {
    return switch (column.type()) {
      case STRING -> new Operand.Text(text);
      case INTEGER -> ofWholeText(text, column);
      case FLOAT -> ofRealText(text, column);
      case BOOLEAN -> new Operand.Whole(text.equals("true") ? 1 : 0);
      case DATE -> OperandTime.date(text);
      case DATETIME -> OperandTime.datetime(text);
    };
  }

  private static Operand ofWholeText(String text, PhysicalType column) {
    Matcher matcher = WHOLE.matcher(text);
    if (!matcher.lookingAt()) {
      throw new EngineException("stoi: no conversion");
    }
    BigInteger value = new BigInteger(matcher.group(1).replaceFirst("^\\+", ""));
    boolean fits =
        switch (column) {
          case UINT64 -> value.signum() >= 0 && value.compareTo(UINT64_MAX) <= 0;
          case INT64, UINT32 -> value.bitLength() < 64;
          default -> value.bitLength() < 32;
        };
    if (!fits) {
      throw new EngineException("stoi: out of range");
    }
    return whole(value, column);
  }

  /** A whole number as the column's lane holds it, or as a number if the lane cannot. */
  private static Operand whole(BigInteger value, PhysicalType column) {
    boolean inLane =
        column == PhysicalType.UINT64
            ? value.signum() >= 0 && value.bitLength() <= 64
            : value.bitLength() < 64;
    return inLane ? new Operand.Whole(value.longValue()) : new Operand.Real(value.doubleValue());
  }

  private static Operand ofRealText(String text, PhysicalType column) {
    Matcher matcher = REAL.matcher(text);
    if (!matcher.lookingAt()) {
      throw new EngineException("stod: no conversion");
    }
    double magnitude;
    if (matcher.group(3) != null) {
      magnitude = matcher.group(3).equalsIgnoreCase("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
    } else {
      magnitude = Double.parseDouble(matcher.group(2));
      if (Double.isInfinite(magnitude)) {
        throw new EngineException("stod: out of range");
      }
    }
    double value = matcher.group(1).equals("-") ? -magnitude : magnitude;
    return ofNumber(value, column.type() == ColumnType.FLOAT ? column : PhysicalType.FLOAT64);
  }
}
