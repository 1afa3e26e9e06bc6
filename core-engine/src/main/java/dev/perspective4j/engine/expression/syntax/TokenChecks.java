package dev.perspective4j.engine.expression.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tokens before the grammar sees them: operators written apart are joined, then
 * numbers, brackets and neighbours are checked, in this order over the whole text.
 */
final class TokenChecks {
  private static final int LARGEST_EXPONENT = 308;

  /** Operators that need a value on their right. */
  private static final Set<TokenType> INFIX =
      EnumSet.of(
          TokenType.ASSIGN,
          TokenType.SHIFT_LEFT,
          TokenType.SHIFT_RIGHT,
          TokenType.LTE,
          TokenType.NE,
          TokenType.GTE,
          TokenType.LT,
          TokenType.GT,
          TokenType.EQ,
          TokenType.COMMA,
          TokenType.ADD,
          TokenType.SUB,
          TokenType.DIV,
          TokenType.MUL,
          TokenType.MOD,
          TokenType.POW,
          TokenType.COLON,
          TokenType.TERNARY);

  /** What may not follow such an operator. */
  private static final Set<TokenType> NOT_AFTER_INFIX =
      EnumSet.of(
          TokenType.ASSIGN,
          TokenType.SHIFT_LEFT,
          TokenType.SHIFT_RIGHT,
          TokenType.LTE,
          TokenType.NE,
          TokenType.GTE,
          TokenType.LT,
          TokenType.GT,
          TokenType.EQ,
          TokenType.COMMA,
          TokenType.DIV,
          TokenType.MUL,
          TokenType.MOD,
          TokenType.POW,
          TokenType.COLON);

  private static final Set<TokenType> AFTER_LEFT_BRACKET =
      EnumSet.of(
          TokenType.NUMBER,
          TokenType.SYMBOL,
          TokenType.TEXT,
          TokenType.COLUMN,
          TokenType.ADD,
          TokenType.SUB,
          TokenType.COLON,
          TokenType.TERNARY);

  private static final Set<TokenType> BEFORE_RIGHT_BRACKET =
      EnumSet.of(
          TokenType.NUMBER,
          TokenType.SYMBOL,
          TokenType.TEXT,
          TokenType.COLUMN,
          TokenType.END,
          TokenType.COLON,
          TokenType.TERNARY);

  private final Source source;

  TokenChecks(Source source) {
    this.source = source;
  }

  /** Joins and checks. */
  List<Token> apply(List<Token> tokens) {
    List<Token> joined = joinMultiSwitch(joinPairs(tokens));
    for (Token token : joined) {
      if (token.type() == TokenType.NUMBER) {
        checkNumber(token);
      }
    }
    checkBrackets(joined);
    for (int i = 0; i + 1 < joined.size(); i++) {
      if (!mayFollow(joined.get(i).type(), joined.get(i + 1).type())) {
        throw source.fault(
            "Invalid token sequence: '"
                + joined.get(i).text()
                + "' and '"
                + joined.get(i + 1).text()
                + "'",
            joined.get(i).offset());
      }
    }
    checkSignTriples(joined);
    return joined;
  }

  private static List<Token> joinPairs(List<Token> tokens) {
    List<Token> result = new ArrayList<>(tokens.size());
    int i = 0;
    while (i < tokens.size()) {
      Token first = tokens.get(i);
      TokenType joined =
          i + 1 < tokens.size() && !first.text().equals(".")
              ? join(first.type(), tokens.get(i + 1).type())
              : null;
      if (joined == null) {
        result.add(first);
        i++;
      } else {
        boolean angles = joined == TokenType.NE && first.type() == TokenType.LT;
        String text = angles ? "<>" : spelling(joined);
        result.add(new Token(joined, text, text, first.offset()));
        i += 2;
        if (i == tokens.size()) {
          // An operator at the end is refused in any case; other implementations see this half
          // twice.
          result.add(tokens.getLast());
        }
      }
    }
    return result;
  }

  private static @Nullable TokenType join(TokenType first, TokenType second) {
    return switch (second) {
      case EQ ->
          switch (first) {
            case COLON -> TokenType.ASSIGN;
            case ADD -> TokenType.ADD_ASSIGN;
            case SUB -> TokenType.SUB_ASSIGN;
            case MUL -> TokenType.MUL_ASSIGN;
            case DIV -> TokenType.DIV_ASSIGN;
            case MOD -> TokenType.MOD_ASSIGN;
            case GT -> TokenType.GTE;
            case LT -> TokenType.LTE;
            case EQ -> TokenType.EQ;
            case STRAY -> TokenType.NE;
            default -> null;
          };
      case GT ->
          first == TokenType.LT ? TokenType.NE : first == TokenType.LTE ? TokenType.SWAP : null;
      case SUB ->
          first == TokenType.ADD ? TokenType.SUB : first == TokenType.SUB ? TokenType.ADD : null;
      case ADD -> first == TokenType.SUB ? TokenType.SUB : null;
      default -> null;
    };
  }

