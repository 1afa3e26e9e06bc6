package dev.perspective4j.conformance.expressions;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Valid programs with a token or two taken out, put in, exchanged or doubled. There is no constant among
 * them: the reference dies of a broken definition.
 */
final class BrokenExpressions {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:\"[^\"]*\"|'[^']*'|[$]?[A-Za-z][A-Za-z0-9_]*|[0-9]+(?:\\.[0-9]+)?|:=|\\+=|-=|<=|>=|==|!=|<>|.)");

  private static final Pattern MISREAD =
      Pattern.compile("v\\s*[%|&]|(var|swap\\s*\\()\\s*'|'\\s*[-:+*/%<][=]");

  private static final String[] PROGRAMS = {
    "\"f\" + 2 * (\"g\" - 1.5) / 3 ^ 2",
    "-\"f\" > 2 and not(\"b\") or \"i\" <= 7",
    "\"f\" > 1 ? \"g\" : 2.5",
    "if (\"f\" > 1, 2, 3)",
    "if (\"f\" > 1) { 2 } else { 3 }",
    "if (\"f\" > 1) { 2 } else if (\"g\" < 2) { 3 } else { 4 }",
    "if (\"f\" > 1) 2; else 3",
    "var x := \"f\"; x += 2; x",
    "var x; x := 3; x",
    "var v[3] := {1, \"f\", 3}; v[1] := 5; sum(v)",
    "var v[3] := [1 : 2]; v[] + v[2]",
    "var v[4]; v += 2; (v * 2)[1]",
    "var x := 0; while (x < 3) { x += 1 }; x",
    "var y := 0; for (var k := 0; k < 5; k += 1) { if (k == 2) { continue; }; y += k }; y",
    "for (var k := 0; k < 9; k += 1) { if (k > 4) { break[k]; }; k }",
    "switch { case \"f\" > 1 : 1; case \"g\" > 2 : 2; default : 3; }",
    "[*] { case \"f\" > 1 : 1; case \"g\" > 2 : 2; }",
    "~{ var q := \"f\"; q + 1 }",
    "~(\"f\", \"g\", 3)",
    "var x := 1; var y := 2; swap(x, y); x",
    "var x := 1; var y := 2; x <=> y; x",
    "sum(1, 2, \"f\") + avg(\"f\", \"g\") - mul(2, 3)",
    "min(1, \"f\") + max(2, \"g\", 3)",
    "abs(\"f\") + sqrt(2) - pow(\"g\", 2)",
    "clamp(1, \"f\", 3) * iclamp(1, \"g\", 2)",
    "inrange(1, \"f\", 3) and mand(\"f\" > 1, \"g\" < 2)",
    "bucket(\"f\", 2) + percent_of(\"f\", \"g\")",
    "bucket(\"t\", 'D')",
    "concat(\"s\", 'x', \"u\")",
    "upper(\"s\") == 'A'",
    "substring(\"s\", 1, 2)",
    "order(\"s\", 'a', 'b')",
    "length(\"s\") + 1",
    "hour_of_day(\"t\") + 1",
    "date(2020, 1, \"z\")",
    "now() > \"t\"",
    "is_null(\"f\") ? pi : epsilon",
    "coalesce(\"f\", 1) + index()",
    "string(\"f\")",
    "integer(\"f\") % 2 = 0",
    "norm3(1)",
    "assert(1 > 2); \"f\"",
    "$f05(\"f\", 2.5, \"g\") + 1.25 * \"i\" - 1000000",
    "$f84(\"f\", \"g\", $f47(1, 2, 3), 3) + pi * \"f\" + \"g\""
  };

  private static final String[] TOKENS = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ":=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "<",
    "<=",
    "==",
    "!=",
    "?",
    "+=",
    "<=>",
    "&",
    "|",
    "~",
    "1",
    "2.5",
    "0",
    "x",
    "k",
    "v",
    "foo",
    "\"f\"",
    "\"i\"",
    "\"zz\"",
    "'a'",
    "null",
    "true",
    "pi",
    "if",
    "else",
    "while",
    "for",
    "switch",
    "case",
    "default",
    "break",
    "continue",
    "var",
    "const",
    "swap",
    "and",
    "or",
    "not",
    "in",
    "like",
    "repeat",
    "return",
    "abs",
    "sum",
    "min",
    "upper",
    "bucket",
    "now",
    "index",
    "$f99(1, 2, 3, 4)",
    "!",
    "@",
    "1e400",
    "1.5.2",
    "// c",
    "/* c */",
    "#"
  };

  private final SplittableRandom random;

  BrokenExpressions(long seed) {
    random = new SplittableRandom(seed);
  }

  String next() {
    while (true) {
      String text = broken();
      // A literal is a call of a function in the reference, and may stand where a name may; the
      // rest of a vector is that of its first element, and the signs & and | give no vectors.
      if (!MISREAD.matcher(text).find()) {
        return text;
      }
    }
  }

  private String broken() {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(PROGRAMS[random.nextInt(PROGRAMS.length)]);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes && tokens.size() > 1; i++) {
      change(tokens);
    }
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      boolean glued = !text.isEmpty() && isWord(text.charAt(text.length() - 1));
      text.append(glued && isWord(token.charAt(0)) ? " " : "").append(token);
    }
    return text.toString();
  }

  /** Two words need a space between them: columns become words in the reference. */
  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '"' || c == '\'' || c == '.';
  }

  private void change(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    String token = " " + TOKENS[random.nextInt(TOKENS.length)];
    switch (random.nextInt(6)) {
      case 0, 1 -> tokens.remove(at);
      case 2 -> tokens.add(at, token);
      case 3 -> tokens.set(at, token);
      case 4 -> tokens.add(at, tokens.get(at));
      default -> tokens.set(at, "\n" + tokens.get(at));
    }
  }
}
