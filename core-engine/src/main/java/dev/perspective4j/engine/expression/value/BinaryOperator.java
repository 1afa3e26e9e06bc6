package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;

/** The operators between two values, with their rules for types and nulls. */
public enum BinaryOperator {
  /** {@code +} */
  ADD("+", Family.ARITHMETIC),
  /** {@code -} */
  SUB("-", Family.ARITHMETIC),
  /** {@code *} */
  MUL("*", Family.ARITHMETIC),
  /** {@code /}, null for a zero divisor. */
  DIV("/", Family.ARITHMETIC),
  /** {@code %}: sign of the dividend, null for a zero divisor. */
  MOD("%", Family.ARITHMETIC),
  /** {@code ^} */
  POW("^", Family.ARITHMETIC),
  /** {@code <} */
  LT("<", Family.COMPARISON),
  /** {@code <=} */
  LTE("<=", Family.COMPARISON),
  /** {@code ==} */
  EQ("==", Family.COMPARISON),
  /** {@code !=} */
  NE("!=", Family.COMPARISON),
  /** {@code >=} */
  GTE(">=", Family.COMPARISON),
  /** {@code >} */
  GT(">", Family.COMPARISON),
  /** {@code and}, {@code &} */
  AND("and", Family.LOGIC),
  /** {@code nand} */
  NAND("nand", Family.LOGIC),
  /** {@code or}, {@code |} */
  OR("or", Family.LOGIC),
  /** {@code nor} */
  NOR("nor", Family.LOGIC),
  /** {@code xor} */
  XOR("xor", Family.LOGIC),
  /** {@code xnor} */
  XNOR("xnor", Family.LOGIC);

  private enum Family {
    ARITHMETIC,
    COMPARISON,
    LOGIC
  }

  private final String spelling;
  private final Family family;

  BinaryOperator(String spelling, Family family) {
    this.spelling = spelling;
    this.family = family;
  }

  /** The canonical spelling, as in messages. */
  public String spelling() {
    return spelling;
  }

  /** Whether the result is a number. */
  public boolean isArithmetic() {
    return family == Family.ARITHMETIC;
  }

  /** Whether this compares. */
  public boolean isComparison() {
    return family == Family.COMPARISON;
  }

  /**
   * Computes one value. {@code out} may be one of the operands.
   *
   * @throws TypeMismatch if the operands do not fit
   */
  public void apply(Cell left, Cell right, Cell out) {
    if (isArithmetic()) {
      arithmetic(left, right, out);
    } else if (isComparison()) {
      compare(left, right, out);
    } else {
      out.setBoolean(logical(left.truth(), right.truth()));
    }
  }

  private void arithmetic(Cell left, Cell right, Cell out) {
    requireNumber(left);
    requireNumber(right);
    if (left.isNull() || right.isNull()) {
      out.setNull(PhysicalType.FLOAT64);
      return;
    }
    double b = right.number();
    if (b == 0 && (this == DIV || this == MOD)) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(compute(left.number(), b));
    }
  }

  /** Numbers, the null literal, and booleans that have a value (they count 1 or 0). */
  public static void requireNumber(Cell cell) {
    if (!(cell.isNumeric()
        || cell.isNone()
        || (cell.physicalType() == PhysicalType.BOOL && !cell.isNull()))) {
      throw TypeMismatch.general();
    }
  }

  /** The arithmetic of two numbers; division by zero is the caller's affair. */
  public double compute(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MOD -> a % b;
      default -> power(a, b);
    };
  }

  /** C's {@code pow}: 1 to any power is 1, also to NaN, and -1 to an infinite power is 1. */
  public static double power(double a, double b) {
    if (a == 1 || (a == -1 && Double.isInfinite(b))) {
      return 1;
    }
    return Math.pow(a, b);
  }

  private void compare(Cell left, Cell right, Cell out) {
    boolean equality = this == EQ || this == NE;
    if (left.isNone() || right.isNone()) {
      if (equality) {
        out.setBoolean((left.isNull() && right.isNull()) == (this == EQ));
      } else {
        out.setNull(PhysicalType.BOOL);
      }
      return;
    }
    if (!comparable(left.physicalType(), right.physicalType())) {
      throw new TypeMismatch(
          "Type Error - cannot compare "
              + left.physicalType().type().typeName()
              + " and "
              + right.physicalType().type().typeName()
              + " with '"
              + spelling
              + "'");
    }
    out.setBoolean(test(left, right));
  }

  /** Whether values of the two storages may be compared. */
  public static boolean comparable(PhysicalType left, PhysicalType right) {
    return left.type() == right.type() || (left.type().isNumeric() && right.type().isNumeric());
  }

  /** Compares two cells of comparable storages. */
  public boolean test(Cell left, Cell right) {
    if (left.isNull() || right.isNull()) {
      boolean both = left.isNull() && right.isNull();
      return this == NE ? !both : both && (this == EQ || this == LTE || this == GTE);
    }
    PhysicalType a = left.physicalType();
    PhysicalType b = right.physicalType();
    if (a.lane() == Lane.CODE) {
      return holds(TextOrder.compare(left.text(), right.text()));
    }
    if (a.lane() == Lane.LONG && b.lane() == Lane.LONG) {
      return holds(compareIntegers(a, left.bits(), b, right.bits()));
    }
    return holds(left.number(), right.number());
  }

  private static int compareIntegers(PhysicalType a, long left, PhysicalType b, long right) {
    if (a != PhysicalType.UINT64 && b != PhysicalType.UINT64) {
      return Long.compare(left, right);
    }
    if (a == b) {
      return Long.compareUnsigned(left, right);
    }
    boolean leftHuge = a == PhysicalType.UINT64 && left < 0;
    boolean rightHuge = b == PhysicalType.UINT64 && right < 0;
    return leftHuge ? 1 : rightHuge ? -1 : Long.compare(left, right);
  }

  /** Whether the sign of a comparison satisfies this operator. */
  public boolean holds(int order) {
    return switch (this) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case EQ -> order == 0;
      case NE -> order != 0;
      case GTE -> order >= 0;
      default -> order > 0;
    };
  }

  /** Whether two numbers satisfy this comparison, after IEEE 754. */
  public boolean holds(double a, double b) {
    return switch (this) {
      case LT -> a < b;
      case LTE -> a <= b;
      case EQ -> a == b;
      case NE -> a != b;
      case GTE -> a >= b;
      default -> a > b;
    };
  }

  /** The logical connection of two truths. */
  public boolean logical(boolean a, boolean b) {
    return switch (this) {
      case AND -> a && b;
      case NAND -> !(a && b);
      case OR -> a || b;
      case NOR -> !(a || b);
      case XOR -> a != b;
      default -> a == b;
    };
  }
}
