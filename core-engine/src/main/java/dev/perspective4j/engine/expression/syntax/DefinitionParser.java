package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads definitions of variables and vectors, uses of vectors, assignments and swaps. */
final class DefinitionParser {
  private static final String NO_LIST = "Expected '{' as part of vector initialiser list";

  private final Parser parser;
  private final Cursor cursor;
  private final Scopes scopes;

  DefinitionParser(Parser parser, Cursor cursor, Scopes scopes) {
    this.parser = parser;
    this.cursor = cursor;
    this.scopes = scopes;
  }

  /** The statement that the given lower-case word begins, or null if it begins none of these. */
  @Nullable Node statement(String word) {
    return switch (word) {
      case "var" -> {
        cursor.advance();
        yield variable();
      }
      case "const" -> {
        cursor.advance();
        if (!cursor.acceptSymbol("var")) {
          throw cursor.fault("Expected 'var' keyword for const-variable definition");
        }
        yield constant();
      }
      case "swap" -> swap();
      case "assert" -> assertion();
      default -> null;
    };
  }

  /** Whether a value may stand on the left of an assignment. */
  static boolean isAssignable(Node node) {
    return node instanceof Node.Variable
        || node instanceof Node.Column
        || node instanceof Node.Vector
        || node instanceof Node.Element;
  }

  /** An assignment; plain without an operator. */
  Node assignment(Node left, @Nullable BinaryOperator operator, Token token, Node right) {
    if (left instanceof Node.Literal && operator == null) {
      throw cursor.fault("Cannot assign value to const variable", token);
    }
    if (!isAssignable(left)) {
      throw cursor.fault(
          operator == null
              ? "Invalid branches for assignment operator ':='"
              : "Invalid branch pair for assignment operator '" + token.text() + "'",
          token);
    }
    return new Node.Assign(left, operator, right);
  }

  private String newName(String kind) {
    Token name = cursor.current();
    if (name.type() != TokenType.SYMBOL && name.type() != TokenType.COLUMN) {
      throw cursor.fault("Expected a symbol for " + kind + " definition");
    }
    cursor.advance();
    String word = name.text().toLowerCase(Locale.ROOT);
    if (Words.isReserved(word)) {
      throw cursor.fault("Illegal redefinition of reserved keyword: '" + name.text() + "'");
    }
    if (name.type() == TokenType.COLUMN || Words.isConstant(word)) {
      throw cursor.fault("Illegal redefinition of variable '" + name.text() + "'");
    }
    Scopes.Symbol known = scopes.find(word);
    if (known != null && known.name().equals(name.text())) {
      throw cursor.fault("Illegal redefinition of local variable: '" + name.text() + "'");
    }
    return name.text();
  }

  private void refuseOtherCase(String name) {
    if (scopes.find(name) != null) {
      throw cursor.fault("Failed to add new local variable '" + name + "' to SEM");
    }
  }

  private Node variable() {
    String name = newName("variable");
    if (cursor.accept(TokenType.LEFT_SQUARE)) {
      return vector(name);
    }
    Node value = new Node.Literal(Cell.of(0.0));
    if (cursor.accept(TokenType.LEFT_CURLY)) {
      cursor.expect(TokenType.RIGHT_CURLY, "Expected a '{}' for uninitialised var definition");
      requireEnd("Expected ';' after uninitialised variable definition");
    } else {
      if (cursor.accept(TokenType.ASSIGN)) {
        value =
            parser.expression(
                "Failed to parse initialisation expression for variable '" + name + "'");
      }
      requireEnd("Expected ';' after variable '" + name + "' definition");
    }
    refuseOtherCase(name);
    return new Node.Define(scopes.defineVariable(name), value);
  }

  private void requireEnd(String message) {
    if (!cursor.is(TokenType.END) && !cursor.current().type().isRightBracket()) {
      throw cursor.fault(message);
    }
  }

  private Node constant() {
    String name = newName("const-variable");
    cursor.expect(
        TokenType.ASSIGN, "Expected assignment operator after const-variable: '" + name + "'");
    Node value =
        parser.expression(
            "Failed to parse initialisation expression for const-variable: '" + name + "'");
    if (!(value instanceof Node.Literal literal)) {
      throw cursor.fault(
          "initialisation expression for const-variable: '"
              + name
              + "' must be a constant/literal");
    }
    requireEnd("Expected ';' after variable '" + name + "' definition");
    refuseOtherCase(name);
    scopes.defineConstant(name, literal.value());
    return value;
  }

  private Node vector(String name) {
    Node sizeNode = parser.expression("Failed to determine size of vector '" + name + "'");
    if (!(sizeNode instanceof Node.Literal literal)) {
      throw cursor.fault("Expected a constant literal number as size of vector '" + name + "'");
    }
    double wanted = literal.value().isNumeric() ? literal.value().number() : 0;
    int size = (int) wanted;
    if (size <= 0 || size != wanted || !scopes.fits(size)) {
      throw cursor.fault(
          "Invalid vector size. Must be an integer in the range [0,"
              + scopes.largestTotal()
              + "], size: "
              + (long) wanted);
    }
    cursor.expect(TokenType.RIGHT_SQUARE, "Expected ']' as part of vector size definition");
    refuseOtherCase(name);
    Node.Vector vector = scopes.defineVector(name, size);
    Node.Fill fill = Node.Fill.LIST;
    List<Node> values = new ArrayList<>();
    if (!cursor.is(TokenType.END) && !cursor.current().type().isRightBracket()) {
      cursor.expect(TokenType.ASSIGN, "Expected ':=' as part of vector definition");
      fill = initialisers(name, values);
      requireEnd("Expected ';' at end of vector definition");
    }
    if (values.size() > size) {
      throw cursor.fault(
          "Initialiser list larger than the number of elements in the vector: '" + name + "'");
    }
    return new Node.DefineVector(vector.vector(), size, fill, List.copyOf(values));
  }

