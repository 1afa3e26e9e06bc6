package dev.perspective4j.engine.pattern;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * An upper estimate of the size of a compiled pattern, made without compiling it.
 *
 * <p>Nested counted repetitions multiply: {@code ((a{1000}){1000}){1000}} would need 10⁹
 * instructions. The estimate walks the text once, keeps the size of each open group, and multiplies
 * the size of a repeated item by its largest count. It also bounds nesting, because the compiler is
 * recursive, and refuses the syntax of other dialects.
 */
public final class PatternSize {
  private static final int LONGEST = 4_096;
  private static final int DEEPEST = 100;
  private static final int LARGEST = 10_000;
  private static final int MOST_REPEATS = 1_000;

  private final String text;
  private int at;

  private PatternSize(String text) {
    this.text = text;
  }

  /** Whether a pattern may be compiled: written in this dialect, not empty, not too large. */
  public static boolean isBounded(String pattern) {
    return of(pattern).isPresent();
  }

  /** About how many instructions the compiled pattern has; empty if it may not be compiled. */
  public static OptionalInt of(String pattern) {
    if (pattern.isEmpty() || pattern.length() > LONGEST) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(new PatternSize(pattern).estimate());
    } catch (Refusal refused) {
      return OptionalInt.empty();
    }
  }

  /** Ends the walk over a pattern; carries no stack trace. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal() {
      super("", null, false, false);
    }
  }

  private int estimate() {
    Deque<Long> open = new ArrayDeque<>();
    long total = 0;
    while (at < text.length()) {
      long item = 1;
      char c = text.charAt(at++);
      switch (c) {
        case '(' -> {
          refuseForeignGroup();
          open.push(total);
          if (open.size() > DEEPEST) {
            throw new Refusal();
          }
          total = 0;
          continue;
        }
        case ')' -> {
          Long outer = open.poll();
          if (outer == null) {
            throw new Refusal();
          }
          item = total + 2;
          total = outer;
        }
        case '[' -> {
          skipClass();
          item = 2;
        }
        case '\\' -> skipEscape();
        default -> {}
      }
      total += item * repeats();
      if (total > LARGEST) {
        throw new Refusal();
      }
    }
    return (int) total;
  }

  /** The named groups of other dialects. */
  private void refuseForeignGroup() {
    if (text.startsWith("?<", at)) {
      throw new Refusal();
    }
  }

  private void skipClass() {
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.charAt(at) == '\\') {
        at += 2;
      } else if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 2;
      } else {
        at++;
      }
    }
    at++;
  }

  private void skipEscape() {
    if (at >= text.length()) {
      return;
    }
    char c = text.charAt(at++);
    if (c == 'Q') {
      int end = text.indexOf("\\E", at);
      at = end < 0 ? text.length() : end + 2;
    } else if ((c == 'p' || c == 'P' || c == 'x') && at < text.length() && text.charAt(at) == '{') {
      int end = text.indexOf('}', at);
      at = end < 0 ? text.length() : end + 1;
    }
  }

  /** The largest count of the repetition operators that follow; 1 if there is none. */
  private long repeats() {
    long factor = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '*' || c == '+' || c == '?') {
        at++;
        factor = Math.max(factor, 2);
      } else if (c == '{') {
        int end = text.indexOf('}', at);
        long count = end < 0 ? 0 : count(text.substring(at + 1, end));
        if (count <= 0) {
          return factor;
        }
        factor *= Math.min(count, MOST_REPEATS + 1L);
        at = end + 1;
        if (factor > LARGEST) {
          throw new Refusal();
        }
      } else {
        break;
      }
    }
    return factor;
  }

  /** The larger number of {@code n}, {@code n,} or {@code n,m}; 0 if it is none of these. */
  private static long count(String range) {
    int comma = range.indexOf(',');
    String low = comma < 0 ? range : range.substring(0, comma);
    String high = comma < 0 ? "" : range.substring(comma + 1);
    if (low.isEmpty() || low.length() > 9 || high.length() > 9) {
      return low.isEmpty() ? 0 : MOST_REPEATS + 1;
    }
    if (!(low + high).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    long least = Long.parseLong(low);
    return 1 + Math.max(least, high.isEmpty() ? 0 : Long.parseLong(high));
  }
}
