package dev.perspective4j.engine.expression.syntax;

/**
 * A token.
 *
 * @param type its kind
 * @param text as written, quotes included
 * @param value the content: unescaped text of a literal, name of a column, else as written
 * @param offset index of its first character in the source
 */
public record Token(TokenType type, String text, String value, int offset) {

  /** Whether this is the given keyword or identifier, in any case. */
  boolean isSymbol(String name) {
    return type == TokenType.SYMBOL && text.equalsIgnoreCase(name);
  }
}