  private Node.Fill initialisers(String name, List<Node> values) {
    if (cursor.accept(TokenType.LEFT_SQUARE)) {
      String lacking = " component of vector initialiser for vector: " + name;
      values.add(parser.expression("Failed to parse first" + lacking));
      boolean series = cursor.accept(TokenType.COLON);
      if (series) {
        values.add(parser.expression("Failed to parse second" + lacking));
      }
      cursor.expect(
          TokenType.RIGHT_SQUARE, "Expected ']' to close single value vector initialiser");
      return series ? Node.Fill.SERIES : Node.Fill.SAME;
    }
    if (!cursor.is(TokenType.LEFT_CURLY)) {
      Token start = cursor.current();
      ExpressionFault noList = cursor.fault(NO_LIST, start);
      if (start.type() != TokenType.SYMBOL) {
        throw noList;
      }
      try {
        values.add(parser.expression());
      } catch (ExpressionFault fault) {
        throw noList;
      }
      if (!Node.isVector(values.getFirst())) {
        throw noList;
      }
      return Node.Fill.COPY;
    }
    cursor.advance();
    values.addAll(
        parser.expressions(
            TokenType.RIGHT_CURLY,
            TokenType.COMMA,
            "Expected ',' between vector initialisers",
            NO_LIST));
    return Node.Fill.LIST;
  }

  /** A vector by name: all of it, an element, or its length. */
  Node vectorUse(Scopes.Symbol.Vector symbol) {
    String name = cursor.advance().text();
    Node.Vector vector = new Node.Vector(symbol.number(), symbol.size());
    if (!cursor.accept(TokenType.LEFT_SQUARE)) {
      return vector;
    }
    if (cursor.accept(TokenType.RIGHT_SQUARE)) {
      return new Node.Literal(Cell.of((double) symbol.size()));
    }
    Node index = parser.expression("Failed to parse index for vector: '" + name + "'");
    if (!cursor.is(TokenType.RIGHT_SQUARE)) {
      throw cursor.fault("Expected ']' for index of vector: '" + name + "'");
    }
    cursor.advance();
    if (index instanceof Node.Literal literal && literal.value().isNumeric()) {
      long i = (long) literal.value().number();
      if (i < 0 || i >= symbol.size()) {
        throw cursor.fault(
            "Index of " + i + " out of range for vector '" + name + "' of size " + symbol.size());
      }
    }
    return new Node.Element(vector, index);
  }

  private Node swap() {
    cursor.advance();
    cursor.expect(TokenType.LEFT_ROUND, "Expected '(' at start of swap statement");
    List<Node> statements = new ArrayList<>();
    Node first = swapped("First", statements);
    cursor.expect(TokenType.COMMA, "Expected ',' between parameters to swap");
    Node second = swapped("Second", statements);
    cursor.expect(TokenType.RIGHT_ROUND, "Expected ')' at end of swap statement");
    Node swap = new Node.Swap(first, second);
    if (statements.isEmpty()) {
      return swap;
    }
    statements.add(swap);
    return new Node.Sequence(List.copyOf(statements));
  }

  /**
   * A parameter of a swap. A constant stands for a variable that starts with its value in every
   * row.
   *
   * @param before receives the definition of that variable
   */
  private Node swapped(String which, List<Node> before) {
    Token token = cursor.current();
    if (token.type() != TokenType.SYMBOL && token.type() != TokenType.COLUMN) {
      throw cursor.fault("Expected a symbol for variable or vector element definition");
    }
    if (token.type() == TokenType.SYMBOL) {
      Scopes.Symbol symbol = scopes.find(token.text());
      if (cursor.following().type() == TokenType.LEFT_SQUARE
          && !(symbol instanceof Scopes.Symbol.Vector)) {
        throw cursor.fault("Symbol '" + token.text() + " not a vector");
      }
      Cell constant = constantNamed(token.text());
      if (constant != null) {
        cursor.advance();
        int variable = scopes.unnamedVariable();
        before.add(new Node.Define(variable, new Node.Literal(constant)));
        return new Node.Variable(variable);
      }
      if (symbol == null || symbol instanceof Scopes.Symbol.Constant) {
        throw cursor.fault(
            which + " parameter to swap is an invalid variable: '" + token.text() + "'");
      }
    }
    Node operand = parser.operand();
    if (operand instanceof Node.Vector) {
      throw cursor.fault(
          which + " parameter to swap is an invalid variable: '" + token.text() + "'", token);
    }
    return operand;
  }

  private static @Nullable Cell constantNamed(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    return word.equals("null") || word.equals("none") ? Cell.none() : Words.constant(word);
  }

  private Node assertion() {
    cursor.advance();
    cursor.expect(TokenType.LEFT_ROUND, "Expected '(' at start of assert statement");
    parser.expression("Failed to parse condition for assert statement");
    if (!cursor.is(TokenType.COMMA) && !cursor.is(TokenType.RIGHT_ROUND)) {
      throw cursor.fault("Expected ',' between condition and message for assert statement");
    }
    while (cursor.accept(TokenType.COMMA)) {
      Node message = parser.expression("Failed to parse message for assert statement");
      if (!(message instanceof Node.Text)) {
        throw cursor.fault("Expected string for assert message");
      }
    }
    cursor.expect(TokenType.RIGHT_ROUND, "Expected ')' at end of assert statement");
    return new Node.Assertion();
  }
}
