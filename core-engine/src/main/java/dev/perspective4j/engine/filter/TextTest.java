package dev.perspective4j.engine.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.perspective4j.engine.pattern.PatternSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A question about one text, given as UTF-8. */
@FunctionalInterface
interface TextTest {

  /** Whether the first {@code length} bytes pass. */
  boolean passes(byte[] utf8, int length);

  /** Never passes. */
  TextTest NEVER = (utf8, length) -> false;

  /** The test an operator with an operand stands for, its negation left to the caller. */
  static TextTest of(Operator operator, String operand) {
    byte[] exact = operand.getBytes(StandardCharsets.UTF_8);
    byte[] folded = exact.clone();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return switch (operator) {
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> (utf8, length) -> compare(utf8, length, exact) == 0;
      case LESS -> (utf8, length) -> compare(utf8, length, exact) < 0;
      case LESS_OR_EQUAL -> (utf8, length) -> compare(utf8, length, exact) <= 0;
      case GREATER -> (utf8, length) -> compare(utf8, length, exact) > 0;
      case GREATER_OR_EQUAL -> (utf8, length) -> compare(utf8, length, exact) >= 0;
      case BEGINS_WITH, NOT_BEGINS_WITH -> (utf8, length) -> matchesAt(utf8, length, 0, folded);
      case ENDS_WITH, NOT_ENDS_WITH ->
          (utf8, length) -> matchesAt(utf8, length, length - folded.length, folded);
      case CONTAINS, NOT_CONTAINS -> (utf8, length) -> contains(utf8, length, folded);
      case MATCHES, NOT_MATCHES -> {
        Pattern pattern = Pattern.compile(operand);
        yield (utf8, length) -> pattern.matcher(Arrays.copyOf(utf8, length)).find();
      }
      case IS_NULL, IS_NOT_NULL -> NEVER;
    };
  }

  /** Whether {@link #of} would accept the pattern: it is RE2 syntax and compiles to little. */
  static boolean compiles(String pattern) {
    if (!pattern.isEmpty() && !PatternSize.isBounded(pattern)) {
      return false;
    }
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static int compare(byte[] utf8, int length, byte[] operand) {
    return Arrays.compareUnsigned(utf8, 0, length, operand, 0, operand.length);
  }

  private static boolean contains(byte[] utf8, int length, byte[] folded) {
    for (int at = 0; at <= length - folded.length; at++) {
      if (matchesAt(utf8, length, at, folded)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAt(byte[] utf8, int length, int at, byte[] folded) {
    if (at < 0 || at + folded.length > length) {
      return false;
    }
    for (int i = 0; i < folded.length; i++) {
      if (fold(utf8[at + i]) != folded[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte fold(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }
}
