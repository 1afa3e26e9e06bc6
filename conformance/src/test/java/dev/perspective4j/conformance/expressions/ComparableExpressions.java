package dev.perspective4j.conformance.expressions;

import dev.perspective4j.conformance.generate.ArrowKind;
import java.util.SplittableRandom;

/**
 * Typed random expressions in the part of the language in which the reference engine has no known
 * bug; equal seeds give equal expressions.
 *
 * <p>What is left out, and why, is in docs/compatibility.md: integers in functions that are null for
 * them, nulls in {@code min}, {@code max} and {@code clamp}, patterns behind nested calls, texts
 * beyond ASCII, and so on.
 */
final class ComparableExpressions {
  private final SplittableRandom random;
  private int depth;
  private int ordered;
  private String[] negated = {"-\"i\"", "-\"z\""};
  private String[] chosen = {"\"i\" : \"z\"", "\"z\" : \"i\""};

  ComparableExpressions(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Expressions over integers of given kinds. Minus of an unsigned column wraps in the reference, and a
   * choice between two kinds stores one of them as it lies in memory: neither is drawn.
   */
  ComparableExpressions(long seed, ArrowKind i, ArrowKind z) {
    this(seed);
    negated =
        i.isUnsigned()
            ? z.isUnsigned() ? new String[] {"+\"i\"", "+\"z\""} : new String[] {"-\"z\""}
            : z.isUnsigned() ? new String[] {"-\"i\""} : negated;
    chosen = i == z ? chosen : new String[] {"\"i\" : \"i\"", "\"z\" : \"z\""};
  }

  /** One of the texts. */
  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean leaf() {
    return depth >= 4 || random.nextInt(4) == 0;
  }

  private static final String[] UNARY = {
    "abs",
    "ceil",
    "floor",
    "round",
    "sqrt",
    "exp",
    "log",
    "log10",
    "log2",
    "log1p",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "atanh",
    "erf",
    "erfc",
    "sinc",
    "rad2deg",
    "deg2rad",
    "deg2grad",
    "grad2deg",
    "expm1",
    "cot"
  };
  private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">=", "=", "<>"};

  /** A value of any type, a program, or something refused. */
  String next() {
    String text =
        switch (random.nextInt(12)) {
          case 0 -> new ComparablePrograms(this).next();
          case 1 -> wrong();
          default -> value();
        };
    return random.nextInt(16) == 0 ? respelled(text) : text;
  }

  /** The same with capital letters, comments and line feeds where they change nothing. */
  private static String respelled(String text) {
    return text.replace("sum(", "SUM(")
        .replace("is_null(", "Is_Null(")
        .replace("upper(", "Upper (")
        .replace(" and ", " AND ")
        .replace(" + ", " /* more */\n + ")
        .replace(" * ", "\t* // times\n ")
        .replace("pi", "Pi");
  }

  /** The number of a row, which is its key; null and negative keys are known differences. */
  private String key() {
    return pick(
        "index()",
        "integer(" + random.nextInt(9) + ")",
        "integer(99)",
        "integer(coalesce(float(\"z\"), 1))",
        "sgn(1 + abs(" + known() + "))");
  }

  /** The value of a column in this row, or in that of a key. */
  private String looked(String column) {
    return random.nextBoolean()
        ? "col('" + column + "')"
        : "vlookup('" + column + "', " + key() + ")";
  }

