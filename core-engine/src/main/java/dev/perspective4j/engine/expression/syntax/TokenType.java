package dev.perspective4j.engine.expression.syntax;

/** Kinds of tokens; the comment of {@link Lexer} lists their spellings. */
enum TokenType {
  NUMBER,
  TEXT,
  COLUMN,
  /** Identifiers, keywords, {@code & | ~ [*]}. */
  SYMBOL,
  ASSIGN,
  ADD_ASSIGN,
  SUB_ASSIGN,
  MUL_ASSIGN,
  DIV_ASSIGN,
  MOD_ASSIGN,
  SWAP,
  SHIFT_LEFT,
  SHIFT_RIGHT,
  LT,
  LTE,
  EQ,
  NE,
  GTE,
  GT,
  ADD,
  SUB,
  MUL,
  DIV,
  MOD,
  POW,
  COMMA,
  COLON,
  TERNARY,
  /** A lone exclamation mark (it may be part of {@code ! =}) or dot: never valid alone. */
  STRAY,
  LEFT_ROUND("("),
  RIGHT_ROUND(")"),
  LEFT_SQUARE("["),
  RIGHT_SQUARE("]"),
  LEFT_CURLY("{"),
  RIGHT_CURLY("}"),
  /** A semicolon, or the end of the text. */
  END;

  private final String spelling;

  TokenType() {
    this("");
  }

  TokenType(String spelling) {
    this.spelling = spelling;
  }

  /** The character of a bracket. */
  String spelling() {
    return spelling;
  }

  boolean isLeftBracket() {
    return this == LEFT_ROUND || this == LEFT_SQUARE || this == LEFT_CURLY;
  }

  boolean isRightBracket() {
    return this == RIGHT_ROUND || this == RIGHT_SQUARE || this == RIGHT_CURLY;
  }

  /** The bracket that closes this one. */
  TokenType closing() {
    return switch (this) {
      case LEFT_ROUND -> RIGHT_ROUND;
      case LEFT_SQUARE -> RIGHT_SQUARE;
      case LEFT_CURLY -> RIGHT_CURLY;
      default -> this;
    };
  }
}
