package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.Cell;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reserved words and constants. */
final class Words {
  private static final Set<String> RESERVED =
      Set.of(
          ("abs acos acosh and asin asinh assert atan atan2 atanh avg break case ceil clamp const"
                  + " continue cos cosh cot csc default deg2grad deg2rad else equal erf erfc exp"
                  + " expm1 false floor for frac grad2deg hypot iclamp if ilike in inrange like log"
                  + " log10 log1p log2 logn mand max min mod mor mul nand ncdf nor not not_equal"
                  + " or pow rad2deg repeat return root round roundn sec sgn shl shr sin sinc"
                  + " sinh sqrt sum swap switch tan tanh true trunc until var while xnor xor & |")
              .split(" "));

  private static final Map<String, Double> NUMBERS =
      Map.of("pi", Math.PI, "epsilon", 1e-10, "inf", Double.POSITIVE_INFINITY);

  private Words() {}

  /** Whether a lower-case word may not name a variable. */
  static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** Whether a lower-case word is a constant, or a time, which passes for one. */
  static boolean isConstant(String word) {
    return NUMBERS.containsKey(word) || Set.of("null", "none", "now", "today").contains(word);
  }

  /** The value of a lower-case constant. */
  static @Nullable Cell constant(String word) {
    Double number = NUMBERS.get(word);
    if (number != null) {
      return Cell.of(number);
    }
    return switch (word) {
      case "true" -> Cell.of(true);
      case "false" -> Cell.of(false);
      default -> null;
    };
  }
}