  private String value() {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> number();
      case 3 -> integer();
      case 4, 5 -> bool();
      case 6, 7 -> text();
      default -> random.nextBoolean() ? date() : time();
    };
  }

  /** A number below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A value of a type: float, integer, boolean, string, date, datetime. */
  String typed(int type) {
    return switch (type) {
      case 0 -> number();
      case 1 -> integer();
      case 2 -> bool();
      case 3 -> text();
      case 4 -> date();
      default -> time();
    };
  }

  private String wrong() {
    return switch (random.nextInt(8)) {
      case 0 -> "\"s\" " + pick("+", "-", "*", "/") + " " + pick("\"f\"", "\"i\"", "2");
      case 1 ->
          pick("\"d\"", "\"t\"", "\"s\"", "\"b\"")
              + " "
              + pick("<", "==", "!=", ">=")
              + " "
              + pick("\"f\"", "\"i\"", "2.5");
      case 2 ->
          pick("upper", "lower", "length") + "(" + pick("\"i\"", "\"f\"", "\"d\"", "\"b\"") + ")";
      case 3 -> pick(UNARY) + "(" + pick("\"s\"", "\"d\"", "\"t\"", "\"b\"") + ")";
      case 4 ->
          pick("hour_of_day", "day_of_week", "month_of_year")
              + "("
              + pick("\"s\"", "\"f\"", "\"i\"")
              + ")";
      case 5 -> "concat(\"s\", " + pick("\"f\"", "\"i\"", "2") + ")";
      case 6 ->
          pick(
              "abs()",
              "abs(1,2)",
              "upper()",
              "sum()",
              "min(\"s\")",
              "foo(\"f\")",
              "\"zz\"",
              "1 +",
              "(\"f\"",
              "bucket(\"s\", 1)",
              "inrange(0,1)",
              "substring(\"s\")",
              "order(\"s\")",
              "coalesce(\"s\",\"f\")",
              "coalesce(\"d\",\"t\")",
              "date(1,2)",
              "datetime(\"i\")",
              "if (\"f\" > 1) 2",
              "\"f\" > 1 ? 2 : null",
              "search(\"s\",'a')",
              "match(\"s\",'(')",
              "bucket(\"d\",'2D')",
              "\"f\" ** 2",
              "percent_of(\"s\",1)",
              "sec(\"f\")",
              "csc(2)",
              "ncdf(\"f\")",
              "atan2(\"f\", 2)",
              "hypot(\"f\", 1)",
              "roundn(\"f\", 2)",
              "shl(\"i\", 2)",
              "shr(\"i\", 2)",
              "vlookup('s', 1)",
              "vlookup('zz', index())",
              "vlookup(\"s\", index())",
              "vlookup('s')",
              "col('zz')",
              "col(\"s\")",
              "order('a')",
              "string(1, 2)",
              "now(1)",
              "to_string(1)",
              "null",
              "-null",
              "concat(\"s\", null)",
              "if (\"b\", null, null)");
      default -> "-" + pick("\"s\"", "\"d\"", "\"t\"", "\"b\"");
    };
  }

  /** The reference folds constants first, and then takes liberties with 0 and 1. */
  private String varying(String made) {
    return made.indexOf('"') < 0 ? "\"g\"" : made;
  }

  private String numeric() {
    return random.nextInt(3) == 0 ? integer() : number();
  }

  String known() {
    return "coalesce(float(" + numeric() + "), " + pick("1.5", "3", "-2") + ")";
  }

  private String integer() {
    if (leaf()) return pick("\"i\"", "\"z\"");
    depth++;
    String s =
        switch (random.nextInt(9)) {
          case 4 -> "index()";
          case 5 -> looked(pick("i", "z"));
          case 6 -> "iclamp(10, \"i\", 20)";
          case 7 -> "integer(" + pick("\"u\"", "\"s\"", "\"b\"", "'12.7'", "'-0x10'") + ")";
          case 0 -> "trunc(" + number() + ")";
          case 1 -> "sgn(" + numeric() + ")";
          case 2 -> "integer(clamp(-1000, coalesce(float(" + number() + "), 0), 1000))";
          case 3 -> pick(negated);
          default -> "(" + bool() + " ? " + pick(chosen) + ")";
        };
    depth--;
    return s;
  }

  String number() {
    if (leaf()) return pick("\"f\"", "\"g\"", "1.5", "2", "0.25", "pi", "7");
    depth++;
    String s =
        switch (random.nextInt(31)) {
          case 24 -> looked(pick("f", "g"));
          case 25 ->
              pick(
                  "root(abs(\"g\"), 3)",
                  "bucket(\"f\", -3)",
                  "(1e3 + .5)",
                  "(\"f\" - - 2)",
                  "(\"g\" ^ 0)",
                  "(null + 1)",
                  "abs(null)",
                  "sum(\"i\", null)",
                  "(\"b\" == null ? 1 : \"f\")",
                  "(-7 % 3)",
                  "float('1,000')",
                  "float('1.5e3')");
          case 26 -> "if (" + bool() + ", " + number() + " * 1.5, " + number() + " - 0.5)";
          case 27 ->
              "switch { case "
                  + bool()
                  + " : "
                  + number()
                  + " + 0.5; case "
                  + bool()
                  + " : 7; default : "
                  + number()
                  + " * 2; }";
          case 29, 30 -> special();
          case 28 -> "(~{ " + value() + "; " + number() + " })";
          case 0, 1, 2, 3, 4 ->
              "("
                  + varying(numeric())
                  + pick(" + ", " - ", " * ", " / ", " % ")
                  + pick("\"f\"", "\"g\"", "2", "3.5", "\"i\"", "\"z\"", varying(number()))
                  + ")";
          case 5 -> "(" + pick("\"f\"", "\"g\"", "\"z\"") + " ^ " + pick("2", "3", "0.5") + ")";
          case 6, 7, 8 -> pick(UNARY) + "(float(" + number() + "))";
          case 9 ->
              pick("sum", "avg", "mul")
                  + "("
                  + numeric()
                  + ", "
                  + numeric()
                  + (random.nextBoolean() ? ", " + numeric() : "")
                  + ")";
          case 10 -> pick("min", "max") + "(" + known() + ", " + known() + ")";
          case 11 -> "bucket(" + numeric() + ", " + pick("2", "0.5", "10") + ")";
          case 12 -> "percent_of(" + numeric() + ", " + numeric() + ")";
          case 13 -> "coalesce(" + numeric() + ", " + numeric() + ")";
          case 14 -> "length(" + text() + ")";
          case 15 -> "float(" + pick(numeric(), bool(), time(), "\"s\"", "\"u\"") + ")";
          case 16 -> "hour_of_day(" + time() + ")";
          case 17 ->
              pick("pow(\"f\", ", "mod(\"g\", ", "logn(\"f\", ", "root(abs(\"f\"), ")
                  + pick("2", "3", "\"z\"")
                  + ")";
          // The lists of two calls get mixed up in the reference (docs/compatibility.md).
          case 18 ->
              ordered++ > 0
                  ? "\"f\""
                  : "order("
                      + pick("\"s\"", "\"u\"", "\"v\"")
                      + pick(", 'a'", ", 'b', 'a'", ", 'zed', 'a', 'foo'")
                      + ")";
          case 19 -> "iclamp(" + known() + ", " + known() + ", " + known() + ")";
          case 20 -> pick("frac(", "-(", "+(") + pick("\"f\"", "\"g\"") + ")";
          case 21 -> "acosh(1 + abs(" + pick("\"f\"", "\"g\"") + "))";
          case 22 -> pick("col('f')", "col('g')", "percent_of(\"f\", \"g\")", "epsilon");
          case 23 -> "clamp(" + known() + ", " + known() + ", " + known() + ")";
          default ->
              "(" + bool() + " ? " + pick("\"f\"", "\"g\"", "1.5") + " : " + number() + " + 0.5)";
        };
    depth--;
    return s;
  }

  /**
   * One of the hundred functions of a formula. Those that compare take null for a value; those that
   * raise to a power do so by multiplication, which differs in the last digits unless it is exact.
   */
  private String special() {
    int number = random.nextInt(100);
    StringBuilder call = new StringBuilder(number < 10 ? "$f0" : "$f").append(number).append('(');
    for (int i = 0; i < (number < 48 ? 3 : 4); i++) {
      boolean compared = number >= 94 && number <= 97 && i < 2;
      boolean raised = (number >= 31 && number <= 38) || (number >= 84 && number <= 91);
      call.append(i == 0 ? "" : ", ")
          .append(
              compared
                  ? known()
                  : raised && i % 2 == 1
                      ? "round(clamp(-4, " + known() + ", 4))"
                      : varying("(" + number() + " + 0.25)"));
    }
    return call.append(")").toString();
  }

  String bool() {
    if (leaf()) return pick("\"b\"", "(\"i\" > 0)", "(\"f\" < 2)");
    depth++;
    String s =
        switch (random.nextInt(20)) {
          case 14 -> looked("b");
          case 15 -> "inrange(" + text() + ", " + text() + ", " + text() + ")";
          case 16 ->
              random.nextBoolean()
                  ? "inrange(" + date() + ", " + date() + ", " + date() + ")"
                  : "inrange(" + time() + ", " + time() + ", " + time() + ")";
          case 17 -> pick("equal(", "not_equal(") + text() + ", " + text() + ")";
          case 18 ->
              pick(
                  "(\"f\" < null)",
                  "(null >= \"s\")",
                  "(\"b\" and null)",
                  "not(null)",
                  "(null == null)",
                  "equal(\"t\", null)",
                  "boolean('false')",
                  "(sqrt(-1) == sqrt(-1))");
          case 0, 1, 2 -> "(" + numeric() + " " + pick(COMPARISONS) + " " + numeric() + ")";
          case 3 -> "(" + text() + " " + pick("==", "!=", "<", ">=") + " " + text() + ")";
          case 4 -> "(" + time() + " " + pick(COMPARISONS) + " " + time() + ")";
          case 5 -> "(" + date() + " " + pick(COMPARISONS) + " " + date() + ")";
          case 6 ->
              "("
                  + bool()
                  + " "
                  + pick("and", "or", "xor", "nand", "nor", "xnor")
                  + " "
                  + pick(bool(), numeric(), time(), "\"s\"")
                  + ")";
          case 7 -> "not(" + value() + ")";
          case 8 -> pick("is_null(", "is_not_null(", "boolean(") + value() + ")";
          case 9 -> "(" + value() + pick(" == ", " != ") + "null)";
          case 10 ->
              pick("match(", "match_all(", "contains(")
                  + pick("\"s\"", "\"u\"")
                  + ", '"
                  + pick("a", "[a-z]+", "o", "1", "(a|b)")
                  + "')";
          case 11 -> pick("equal(", "not_equal(") + numeric() + ", " + numeric() + ")";
          case 12 -> pick("mand(", "mor(") + "(" + numeric() + " < 2), (" + numeric() + " > 0))";
          case 13 ->
              pick(
                  "(today() > \"d\")",
                  "(now() >= \"t\")",
                  "is_not_null(random())",
                  "is_null(index())",
                  "(\"b\" == true)",
                  "(False != \"b\")");
          default -> "inrange(" + numeric() + ", " + numeric() + ", " + numeric() + ")";
        };
    depth--;
    return s;
  }

  String text() {
    if (leaf()) return pick("\"s\"", "\"u\"", "'abc'");
    depth++;
    String s =
        switch (random.nextInt(14)) {
          case 8 -> looked(pick("s", "u", "v"));
          case 9 -> "concat(" + text() + ", '-', " + text() + ")";
          case 10 ->
              "substring(" + text() + ", \"z\"" + pick("", ", \"z\"", ", length(\"s\")") + ")";
          case 11 -> "coalesce(" + text() + ", " + text() + ", 'q')";
          case 12 ->
              "switch { case "
                  + bool()
                  + " : "
                  + text()
                  + "; default : "
                  + pick("\"s\"", "'many'")
                  + "; }";
          case 0 -> pick("upper(", "lower(") + text() + ")";
          case 1 -> "concat(" + text() + ", " + text() + ")";
          case 2 ->
              "substring("
                  + pick("\"s\"", "\"u\"")
                  + ", "
                  + pick("0", "1", "2")
                  + pick("", ", 1", ", 2")
                  + ")";
          case 3 ->
              "string("
                  + pick("abs(float(" + numeric() + "))", integer(), bool(), date(), time())
                  + ")";
          case 4 -> pick("day_of_week(", "month_of_year(") + pick(date(), time()) + ")";
          case 5 ->
              "search(" + pick("\"s\"", "\"u\"") + ", '(" + pick("a", "[a-z]+", "o", "1") + ")')";
          case 6 ->
              pick("replace(", "replace_all(")
                  + pick("\"v\"")
                  + ", '"
                  + pick("a", "o", "[a-z]", "x*")
                  + "', "
                  + pick("'Q'", "'\\\\0\\\\0'", "\"v\"")
                  + ")";
          case 7 -> "coalesce(" + text() + ", " + text() + ")";
          default -> "(" + bool() + " ? " + pick("\"s\"", "\"u\"") + " : " + text() + ")";
        };
    depth--;
    return s;
  }

  private String date() {
    return leaf()
        ? "\"d\""
        : pick(
            "bucket(\"d\", '" + pick("D", "W", "M", "3M", "Y", "10Y") + "')",
            "bucket(\"t\", '" + pick("D", "W", "M", "3M", "Y", "10Y") + "')",
            "date(2020, \"z\", 15)",
            "date(\"i\", 2, 3)",
            "coalesce(\"d\", date(2021, 3, 4))",
            "(\"b\" ? \"d\" : bucket(\"t\", 'W'))",
            looked("d"));
  }

  private String time() {
    return leaf()
        ? "\"t\""
        : pick(
            "bucket(\"t\", '" + pick("s", "5m", "2h", "15s") + "')",
            "datetime(float(\"t\") + 86400000)",
            "datetime(trunc(\"g\"))",
            "coalesce(\"t\", bucket(\"t\", 'h'))",
            "(\"f\" > 0 ? \"t\" : datetime(1e12))",
            looked("t"));
  }
}
