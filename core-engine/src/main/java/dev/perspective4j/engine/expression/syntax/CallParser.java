package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads calls. Each family of functions has its own rules and texts. */
final class CallParser {
  private static final int MOST_FIXED_ARGUMENTS = 4;

  private final Parser parser;
  private final Cursor cursor;

  CallParser(Parser parser, Cursor cursor) {
    this.parser = parser;
    this.cursor = cursor;
  }

  /** A function built into the grammar. */
  Node builtIn(Callable function) {
    return function.form() == Callable.Form.FIXED ? fixed(function) : variadic(function);
  }

  private Node fixed(Callable function) {
    Token name = cursor.advance();
    if (!cursor.accept(TokenType.LEFT_ROUND)) {
      throw cursor.fault(
          "Expected a '(' at start of function call to '"
              + name.text()
              + "', instead got: '"
              + cursor.current().text()
              + "'");
    }
    if (cursor.is(TokenType.RIGHT_ROUND)) {
      throw cursor.fault(
          "Expected at least one input parameter for function call '" + name.text() + "'");
    }
    String wrongCount =
        "Invalid number of input parameters for call to function: '" + name.text() + "'";
    List<Node> arguments = new ArrayList<>();
    while (true) {
      if (arguments.size() == MOST_FIXED_ARGUMENTS) {
        throw cursor.fault(
            "Invalid number of input parameters passed to function '" + name.text() + "'");
      }
      arguments.add(parser.expression(wrongCount, name));
      if (cursor.accept(TokenType.RIGHT_ROUND)) {
        break;
      }
      if (!cursor.accept(TokenType.COMMA)) {
        throw cursor.fault(
            "Expected a ',' between function input parameters, instead got: '"
                + cursor.current().text()
                + "'");
      }
    }
    if (!function.arities().contains(arguments.size())) {
      throw cursor.fault(wrongCount, name);
    }
    refuseLeavingLoops(function, arguments);
    if (function.name().equals("not") && arguments.getFirst() instanceof Node.Literal literal) {
      return new Node.Literal(Cell.of(!literal.value().truth()));
    }
    return new Node.Call(function, List.copyOf(arguments));
  }

  /** A function {@code $f00} to {@code $f99}. Of a vector it takes the first element. */
  Node special() {
    String name = cursor.advance().text();
    cursor.expect(TokenType.LEFT_ROUND, "Expected '(' for special function '" + name + "'");
    int arity = SpecialFunctions.arity(name);
    List<Node> arguments = new ArrayList<>();
    while (arguments.size() < arity) {
      if (!arguments.isEmpty()) {
        cursor.expect(
            TokenType.COMMA,
            "Expected ',' before next parameter of special function '" + name + "'");
      }
      Node argument = parser.expression();
      boolean vector = Node.isVector(argument);
      arguments.add(vector ? new Node.Element(argument, new Node.Literal(Cell.of(0.0))) : argument);
    }
    cursor.expect(
        TokenType.RIGHT_ROUND, "Invalid number of parameters for special function '" + name + "'");
    if (arguments.stream().anyMatch(Parser::leavesLoop)) {
      throw ExpressionFault.untyped();
    }
    return parser.formula(SpecialFunctions.formula(name), arguments);
  }

  private void refuseLeavingLoops(Callable function, List<Node> arguments) {
    if (arguments.stream().noneMatch(Parser::leavesLoop)) {
      return;
    }
    if (arguments.size() == 1) {
      throw parser.lacking();
    }
    if (arguments.size() == 2) {
      String operator =
          switch (function.name()) {
            case "pow" -> "^";
            case "mod" -> "%";
            case "equal" -> "=";
            case "not_equal" -> "<>";
            default -> Parser.NAMELESS;
          };
      throw new ExpressionFault(
          "Invalid branch pair for break/continue operator '" + operator + "'");
    }
  }

  private Node variadic(Callable function) {
    Token name = cursor.advance();
    cursor.expect(TokenType.LEFT_ROUND, "Expected '(' for call to vararg function: " + name.text());
    if (cursor.accept(TokenType.RIGHT_ROUND)) {
      throw cursor.fault(
          "vararg function: " + name.text() + " requires at least one input parameter");
    }
    return new Node.Call(
        function, arguments("Expected ',' for call to vararg function: " + name.text(), null));
  }

  private List<Node> arguments(String missingComma, @Nullable String lacking) {
    List<Node> arguments = new ArrayList<>();
    while (true) {
      arguments.add(lacking == null ? parser.expression() : parser.expression(lacking));
      if (cursor.accept(TokenType.RIGHT_ROUND)) {
        return List.copyOf(arguments);
      }
      cursor.expect(TokenType.COMMA, missingComma);
    }
  }

  /** Any other function. */
  Node generic(Callable function) {
    Token name = cursor.advance();
    if (function.form() == Callable.Form.MOMENT) {
      if (cursor.accept(TokenType.LEFT_ROUND) && !cursor.accept(TokenType.RIGHT_ROUND)) {
        throw cursor.fault("Expecting '()' to proceed call to function: '" + name.text() + "'");
      }
      return new Node.Call(function, List.of());
    }
    List<Node> arguments = List.of();
    if (cursor.accept(TokenType.LEFT_ROUND)) {
      if (cursor.accept(TokenType.RIGHT_ROUND)) {
        if (!function.codes().equals("Z")) {
          throw cursor.fault(
              "Zero parameter call to generic function: " + name.text() + " not allowed");
        }
        return new Node.Call(function, arguments);
      }
      arguments =
          arguments(
              "Expected ',' for call to generic function: " + name.text(),
              "Failed to generate node for generic function: '" + name.text() + "'");
    }
    checkCodes(function, name, arguments);
    return new Node.Call(function, arguments);
  }

  private void checkCodes(Callable function, Token name, List<Node> arguments) {
    String codes = function.codes();
    if (codes.equals("Z") && arguments.isEmpty()) {
      return;
    }
    boolean any = codes.equals("*");
    StringBuilder got = new StringBuilder();
    boolean good = any || (!codes.equals("Z") && codes.length() == arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      char wanted = any || i >= codes.length() ? 'T' : codes.charAt(i);
      char found = code(arguments.get(i), wanted);
      got.append(found);
      good &= any || wanted == found || (wanted == '?' && found == 'T');
    }
    if (!good) {
      throw cursor.fault(
          "Failed parameter type check for function '"
              + name.text()
              + "', Expected '"
              + codes
              + "' call set: '"
              + got
              + "'");
    }
  }

  private static char code(Node argument, char wanted) {
    if (Node.isVector(argument)) {
      return 'V';
    }
    return wanted == 'S' && argument instanceof Node.Text ? 'S' : 'T';
  }
}
