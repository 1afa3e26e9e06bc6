package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.model.ColumnType;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers. */
final class NumericFunctions {
  private static final Kernel REFUSED =
      (arguments, out) -> {
        throw TypeMismatch.general();
      };

  private NumericFunctions() {}

  static void addTo(List<Function> functions) {
    addUnary(functions);
    fixed(functions, "trunc", 1, NumericFunctions::trunc);
    fixed(functions, "sgn", 1, NumericFunctions::sign);
    fixed(functions, "not", 1, (in, out) -> out.setBoolean(!in[0].truth()));
    for (String name : List.of("sec", "csc", "ncdf")) {
      fixed(functions, name, 1, REFUSED);
    }
    for (String name : List.of("atan2", "hypot", "roundn", "shl", "shr")) {
      fixed(functions, name, 2, REFUSED);
    }
    fixed(functions, "mod", 2, operator(BinaryOperator.MOD));
    fixed(functions, "pow", 2, operator(BinaryOperator.POW));
    fixed(functions, "equal", 2, operator(BinaryOperator.EQ));
    fixed(functions, "not_equal", 2, operator(BinaryOperator.NE));
    fixed(functions, "logn", 2, NumericFunctions::logn);
    fixed(functions, "root", 2, NumericFunctions::root);
    fixed(functions, "clamp", 3, NumericFunctions::clamp);
    fixed(functions, "iclamp", 3, NumericFunctions::inverseClamp);
    variadic(functions, "sum", new Reduction(Reduction.Kind.SUM));
    variadic(functions, "avg", new Reduction(Reduction.Kind.AVERAGE));
    variadic(functions, "mul", new Reduction(Reduction.Kind.PRODUCT));
    variadic(functions, "mand", (in, out) -> connect(in, out, true));
    variadic(functions, "mor", (in, out) -> connect(in, out, false));
    generic(functions, "min", "*", (in, out) -> extreme(in, out, true));
    generic(functions, "max", "*", (in, out) -> extreme(in, out, false));
    generic(functions, "inrange", "TTT", NumericFunctions::inRange);
    generic(functions, "percent_of", "TT", NumericFunctions::percentOf);
  }

  private static void addUnary(List<Function> functions) {
    unary(functions, "abs", Math::abs);
    unary(functions, "ceil", Math::ceil);
    unary(functions, "floor", Math::floor);
    unary(functions, "round", MathFunctions::round);
    unary(functions, "frac", MathFunctions::fraction);
    unary(functions, "sqrt", Math::sqrt);
    unary(functions, "exp", Math::exp);
    unary(functions, "expm1", Math::expm1);
    unary(functions, "log", Math::log);
    unary(functions, "log10", Math::log10);
    unary(functions, "log2", MathFunctions::log2);
    unary(functions, "log1p", Math::log1p);
    unary(functions, "sin", Math::sin);
    unary(functions, "cos", Math::cos);
    unary(functions, "tan", Math::tan);
    unary(functions, "cot", x -> 1 / Math.tan(x));
    unary(functions, "asin", Math::asin);
    unary(functions, "acos", Math::acos);
    unary(functions, "atan", Math::atan);
    unary(functions, "sinh", Math::sinh);
    unary(functions, "cosh", Math::cosh);
    unary(functions, "tanh", Math::tanh);
    unary(functions, "asinh", MathFunctions::asinh);
    unary(functions, "acosh", MathFunctions::acosh);
    unary(functions, "atanh", MathFunctions::atanh);
    unary(functions, "erf", ErrorFunction::erf);
    unary(functions, "erfc", ErrorFunction::erfc);
    unary(functions, "sinc", MathFunctions::sinc);
    unary(functions, "rad2deg", x -> x * (180 / Math.PI));
    unary(functions, "deg2rad", x -> x * (Math.PI / 180));
    unary(functions, "deg2grad", x -> x * (10.0 / 9.0));
    unary(functions, "grad2deg", x -> x * (9.0 / 10.0));
  }

  private static void unary(List<Function> functions, String name, DoubleUnaryOperator operation) {
    fixed(functions, name, 1, new NumericUnary(operation));
  }

  private static void fixed(List<Function> functions, String name, int arity, Kernel kernel) {
    functions.add(new Function(Callable.fixed(name, arity), true, site -> kernel));
  }

  private static void variadic(List<Function> functions, String name, Kernel kernel) {
    functions.add(new Function(Callable.variadic(name), true, site -> kernel));
  }

  private static void generic(List<Function> functions, String name, String codes, Kernel kernel) {
    functions.add(new Function(Callable.generic(name, codes), true, site -> kernel));
  }

  private static Kernel operator(BinaryOperator operator) {
    return (in, out) -> operator.apply(in[0], in[1], out);
  }

  private static void trunc(Cell[] in, Cell out) {
    BinaryOperator.requireNumber(in[0]);
    if (in[0].isNull()) {
      out.setNull(PhysicalType.INT64);
    } else if (in[0].physicalType().lane() == Lane.LONG
        && in[0].physicalType() != PhysicalType.UINT64) {
      out.setLong(PhysicalType.INT64, in[0].bits());
    } else {
      out.setLong(PhysicalType.INT64, (long) in[0].number());
    }
  }

