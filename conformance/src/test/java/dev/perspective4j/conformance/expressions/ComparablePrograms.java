package dev.perspective4j.conformance.expressions;

/**
 * Random programs over the operands of {@link ComparableExpressions}: variables, vectors, blocks,
 * conditions, loops, switches.
 *
 * <p>{@code q} is a number, {@code p} a text, {@code v} and {@code w} are vectors of numbers, {@code a}
 * and {@code b} vectors without nulls; no statement changes the type of a variable, because the
 * reference stores values of another type than the declared one as they lie in memory.
 */
final class ComparablePrograms {
  private final ComparableExpressions operands;
  private int names;

  ComparablePrograms(ComparableExpressions operands) {
    this.operands = operands;
  }

  /** A program of a few statements and a value. */
  String next() {
    if (operands.below(6) == 0) {
      return "var q := " + operands.typed(operands.below(6)) + "; var p := q; p";
    }
    StringBuilder program = new StringBuilder();
    program.append("var q := ").append(operands.number()).append("; ");
    program.append("var p := ").append(operands.text()).append("; ");
    program.append("var v[4] := ").append(initial()).append("; ");
    program.append("var w[3] := {").append(operands.number()).append(", 2.5}; ");
    program.append("var a[3] := {").append(operands.known()).append(", 1.5, 3}; ");
    program.append("var b[3] := {2, ").append(operands.known()).append(", 0.5}; ");
    int count = 1 + operands.below(4);
    for (int i = 0; i < count; i++) {
      program.append(statement(0)).append("; ");
    }
    return program.append(result()).toString();
  }

  private String initial() {
    return switch (operands.below(4)) {
      case 0 -> "{" + operands.number() + ", " + operands.number() + ", 1.5, 7}";
      case 1 -> "[" + operands.number() + "]";
      case 2 -> "[1.5 : 2]";
      default -> "{" + operands.number() + "}";
    };
  }

  private String number() {
    return switch (operands.below(6)) {
      case 0 -> "(q + " + operands.number() + ")";
      case 1 -> "(q * 2)";
      case 2 -> "(v[" + operands.pick("0", "1", "2", "3") + "] - 1.5)";
      case 3 -> "(" + operands.number() + " + w[1])";
      default -> operands.number();
    };
  }

  private String condition() {
    return operands.pick("q > 1", "v[1] < 2.5", "p == 'a'", "is_null(q)", operands.bool());
  }

  private String statement(int depth) {
    return switch (operands.below(depth > 1 ? 8 : 18)) {
      case 0 -> "q := " + number();
      case 1 -> "q " + operands.pick("+=", "-=", "*=", "/=", "%=") + " " + number();
      case 2 -> "p := " + operands.text();
      case 3 -> "v[" + operands.pick("0", "1", "3") + "] := " + number();
      case 4 -> "v[2] " + operands.pick("+=", "-=", "*=") + " " + number();
      case 5 -> "v " + operands.pick("+=", "-=", "*=", ":=") + " " + operands.pick("2", "1.5", "q");
      case 6 -> operands.pick("swap(v[0], v[1])", "v[0] <=> w[1]", "swap(q, v[3])", "a <=> b");
      case 7 ->
          operands.pick("cross_product3(a, b, w)", "diff3(a, b, w)", "indexof(\"s\", '(o)', w)");
      case 8, 9 -> "if (" + condition() + ") { " + body(depth) + " }";
      case 10 -> "if (" + condition() + ") { " + body(depth) + " } else { " + body(depth) + " }";
      case 11 ->
          "if ("
              + condition()
              + ") { "
              + body(depth)
              + " } else if ("
              + condition()
              + ") { "
              + body(depth)
              + " }";
      case 12, 13 -> loop(depth);
      case 14 -> counting(depth);
      case 15 ->
          "q := switch { case "
              + condition()
              + " : "
              + number()
              + "; case "
              + condition()
              + " : "
              + number()
              + "; default : "
              + number()
              + "; }";
      case 16 ->
          "q := [*] { case "
              + condition()
              + " : "
              + number()
              + "; case "
              + condition()
              + " : "
              + number()
              + "; }";
      default -> "~{ var z" + ++names + " := " + number() + "; q := z" + names + " + 1.5 }";
    };
  }

  private String body(int depth) {
    return operands.below(2) == 0
        ? statement(depth + 1)
        : statement(depth + 1) + "; " + statement(depth + 1);
  }

  private String loop(int depth) {
    String k = "k" + ++names;
    return "for (var "
        + k
        + " := 0; "
        + k
        + " < "
        + operands.pick("2", "3", "4")
        + "; "
        + k
        + " += 1) { "
        + operands.pick("", "if (" + k + " == 2) { break; }; ", "if (q > 9) { continue; }; ")
        + body(depth)
        + "; v["
        + k
        + "] += q }";
  }

  private String counting(int depth) {
    String n = "n" + ++names;
    return "var " + n + " := 0; while (" + n + " < 3) { " + n + " += 1; " + body(depth) + " }";
  }

  private String result() {
    return operands.pick(
        "q",
        "p",
        "v[0]",
        "v[3]",
        "w[2]",
        "sum(v)",
        "avg(v)",
        "mul(w)",
        "norm3(a)",
        "dot_product3(a, b)",
        "v[] + q",
        "(v * 2)[1]",
        "(v + w)[0]",
        "sum(abs(a) - b)",
        "concat(p, 'x')",
        "q > 1.5",
        "q == w[1]",
        "const var c := 3; c + q",
        "col('f') + q",
        "var x := q; x += 2; x",
        "if (q > 1, 2.5, q)",
        "for (var j := 0; j < 5; j += 1) { if (" + condition() + ") { continue; }; j + q }",
        "for (var j := 0; j < 5; j += 1) { q += j; if (j > 2) { break[q]; }; 2.5 }",
        "var j := 0; while (j < 5) { j += 1; if (j > "
            + operands.pick("2", "q")
            + ") continue; j }",
        "q > 1 ? p : 'none'");
  }
}
