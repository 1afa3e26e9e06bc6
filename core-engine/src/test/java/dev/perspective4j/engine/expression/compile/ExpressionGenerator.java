package dev.perspective4j.engine.expression.compile;

import java.util.SplittableRandom;

/** Random expressions, mostly of matching types; equal seeds give equal expressions. */
final class ExpressionGenerator {
  private static final String[] UNARY = {
    "abs", "ceil", "floor", "round", "frac", "sqrt", "exp", "log", "log10", "log2", "log1p", "sin",
    "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf",
    "erfc", "cot", "sinc", "rad2deg", "deg2rad", "deg2grad", "grad2deg", "expm1", "trunc", "sgn"
  };
  private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">=", "=", "<>"};
  private static final String[] CONNECTIVES = {"and", "or", "xor", "nand", "nor", "xnor"};
  private static final String[] UNITS = {"s", "5m", "2h", "D", "W", "M", "3M", "Y", "10Y"};
  private static final String[] PATTERNS = {"a", "(a)", "[a-z]+", "^b", "x*", "(a|b)", "."};

  private final SplittableRandom random;
  private int depth;

  ExpressionGenerator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Statements, ending with a value. */
  String statement() {
    return switch (random.nextInt(7)) {
      case 0 -> "var x := " + value() + "; x := " + value() + "; x";
      case 1 -> "var x := 0; for (var k := 0; k < 5; k += 1) { x += " + number() + " }; x";
      case 2 -> "var v[3] := {" + number() + "," + number() + "}; v[" + number() + "]";
      case 3 -> "var v[3] := {" + number() + "}; sum(v * " + number() + ")";
      case 4 -> "switch { case " + bool() + " : " + value() + "; default : " + value() + "; }";
      case 5 -> "if (" + bool() + ") { " + value() + " } else { " + value() + " }";
      default -> value();
    };
  }

  /** A value of any type. */
  String value() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> number();
      case 3, 4 -> bool();
      case 5, 6 -> text();
      default -> random.nextBoolean() ? date() : datetime();
    };
  }

  private boolean leaf() {
    return depth >= 4 || random.nextInt(4) == 0;
  }

  String number() {
    if (leaf()) {
      return pick("\"i\"", "\"f\"", "\"z\"", "1", "2.5", "0.1", "3", "pi", "7");
    }
    depth++;
    String made =
        switch (random.nextInt(18)) {
          case 0, 1, 2, 3 ->
              "(" + number() + pick(" + ", " - ", " * ", " / ", " % ") + number() + ")";
          case 4 -> "(" + number() + " ^ 2)";
          case 5, 6 -> pick(UNARY) + "(" + number() + ")";
          case 7 -> "-" + number();
          case 8 ->
              pick("min", "max", "sum", "avg", "mul") + "(" + number() + ", " + number() + ")";
          case 9 -> "bucket(" + number() + ", " + pick("2", "0.5", "10") + ")";
          case 10 -> pick("clamp", "iclamp") + "(0, " + number() + ", " + number() + ")";
          case 11 -> "percent_of(" + number() + ", " + number() + ")";
          case 12 -> "coalesce(" + number() + ", " + number() + ")";
          case 13 -> pick("length(", "float(", "order(") + text() + ")";
          case 14 -> pick("float(", "integer(") + value() + ")";
          case 15 -> "hour_of_day(" + datetime() + ")";
          case 16 -> pick("pow", "mod", "logn", "root") + "(" + number() + ", 2)";
          default -> "(" + bool() + " ? " + number() + " : " + number() + ")";
        };
    depth--;
    return made;
  }

  String bool() {
    if (leaf()) {
      return pick("\"b\"", "true", "false", "(\"i\" > 0)");
    }
    depth++;
    String made =
        switch (random.nextInt(12)) {
          case 0, 1, 2 -> "(" + number() + " " + pick(COMPARISONS) + " " + number() + ")";
          case 3 -> "(" + text() + " " + pick(COMPARISONS) + " " + text() + ")";
          case 4 -> "(" + datetime() + " " + pick(COMPARISONS) + " " + datetime() + ")";
          case 5, 6 -> "(" + bool() + " " + pick(CONNECTIVES) + " " + value() + ")";
          case 7 -> "not(" + value() + ")";
          case 8 -> pick("is_null(", "is_not_null(", "boolean(") + value() + ")";
          case 9 -> "(" + value() + pick(" == ", " != ") + "null)";
          case 10 -> pick("match(", "match_all(") + text() + ", '" + pick(PATTERNS) + "')";
          default -> "inrange(" + number() + ", " + number() + ", " + number() + ")";
        };
    depth--;
    return made;
  }

  String text() {
    if (leaf()) {
      return pick("\"s\"", "'a'", "'b c'", "'12.5'");
    }
    depth++;
    String made =
        switch (random.nextInt(9)) {
          case 0 -> pick("upper(", "lower(") + text() + ")";
          case 1 -> "concat(" + text() + ", " + text() + ")";
          case 2 -> "substring(" + text() + ", " + pick("0", "1") + ", 1)";
          case 3 -> "string(" + value() + ")";
          case 4 -> pick("day_of_week(", "month_of_year(") + pick(date(), datetime()) + ")";
          case 5 -> "search(" + text() + ", '(" + pick(PATTERNS) + ")')";
          case 6 ->
              pick("replace(", "replace_all(")
                  + text()
                  + ", '"
                  + pick(PATTERNS)
                  + "', "
                  + text()
                  + ")";
          case 7 -> "coalesce(" + text() + ", " + text() + ")";
          default -> "(" + bool() + " ? " + text() + " : " + text() + ")";
        };
    depth--;
    return made;
  }

  String date() {
    return leaf()
        ? "\"d\""
        : pick("bucket(" + "\"d\"" + ", '" + pick(UNITS) + "')", "date(2020, \"z\", 15)");
  }

  String datetime() {
    return leaf()
        ? "\"t\""
        : pick(
            "bucket(" + "\"t\"" + ", '" + pick("s", "5m", "2h") + "')", "datetime(float(\"i\"))");
  }
}