  private static void sign(Cell[] in, Cell out) {
    BinaryOperator.requireNumber(in[0]);
    if (in[0].isNull()) {
      out.setNull(PhysicalType.INT32);
    } else {
      double x = in[0].number();
      out.setLong(PhysicalType.INT32, x > 0 ? 1 : x < 0 ? -1 : 0);
    }
  }

  private static void logn(Cell[] in, Cell out) {
    BinaryOperator.requireNumber(in[0]);
    BinaryOperator.requireNumber(in[1]);
    if (in[0].isNull() || in[1].isNull() || in[1].number() < 0) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(Math.log(in[0].number()) / Math.log(in[1].number()));
    }
  }

  private static void root(Cell[] in, Cell out) {
    BinaryOperator.requireNumber(in[0]);
    BinaryOperator.requireNumber(in[1]);
    double x = in[0].number();
    double n = in[1].number();
    if (in[0].isNull() || in[1].isNull() || n < 0 || (x < 0 && (long) n % 2 == 0)) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(BinaryOperator.power(x, 1 / n));
    }
  }

  private static PhysicalType commonStorage(Cell[] in) {
    PhysicalType first = in[0].isNone() ? PhysicalType.FLOAT64 : in[0].physicalType();
    for (Cell cell : in) {
      BinaryOperator.requireNumber(cell);
      if (cell.isNone() || cell.physicalType().type() != ColumnType.INTEGER) {
        return PhysicalType.FLOAT64;
      }
      if (cell.physicalType() != first) {
        first = PhysicalType.INT64;
      }
    }
    return first;
  }

  private static void requireNumbers(Cell[] in) {
    for (Cell cell : in) {
      BinaryOperator.requireNumber(cell);
    }
  }

  private static void clamp(Cell[] in, Cell out) {
    requireNumbers(in);
    PhysicalType physicalType = commonStorage(in);
    if (Arguments.anyNull(in)) {
      out.setNull(physicalType);
      return;
    }
    Cell chosen =
        BinaryOperator.LT.test(in[1], in[0])
            ? in[0]
            : BinaryOperator.GT.test(in[1], in[2]) ? in[2] : in[1];
    assign(out, physicalType, chosen);
  }

  private static void assign(Cell out, PhysicalType physicalType, Cell chosen) {
    if (physicalType == PhysicalType.FLOAT64) {
      out.setFloat(chosen.number());
    } else {
      out.set(chosen);
      out.convertTo(physicalType);
    }
  }

  /** An integer between bounds of which one is a float passes as it is. */
  private static void inverseClamp(Cell[] in, Cell out) {
    requireNumbers(in);
    PhysicalType physicalType = commonStorage(in);
    boolean passes = physicalType == PhysicalType.FLOAT64 && in[1].is(ColumnType.INTEGER);
    if (passes) {
      physicalType = in[1].physicalType();
    }
    if (Arguments.anyNull(in)) {
      out.setNull(physicalType);
    } else if (passes
        || BinaryOperator.LTE.test(in[1], in[0])
        || BinaryOperator.GTE.test(in[1], in[2])) {
      assign(out, physicalType, in[1]);
    } else {
      boolean low = 2 * in[1].number() <= in[0].number() + in[2].number();
      assign(out, physicalType, low ? in[0] : in[2]);
    }
  }

  private static void connect(Cell[] in, Cell out, boolean all) {
    boolean missing = false;
    boolean result = all;
    for (Cell cell : in) {
      if (!cell.is(ColumnType.BOOLEAN)) {
        throw TypeMismatch.general();
      }
      missing |= cell.isNull();
      result = all ? result && cell.truth() : result || cell.truth();
    }
    if (missing) {
      out.setNull(PhysicalType.BOOL);
    } else {
      out.setBoolean(result);
    }
  }

  private static void extreme(Cell[] in, Cell out, boolean smallest) {
    if (in.length == 0) {
      out.setNull(PhysicalType.FLOAT64);
      return;
    }
    boolean missing = false;
    double best = 0;
    for (int i = 0; i < in.length; i++) {
      Arguments.requireStrictNumber(in[i]);
      missing |= in[i].isNull();
      double x = in[i].number();
      if (i == 0 || (smallest ? x < best : x > best)) {
        best = x;
      }
    }
    if (missing) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(best);
    }
  }

  private static void inRange(Cell[] in, Cell out) {
    Cell low = in[0];
    Cell value = in[1];
    Cell high = in[2];
    BinaryOperator.LTE.apply(low, value, out);
    BinaryOperator.LTE.apply(value, high, out);
    if (Arguments.anyNull(in)) {
      out.setNull(PhysicalType.BOOL);
    } else {
      out.setBoolean(BinaryOperator.LTE.test(low, value) && BinaryOperator.LTE.test(value, high));
    }
  }

  private static void percentOf(Cell[] in, Cell out) {
    for (Cell cell : in) {
      Arguments.requireTyped(cell);
      BinaryOperator.requireNumber(cell);
    }
    if (Arguments.anyNull(in) || in[1].number() == 0) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(in[0].number() / in[1].number() * 100);
    }
  }
}
