package dev.perspective4j.engine.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into tokens.
 *
 * <p>Whitespace and comments ({@code // #} to the end of the line, and {@code /*} to its end)
 * separate tokens. {@code "name"} is a column, {@code 'text'} a literal. Identifiers begin with an
 * ASCII letter, or are {@code $f00} to {@code $f99}. Operators have one or two characters; {@link
 * TokenChecks} joins those written apart.
 */
final class Lexer {
  private static final Pattern COLUMN = Pattern.compile("\"([^\"\n]+)\"");
  private static final int END_OF_TEXT = -1;
  private static final int SPECIAL_NAME = "$f00".length();
  private static final int SHORTEST_SPECIAL_CALL = "$f00(1,2,3)".length();

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int tokenStart;

  Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /** All tokens, without one for the end. */
  List<Token> tokens() {
    while (skipBlanksAndComments()) {
      tokenStart = at;
      int c = peek(0);
      if (isLetter(c)) {
        symbol();
      } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
        number();
      } else if (c == '\'') {
        literal();
      } else if (c == '"') {
        column();
      } else if (c == '$') {
        special();
      } else {
        operator();
      }
    }
    return tokens;
  }

  /**
   * Names of the columns in a text that was refused: a missing column is reported before anything
   * else. Behind the refused token whatever stands in quotes is taken for one.
   */
  List<String> columnsOfRefused() {
    List<String> names = new ArrayList<>();
    for (Token token : tokens) {
      if (token.type() == TokenType.COLUMN) {
        names.add(token.value());
      }
    }
    Matcher column = COLUMN.matcher(text).region(tokenStart, text.length());
    while (column.find()) {
      names.add(column.group(1));
    }
    return names;
  }

  private int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END_OF_TEXT;
  }

  private void add(TokenType type, int start) {
    String written = text.substring(start, at);
    tokens.add(new Token(type, written, written, start));
  }

  private boolean skipBlanksAndComments() {
    while (at < text.length()) {
      int c = peek(0);
      if (c == ' ' || (c >= '\b' && c <= '\r')) {
        at++;
      } else if (c == '#' || (c == '/' && peek(1) == '/')) {
        while (at < text.length() && peek(0) != '\n') {
          at++;
        }
      } else if (c == '/' && peek(1) == '*') {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw source.fault("General token error: /*", at);
        }
        at = end + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  private void symbol() {
    int start = at++;
    while (true) {
      int c = peek(0);
      if (isWord(c) || (c == '.' && isWord(peek(1)))) {
        at++;
      } else {
        break;
      }
    }
    add(TokenType.SYMBOL, start);
  }

  private void number() {
    int start = at;
    boolean dot = false;
    boolean exponent = false;
    boolean exponentSign = false;
    boolean exponentDigit = false;
    while (true) {
      int c = peek(0);
      if (c == '.') {
        if (dot) {
          throw badNumber(start);
        }
        dot = true;
      } else if (c == 'e' || c == 'E') {
        int next = peek(1);
        if (next != '+' && next != '-' && !isDigit(next)) {
          throw badNumber(start);
        }
        exponent = true;
      } else if (exponent && !exponentDigit && (c == '+' || c == '-')) {
        if (exponentSign) {
          throw badNumber(start);
        }
        exponentSign = true;
      } else if (isDigit(c)) {
        exponentDigit |= exponent;
      } else {
        break;
      }
      at++;
    }
    add(TokenType.NUMBER, start);
  }

  private ExpressionFault badNumber(int start) {
    return source.fault("Invalid numeric token: " + text.substring(start, at), start);
  }

  private void literal() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (peek(0) != '\'') {
      int c = peek(0);
      if (c == END_OF_TEXT) {
        throw source.fault("Invalid string token: " + text.substring(start + 1), start + 1);
      }
      at++;
      if (c != '\\') {
        value.append((char) c);
      } else if (peek(0) != END_OF_TEXT) {
        escape(value);
      }
    }
    at++;
    tokens.add(new Token(TokenType.TEXT, text.substring(start, at), endAtNul(value), start));
  }

  private void escape(StringBuilder value) {
    int c = peek(0);
    at++;
    switch (c) {
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'v' -> value.append('\u000b');
      case '0' -> {
        int high = Character.digit(Math.max(peek(1), 0), 16);
        int low = Character.digit(Math.max(peek(2), 0), 16);
        if ((peek(0) == 'x' || peek(0) == 'X') && high >= 0 && low >= 0) {
          value.append((char) (high * 16 + low));
          at += 3;
        } else {
          value.append('\0');
        }
      }
      default -> value.append((char) c);
    }
  }

  /** A NUL ends a text: clients that print it would stop there too. */
  private static String endAtNul(StringBuilder value) {
    int nul = value.indexOf("\0");
    return nul < 0 ? value.toString() : value.substring(0, nul);
  }

  /** The closing quote is the first without a backslash before it; nothing is unescaped. */
  private void column() {
    int start = at;
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '\n') {
      if (text.charAt(i) == '"' && text.charAt(i - 1) != '\\' && i > start + 1) {
        at = i + 1;
        tokens.add(
            new Token(
                TokenType.COLUMN, text.substring(start, at), text.substring(start + 1, i), start));
        return;
      }
      if (text.charAt(i) == '"' && i == start + 1) {
        break;
      }
      i++;
    }
    throw unknown();
  }

  /** {@code $f00} and the like; what is shorter than their shortest call is none. */
  private void special() {
    boolean brief = text.length() - at < SHORTEST_SPECIAL_CALL;
    if (brief || (peek(1) != 'f' && peek(1) != 'F') || !isDigit(peek(2)) || !isDigit(peek(3))) {
      int end = brief ? text.length() : at + SPECIAL_NAME;
      if (!brief && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
        end++;
      }
      throw source.fault("Invalid special function token: " + text.substring(at, end), at);
    }
    int start = at;
    at += SPECIAL_NAME;
    add(TokenType.SYMBOL, start);
  }

  private void operator() {
    int start = at;
    int next = peek(1);
    TokenType two =
        switch (peek(0)) {
          case '<' ->
              next == '='
                  ? (peek(2) == '>' ? TokenType.SWAP : TokenType.LTE)
                  : next == '>' ? TokenType.NE : next == '<' ? TokenType.SHIFT_LEFT : null;
          case '>' -> next == '=' ? TokenType.GTE : next == '>' ? TokenType.SHIFT_RIGHT : null;
          case '!' -> next == '=' ? TokenType.NE : null;
          case '=' -> next == '=' ? TokenType.EQ : null;
          case ':' -> next == '=' ? TokenType.ASSIGN : null;
          case '+' -> next == '=' ? TokenType.ADD_ASSIGN : null;
          case '-' -> next == '=' ? TokenType.SUB_ASSIGN : null;
          case '*' -> next == '=' ? TokenType.MUL_ASSIGN : null;
          case '/' -> next == '=' ? TokenType.DIV_ASSIGN : null;
          case '%' -> next == '=' ? TokenType.MOD_ASSIGN : null;
          default -> null;
        };
    if (two != null) {
      at += two == TokenType.SWAP ? 3 : 2;
      add(two, start);
      return;
    }
    TokenType one = single(peek(0));
    at++;
    add(one, start);
  }

  private TokenType single(int c) {
    return switch (c) {
      case '<' -> TokenType.LT;
      case '>' -> TokenType.GT;
      case '=' -> TokenType.EQ;
      case '+' -> TokenType.ADD;
      case '-' -> TokenType.SUB;
      case '*' -> TokenType.MUL;
      case '/' -> TokenType.DIV;
      case '%' -> TokenType.MOD;
      case '^' -> TokenType.POW;
      case ',' -> TokenType.COMMA;
      case ':' -> TokenType.COLON;
      case '?' -> TokenType.TERNARY;
      case ';' -> TokenType.END;
      case '!', '.' -> TokenType.STRAY;
      case '(' -> TokenType.LEFT_ROUND;
      case ')' -> TokenType.RIGHT_ROUND;
      case '[' -> TokenType.LEFT_SQUARE;
      case ']' -> TokenType.RIGHT_SQUARE;
      case '{' -> TokenType.LEFT_CURLY;
      case '}' -> TokenType.RIGHT_CURLY;
      case '&', '|', '~' -> TokenType.SYMBOL;
      default -> throw unknown();
    };
  }

  /** The character and the one after it, never half of a surrogate pair. */
  private ExpressionFault unknown() {
    int end = at;
    for (int i = 0; i < 2 && end < text.length(); i++) {
      end += Character.charCount(text.codePointAt(end));
    }
    return source.fault("General token error: " + text.substring(at, end), at);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(int c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }
}
