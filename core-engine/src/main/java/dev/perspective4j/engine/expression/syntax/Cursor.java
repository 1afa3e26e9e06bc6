package dev.perspective4j.engine.expression.syntax;

import java.util.List;

/** The place of the parser among the tokens, and how deep it is. */
final class Cursor {
  private final Source source;
  private final List<Token> tokens;
  private final Token end;
  private final int nesting;
  private int at;
  private int depth;

  Cursor(Source source, List<Token> tokens, int nesting) {
    this.source = source;
    this.tokens = tokens;
    this.nesting = nesting;
    this.end = new Token(TokenType.END, "", "", source.text().length());
  }

  /** The token at hand; past the last an {@link TokenType#END}. */
  Token current() {
    return at < tokens.size() ? tokens.get(at) : end;
  }

  /** The token behind the one at hand. */
  Token following() {
    return at + 1 < tokens.size() ? tokens.get(at + 1) : end;
  }

  /** Whether all tokens are used. */
  boolean finished() {
    return at >= tokens.size();
  }

  /** Steps to the next token and returns the one left behind. */
  Token advance() {
    Token token = current();
    at++;
    return token;
  }

  boolean is(TokenType type) {
    return current().type() == type;
  }

  boolean isSymbol(String word) {
    return current().isSymbol(word);
  }

  /** Steps over the token if it is of the type. */
  boolean accept(TokenType type) {
    if (is(type)) {
      at++;
      return true;
    }
    return false;
  }

  /** Steps over the token if it is that word. */
  boolean acceptSymbol(String word) {
    if (isSymbol(word)) {
      at++;
      return true;
    }
    return false;
  }

  /** Steps over a token of the type, or refuses. */
  void expect(TokenType type, String message) {
    if (!accept(type)) {
      throw fault(message);
    }
  }

  /** A refusal at the token at hand. */
  ExpressionFault fault(String message) {
    return fault(message, current());
  }

  /** A refusal at a token. */
  ExpressionFault fault(String message, Token token) {
    return source.fault(message, token.offset());
  }

  /** Enters a nested construct; every call is matched by one of {@link #leave()}. */
  void enter() {
    if (++depth > nesting) {
      throw fault(
          "Current stack depth " + depth + " exceeds maximum allowed stack depth of " + nesting);
    }
  }

  /** Leaves a nested construct. */
  void leave() {
    depth--;
  }
}