  private static String spelling(TokenType type) {
    return switch (type) {
      case ASSIGN -> ":=";
      case ADD_ASSIGN -> "+=";
      case SUB_ASSIGN -> "-=";
      case MUL_ASSIGN -> "*=";
      case DIV_ASSIGN -> "/=";
      case MOD_ASSIGN -> "%=";
      case GTE -> ">=";
      case LTE -> "<=";
      case EQ -> "==";
      case NE -> "!=";
      case SWAP -> "<=>";
      case ADD -> "+";
      default -> "-";
    };
  }

  private static List<Token> joinMultiSwitch(List<Token> tokens) {
    List<Token> result = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (i + 2 < tokens.size()
          && tokens.get(i).type() == TokenType.LEFT_SQUARE
          && tokens.get(i + 1).type() == TokenType.MUL
          && tokens.get(i + 2).type() == TokenType.RIGHT_SQUARE) {
        result.add(new Token(TokenType.SYMBOL, "[*]", "[*]", tokens.get(i).offset()));
        i += 2;
        if (i > tokens.size() - 3) {
          // Without a block behind it, it is refused in any case; as above.
          result.addAll(tokens.subList(tokens.size() - 2, i + 1));
        }
      } else {
        result.add(tokens.get(i));
      }
    }
    return result;
  }

  private void checkNumber(Token token) {
    String text = token.text();
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    String mantissa = e < 0 ? text : text.substring(0, e);
    boolean good = mantissa.chars().anyMatch(c -> c >= '0' && c <= '9');
    if (e >= 0) {
      String exponent = text.substring(e + 1);
      boolean signed = exponent.startsWith("+") || exponent.startsWith("-");
      String digits = signed ? exponent.substring(1) : exponent;
      good &=
          !digits.isEmpty()
              && digits.length() < 9
              && digits.chars().allMatch(c -> c >= '0' && c <= '9')
              && Integer.parseInt(digits) <= LARGEST_EXPONENT;
    }
    if (!good) {
      throw source.fault("Invalid numeric token: '" + text + "'", token.offset());
    }
  }

  private void checkBrackets(List<Token> tokens) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens) {
      if (token.type().isLeftBracket()) {
        open.push(token);
      } else if (token.type().isRightBracket()) {
        Token opener = open.peek();
        if (opener == null) {
          throw source.fault("Mismatched brackets: '" + token.text() + "'", token.offset());
        }
        if (opener.type().closing() != token.type()) {
          throw unclosed(opener);
        }
        open.pop();
      }
    }
    Token opener = open.peek();
    if (opener != null) {
      throw unclosed(opener);
    }
  }

  private ExpressionFault unclosed(Token opener) {
    return source.fault(
        "Mismatched brackets: '" + opener.type().closing().spelling() + "'", opener.offset());
  }

  private static boolean mayFollow(TokenType first, TokenType second) {
    if (first.isRightBracket()) {
      return second != TokenType.ASSIGN || first == TokenType.RIGHT_SQUARE;
    }
    if (first.isLeftBracket()) {
      return second.isLeftBracket()
          || second.isRightBracket()
          || AFTER_LEFT_BRACKET.contains(second);
    }
    if (second.isRightBracket()) {
      return BEFORE_RIGHT_BRACKET.contains(first);
    }
    if (first == TokenType.NUMBER) {
      return second != TokenType.NUMBER;
    }
    if (first == TokenType.TEXT) {
      return second != TokenType.ASSIGN;
    }
    return !(INFIX.contains(first) && NOT_AFTER_INFIX.contains(second));
  }

  private void checkSignTriples(List<Token> tokens) {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      Token first = tokens.get(i);
      if (isSign(first) && isSign(tokens.get(i + 1)) && isSign(tokens.get(i + 2))) {
        throw source.fault(
            "Invalid token sequence: '" + first.text() + "' and '" + tokens.get(i + 1).text() + "'",
            first.offset());
      }
    }
  }

  private static boolean isSign(Token token) {
    return token.type() == TokenType.ADD || token.type() == TokenType.SUB;
  }
}
