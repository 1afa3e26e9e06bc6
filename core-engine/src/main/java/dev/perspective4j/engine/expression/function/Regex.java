package dev.perspective4j.engine.expression.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.engine.pattern.PatternSize;

/**
 * A pattern, compiled once; matching takes time linear in the text.
 *
 * <p>{@link PatternSize} refuses patterns whose program would be large before they are compiled.
 */
public final class Regex {
  private final Pattern pattern;
  private final Budget budget;
  private final int weight;

  /**
   * Compiles.
   *
   * @throws TypeMismatch if it is empty, malformed or too large
   */
  public Regex(String source, Budget budget) {
    this.budget = budget;
    this.weight = 1 + PatternSize.of(source).orElseThrow(TypeMismatch::general) / 64;
    try {
      this.pattern = Pattern.compile(source);
    } catch (PatternSyntaxException e) {
      throw TypeMismatch.general();
    }
  }

  /** Number of capture groups. */
  public int groups() {
    return pattern.groupCount();
  }

  private Matcher matcher(String text) {
    budget.text(text.length());
    budget.spend((long) text.length() * weight / 8);
    return pattern.matcher(text);
  }

  /** Whether it matches somewhere. */
  public boolean finds(String text) {
    return matcher(text).find();
  }

  /** Whether it matches all of the text. */
  public boolean matches(String text) {
    return matcher(text).matches();
  }

  /**
   * Where the first group of the leftmost match is: {@code start << 32 | end} in UTF-16 units, or
   * -1 if there is no match, or the group is empty or took no part.
   */
  public long firstGroup(String text) {
    Matcher matcher = matcher(text);
    if (!matcher.find() || matcher.start(1) < 0 || matcher.start(1) == matcher.end(1)) {
      return -1;
    }
    return (long) matcher.start(1) << 32 | matcher.end(1);
  }

  /**
   * Replaces matches. {@code \0} to {@code \9} in the replacement stand for groups.
   *
   * @param all whether to replace more than the first
   */
  public String replace(String text, String replacement, boolean all) {
    if (!validReplacement(replacement)) {
      return text;
    }
    Matcher matcher = matcher(text);
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int from = 0;
    int lastEnd = -1;
    while (from <= text.length() && matcher.find(from)) {
      int start = matcher.start();
      int end = matcher.end();
      if (start == lastEnd && start == end) {
        // No empty match right behind the last one: step over a character and look again.
        from = end < text.length() ? text.offsetByCodePoints(end, 1) : end + 1;
        lastEnd = -1;
        continue;
      }
      result.append(text, copied, start);
      expand(replacement, matcher, text, result);
      budget.text(result.length());
      copied = end;
      lastEnd = end;
      from = end;
      if (!all) {
        break;
      }
    }
    return copied == 0 && result.isEmpty() && lastEnd < 0
        ? text
        : result.append(text, copied, text.length()).toString();
  }

  /** Only digits of existing groups and backslashes may follow a backslash. */
  private boolean validReplacement(String replacement) {
    for (int i = 0; i < replacement.length(); i++) {
      if (replacement.charAt(i) == '\\') {
        i++;
        char c = i < replacement.length() ? replacement.charAt(i) : ' ';
        if (c != '\\' && !(c >= '0' && c <= '9' && c - '0' <= groups())) {
          return false;
        }
      }
    }
    return true;
  }

  private static void expand(
      String replacement, Matcher matcher, String text, StringBuilder result) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c != '\\') {
        result.append(c);
        continue;
      }
      char next = replacement.charAt(++i);
      if (next == '\\') {
        result.append('\\');
      } else if (matcher.start(next - '0') >= 0) {
        result.append(text, matcher.start(next - '0'), matcher.end(next - '0'));
      }
    }
  }
}
