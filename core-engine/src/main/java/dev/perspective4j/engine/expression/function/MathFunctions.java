package dev.perspective4j.engine.expression.function;

/** Functions of a number that {@link Math} does not have. */
final class MathFunctions {
  private static final double LN_2 = Math.log(2);

  private MathFunctions() {}

  /** Half away from zero. */
  static double round(double x) {
    if (Double.isNaN(x) || Math.abs(x) >= 0x1p52) {
      return x;
    }
    double magnitude = Math.abs(x);
    double floor = Math.floor(magnitude);
    return Math.copySign(magnitude - floor >= 0.5 ? floor + 1 : floor, x);
  }

  static double truncate(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  static double fraction(double x) {
    return x - truncate(x);
  }

  /** Exact for powers of two. */
  static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x) || x < Double.MIN_NORMAL) {
      return Math.log(x) / LN_2;
    }
    int exponent = Math.getExponent(x);
    double mantissa = Math.scalb(x, -exponent);
    return mantissa == 1 ? exponent : Math.log(x) / LN_2;
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    double result =
        a > 0x1p28 ? Math.log(a) + LN_2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    return Math.copySign(result, x);
  }

  static double acosh(double x) {
    if (x > 0x1p28) {
      return Math.log(x) + LN_2;
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  static double sinc(double x) {
    return Math.abs(x) >= Math.ulp(1.0) ? Math.sin(x) / x : 1;
  }
}
