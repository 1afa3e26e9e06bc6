package dev.perspective4j.engine.expression.syntax;

import java.util.List;

/**
 * The functions {@code $f00} to {@code $f99}, each a formula of its three arguments {@code x},
 * {@code y}, {@code z} or four, with {@code w}. A formula names every argument once: a call is the
 * formula with the arguments in their places.
 */
final class SpecialFunctions {
  /** The first with four arguments. */
  private static final int FIRST_OF_FOUR = 48;

  private static final List<String> FORMULAS =
      List.of(
          "(x + y) / z",
          "(x + y) * z",
          "(x + y) - z",
          "(x + y) + z",
          "(x - y) + z",
          "(x - y) / z",
          "(x - y) * z",
          "(x * y) + z",
          "(x * y) - z",
          "(x * y) / z",
          "(x * y) * z",
          "(x / y) + z",
          "(x / y) - z",
          "(x / y) / z",
          "(x / y) * z",
          "x / (y + z)",
          "x / (y - z)",
          "x / (y * z)",
          "x / (y / z)",
          "x * (y + z)",
          "x * (y - z)",
          "x * (y * z)",
          "x * (y / z)",
          "x - (y + z)",
          "x - (y - z)",
          "x - (y / z)",
          "x - (y * z)",
          "x + (y * z)",
          "x + (y / z)",
          "x + (y + z)",
          "x + (y - z)",
          "x * y ^ 2 + z",
          "x * y ^ 3 + z",
          "x * y ^ 4 + z",
          "x * y ^ 5 + z",
          "x * y ^ 6 + z",
          "x * y ^ 7 + z",
          "x * y ^ 8 + z",
          "x * y ^ 9 + z",
          "x * log(y) + z",
          "x * log(y) - z",
          "x * log10(y) + z",
          "x * log10(y) - z",
          "x * sin(y) + z",
          "x * sin(y) - z",
          "x * cos(y) + z",
          "x * cos(y) - z",
          "x ? y : z",
          "x + ((y + z) / w)",
          "x + ((y + z) * w)",
          "x + ((y - z) / w)",
          "x + ((y - z) * w)",
          "x + ((y * z) / w)",
          "x + ((y * z) * w)",
          "x + ((y / z) + w)",
          "x + ((y / z) / w)",
          "x + ((y / z) * w)",
          "x - ((y + z) / w)",
          "x - ((y + z) * w)",
          "x - ((y - z) / w)",
          "x - ((y - z) * w)",
          "x - ((y * z) / w)",
          "x - ((y * z) * w)",
          "x - ((y / z) / w)",
          "x - ((y / z) * w)",
          "((x + y) * z) - w",
          "((x - y) * z) - w",
          "((x * y) * z) - w",
          "((x / y) * z) - w",
          "((x + y) / z) - w",
          "((x - y) / z) - w",
          "((x * y) / z) - w",
          "((x / y) / z) - w",
          "(x * y) + (z * w)",
          "(x * y) - (z * w)",
          "(x * y) + (z / w)",
          "(x * y) - (z / w)",
          "(x / y) + (z / w)",
          "(x / y) - (z / w)",
          "(x / y) - (z * w)",
          "x / (y + (z * w))",
          "x / (y - (z * w))",
          "x * (y + (z * w))",
          "x * (y - (z * w))",
          "x * y ^ 2 + z * w ^ 2",
          "x * y ^ 3 + z * w ^ 3",
          "x * y ^ 4 + z * w ^ 4",
          "x * y ^ 5 + z * w ^ 5",
          "x * y ^ 6 + z * w ^ 6",
          "x * y ^ 7 + z * w ^ 7",
          "x * y ^ 8 + z * w ^ 8",
          "x * y ^ 9 + z * w ^ 9",
          "x and y ? z : w",
          "x or y ? z : w",
          "x < y ? z : w",
          "x <= y ? z : w",
          "x > y ? z : w",
          "x >= y ? z : w",
          "x == y ? z : w",
          "x * sin(y) + z * cos(w)");

  private SpecialFunctions() {}

  /** The formula of a name, a dollar sign and {@code f} with two digits. */
  static String formula(String name) {
    return FORMULAS.get(number(name));
  }

  /** The number of arguments. */
  static int arity(String name) {
    return number(name) < FIRST_OF_FOUR ? 3 : 4;
  }

  private static int number(String name) {
    return Integer.parseInt(name, 2, 4, 10);
  }
}
