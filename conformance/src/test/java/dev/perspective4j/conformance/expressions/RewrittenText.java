package dev.perspective4j.conformance.expressions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as the reference engine rewrites it before it parses: columns become {@code COLUMN0}, literals
 * {@code intern('x')}. Its messages name and count in that text; ours in the text as typed. This turns
 * our places and names into the reference's.
 */
final class RewrittenText {
  /** A column; a pattern, which stays as it is; a literal. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<column>\"[^\"\n]*\")"
              + "|(?<pattern>(?:match|match_all|search|indexof|replace|replace_all|contains)"
              + "\\([^,'()]*,\\s*'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<literal>'(?:[^'\\\\]|\\\\.)*')");

  private static final Pattern NAMED =
      Pattern.compile("'(?:(?<column>\"[^\"]*\")|(?<literal>'[^']*')|null|true|false)'");

  private final String typed;
  private final List<String> columns = new ArrayList<>();
  private final int[] places;
  private final String rewritten;

  private RewrittenText(String typed) {
    this.typed = typed;
    this.places = new int[typed.length() + 1];
    StringBuilder text = new StringBuilder();
    int at = 0;
    Matcher part = PARTS.matcher(typed);
    while (part.find()) {
      at = copy(text, at, part.start());
      if (part.group("column") != null) {
        text.append(use(part.group("column")));
        at = skip(text, at, part.end());
      } else if (part.group("pattern") != null) {
        int column = part.group("pattern").indexOf('"');
        if (column >= 0) {
          int end = part.group("pattern").indexOf('"', column + 1) + 1;
          at = copy(text, at, part.start() + column);
          text.append(use(part.group("pattern").substring(column, end)));
          at = skip(text, at, part.start() + end);
        }
        at = copy(text, at, part.end());
      } else {
        places[at] = text.length();
        text.append("intern(");
        for (int i = at + 1; i < part.end(); i++) {
          places[i] = text.length() + i - at;
        }
        text.append(part.group("literal")).append(')');
        at = part.end();
      }
    }
    copy(text, at, typed.length());
    places[typed.length()] = text.length();
    rewritten = text.toString();
  }

  static RewrittenText of(String typed) {
    return new RewrittenText(typed);
  }

  private int copy(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      places[i] = text.length();
      text.append(typed.charAt(i));
    }
    return to;
  }

  private int skip(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      places[i] = text.length() - name(typed.substring(from, to)).length();
    }
    return to;
  }

  /** Every use of a column counts, and its first use gives the number. */
  private String use(String column) {
    columns.add(column);
    return name(column);
  }

  private String name(String column) {
    return "COLUMN" + columns.indexOf(column);
  }

  /** A place of ours as the reference tells it: {@code line:column}. */
  String place(int line, int column) {
    int start = 0;
    for (int i = 0; i < line; i++) {
      start = typed.indexOf('\n', start) + 1;
    }
    int place = places[Math.min(typed.length(), start + column)];
    // The reference does not see a line feed that begins the text.
    int lineFeed = Math.max(0, rewritten.lastIndexOf('\n', place - 1));
    return line + ":" + (lineFeed == 0 ? place : place - lineFeed - 1);
  }

  /** A message of ours as the reference words it. */
  String message(String ours) {
    String message =
        ours.replace("[0,100000]", "[0,2000000000]") // docs/compatibility.md
            .replaceFirst("^(General token error: .)\"$", "$1C")
            .replaceFirst("^(General token error: .)'$", "$1i");
    Matcher name = NAMED.matcher(message);
    StringBuilder text = new StringBuilder();
    while (name.find()) {
      String word =
          name.group("column") != null
              ? name(name.group("column"))
              : name.group("literal") != null
                  ? "intern"
                  : switch (name.group()) {
                    case "'null'" -> "None";
                    case "'true'" -> "True";
                    default -> "False";
                  };
      name.appendReplacement(text, Matcher.quoteReplacement("'" + word + "'"));
    }
    return name.appendTail(text).toString();
  }
}
