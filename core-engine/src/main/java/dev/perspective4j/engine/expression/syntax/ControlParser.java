package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads choices, loops, switches and blocks. */
final class ControlParser {
  private static final String LACKING_CONSEQUENT =
      "Failed to parse body of consequent for if-statement";
  private static final String LACKING_ELSE = "Failed to parse body of the 'else' for if-statement";

  private final Parser parser;
  private final Cursor cursor;
  private final Scopes scopes;
  private int loops;
  private boolean leavesLoop;
  private boolean inBreak;

  ControlParser(Parser parser, Cursor cursor, Scopes scopes) {
    this.parser = parser;
    this.cursor = cursor;
    this.scopes = scopes;
  }

  /** The statement that the given lower-case word begins, or null if it begins none of these. */
  @Nullable Node statement(String word) {
    return switch (word) {
      case "if" -> ifStatement();
      case "break" -> breakLoop();
      case "continue" -> continueLoop();
      case "while" -> complete(whileLoop());
      case "for" -> complete(forLoop());
      case "switch" -> complete(switchStatement());
      case "[*]" -> complete(multiSwitch());
      case "~" -> {
        cursor.advance();
        yield complete(block("", null));
      }
      default -> null;
    };
  }

  /** A word cannot follow, not even an operator; signs of operators can. */
  private Node complete(Node statement) {
    if (cursor.is(TokenType.SYMBOL)) {
      throw cursor.fault(
          "Invalid syntax '" + cursor.current().text() + "' possible missing operator or context");
    }
    return statement;
  }

  /** The rest of {@code condition ? then : otherwise}. */
  Node ternary(Node condition) {
    cursor.advance();
    Node then = parser.expression("Failed to parse consequent for ternary if-statement");
    cursor.expect(
        TokenType.COLON, "Expected ':' between ternary if-statement consequent and alternative");
    Node otherwise = parser.expression("Failed to parse alternative for ternary if-statement");
    return choice(condition, then, otherwise, "ternary");
  }

  /** Both branches must be vectors, or none; a missing one is none. */
  private Node choice(Node condition, Node then, @Nullable Node otherwise, String statement) {
    boolean otherwiseVector = otherwise != null && Node.isVector(otherwise);
    if (Node.isVector(then) != otherwiseVector) {
      throw cursor.fault("Return types of " + statement + " differ: vector/non-vector");
    }
    return new Node.Conditional(condition, then, otherwise);
  }

  private Node ifStatement() {
    cursor.enter();
    cursor.advance();
    if (!cursor.accept(TokenType.LEFT_ROUND)) {
      throw cursor.fault(
          "Expected '(' at start of if-statement, instead got: '" + cursor.current().text() + "'");
    }
    Node condition = parser.expression("Failed to parse condition for if-statement");
    Node result;
    if (cursor.accept(TokenType.COMMA)) {
      Node then = parser.expression("Failed to parse consequent for if-statement");
      cursor.expect(
          TokenType.COMMA, "Expected ',' between if-statement consequent and alternative");
      Node otherwise = parser.expression("Failed to parse alternative for if-statement");
      cursor.expect(TokenType.RIGHT_ROUND, "Expected ')' at the end of if-statement");
      result = choice(condition, then, otherwise, "if-statement");
    } else {
      cursor.expect(TokenType.RIGHT_ROUND, "Invalid if-statement");
      result = cursor.is(TokenType.LEFT_CURLY) ? bracedIf(condition) : plainIf(condition);
    }
    cursor.leave();
    return result;
  }

  private Node bracedIf(Node condition) {
    Node then = block("if-statement-01", LACKING_CONSEQUENT);
    if (cursor.is(TokenType.END) && cursor.following().isSymbol("else")) {
      cursor.advance();
    } else if (cursor.isSymbol("else") && cursor.following().isSymbol("else")) {
      cursor.advance(); // other implementations do not mind it twice
    }
    if (cursor.isSymbol("else")) {
      return choice(condition, then, otherwise(), "if-statement");
    }
    if (cursor.isSymbol("for") || cursor.isSymbol("while") || cursor.isSymbol("repeat")) {
      complete(then);
    }
    if (!mayEndBracedIf(cursor.current())) {
      throw cursor.fault("Expected ';' at the end of the consequent for if-statement (1)");
    }
    return choice(condition, then, null, "if-statement");
  }

  /** After a braced choice its value may go on as an operand. */
  private static boolean mayEndBracedIf(Token token) {
    return switch (token.type()) {
      case END, RIGHT_ROUND, RIGHT_SQUARE, RIGHT_CURLY -> true;
      case ADD, SUB, MUL, DIV, MOD, POW -> true;
      case LT, LTE, EQ, NE, GTE, GT, TERNARY -> true;
      default -> false;
    };
  }

  private Node plainIf(Node condition) {
    Node then = parser.expression(LACKING_CONSEQUENT);
    if (!cursor.is(TokenType.END)) {
      throw cursor.fault("Expected ';' at the end of the consequent for if-statement (2)");
    }
    if (cursor.is(TokenType.END) && cursor.following().isSymbol("else")) {
      cursor.advance();
      return choice(condition, then, otherwise(), "if-statement");
    }
    return choice(condition, then, null, "if-statement");
  }

  private Node otherwise() {
    cursor.advance();
    if (cursor.is(TokenType.LEFT_CURLY)) {
      return block("else-statement-01", LACKING_ELSE);
    }
    if (cursor.isSymbol("if")) {
      return ifStatement();
    }
    Node otherwise = parser.expression(LACKING_ELSE);
    if (cursor.is(TokenType.END)) {
      // Other implementations need a second separator here; texts written for them keep working.
      if (cursor.following().type() == TokenType.END && !cursor.following().text().isEmpty()) {
        cursor.advance();
      }
    } else if (!cursor.is(TokenType.TERNARY) && !cursor.is(TokenType.RIGHT_CURLY)) {
      throw cursor.fault("Expected ';' at the end of the 'else-if' for the if-statement");
    }
    return otherwise;
  }

  /**
   * Statements in curly brackets; those of {@code ~}, which belong to nothing, may be expressions
   * in round ones.
   *
   * @param of what the block belongs to, for messages
   * @param lacking what it says if a statement has no value; null to leave that to what is around
   */
  private Node block(String of, @Nullable String lacking) {
    TokenType close = TokenType.RIGHT_CURLY;
    if (!cursor.accept(TokenType.LEFT_CURLY)) {
      if (!of.isEmpty() || !cursor.accept(TokenType.LEFT_ROUND)) {
        throw cursor.fault(
            "Expected '{' for call to multi-sequence" + (of.isEmpty() ? "" : " section of " + of));
      }
      close = TokenType.RIGHT_ROUND;
      if (cursor.is(close)) {
        throw cursor.fault("Premature end of expression[2]");
      }
    }
    scopes.enter();
    boolean round = close == TokenType.RIGHT_ROUND;
    List<Node> statements =
        parser.expressions(
            close,
            round ? TokenType.COMMA : TokenType.END,
            "Expected '" + (round ? "," : ";") + "' for call to multi-sequence section of " + of,
            lacking);
    scopes.leave();
    return statements.isEmpty() ? new Node.Literal(Cell.none()) : Statements.sequence(statements);
  }

  private Node whileLoop() {
    cursor.advance();
    cursor.expect(TokenType.LEFT_ROUND, "Expected '(' at start of while-loop condition statement");
    Node condition = parser.expression("Failed to parse condition for while-loop");
    cursor.expect(TokenType.RIGHT_ROUND, "Expected ')' at end of while-loop condition statement");
    return loop(null, condition, null, "while-loop", "while-loops");
  }

  private Node forLoop() {
    cursor.advance();
    cursor.expect(TokenType.LEFT_ROUND, "Expected '(' at start of for-loop");
    scopes.enter();
    Node initial = null;
    if (!cursor.accept(TokenType.END)) {
      initial = parser.expression("Failed to parse initialiser of for-loop");
      cursor.expect(TokenType.END, "Expected ';' after initialiser of for-loop");
    }
    Node condition = null;
    if (!cursor.accept(TokenType.END)) {
      condition = parser.expression("Failed to parse condition of for-loop");
      cursor.expect(TokenType.END, "Expected ';' after condition section of for-loop");
    }
    Node step = null;
    if (!cursor.accept(TokenType.RIGHT_ROUND)) {
      step = parser.expression("Failed to parse incrementor of for-loop");
      cursor.expect(TokenType.RIGHT_ROUND, "Expected ')' after incrementor section of for-loop");
    }
    Node loop = loop(initial, condition, step, "for-loop", "for-loop");
    scopes.leave();
    return loop;
  }

  private Node loop(
      @Nullable Node initial,
      @Nullable Node condition,
      @Nullable Node step,
      String name,
      String inMessage) {
    boolean outerLeaves = leavesLoop;
    leavesLoop = false;
    loops++;
    Node body = block(name, "Failed to parse body of " + name);
    loops--;
    boolean leaves = leavesLoop;
    leavesLoop = outerLeaves;
    if (condition instanceof Node.Literal literal && !leaves) {
      if (literal.value().truth()) {
        throw new ExpressionFault(
            "Infinite loop condition without 'break' or 'return' not allowed in " + inMessage);
      }
      return new Node.Literal(Cell.none());
    }
    return new Node.Loop(initial, condition, step, body);
  }

  private Node breakLoop() {
    if (inBreak) {
      throw cursor.fault("Invoking 'break' within a break call is not allowed");
    }
    if (loops == 0) {
      throw cursor.fault("Invalid use of 'break', allowed only in the scope of a loop");
    }
    cursor.advance();
    leavesLoop = true;
    Node value = null;
    if (cursor.accept(TokenType.LEFT_SQUARE)) {
      inBreak = true;
      value = parser.expression("Failed to parse return expression for 'break' statement");
      inBreak = false;
      cursor.expect(
          TokenType.RIGHT_SQUARE, "Expected ']' at the completion of break's return expression");
    }
    return new Node.Break(value);
  }

  private Node continueLoop() {
    if (loops == 0) {
      throw cursor.fault("Invalid use of 'continue', allowed only in the scope of a loop");
    }
    cursor.advance();
    leavesLoop = true;
    return new Node.Continue();
  }

  private Node switchStatement() {
    cursor.advance();
    cursor.expect(TokenType.LEFT_CURLY, "Expected '{' for call to switch statement");
    List<Node.Case> cases = new ArrayList<>();
    Node otherwise = null;
    while (!cursor.accept(TokenType.RIGHT_CURLY)) {
      if (cursor.acceptSymbol("case")) {
        Node condition = parser.expression();
        cursor.expect(TokenType.COLON, "Expected ':' for case of switch statement");
        Node value = caseValue("switch-consequent");
        cursor.expect(TokenType.END, "Expected ';' at end of case for switch statement");
        cases.add(new Node.Case(condition, value));
      } else if (cursor.isSymbol("default")) {
        if (otherwise != null) {
          throw cursor.fault("Multiple default cases for switch statement");
        }
        cursor.advance();
        cursor.expect(TokenType.COLON, "Expected ':' for default of switch statement");
        otherwise = caseValue("switch-default");
        cursor.expect(TokenType.END, "Expected ';' at end of default for switch statement");
      } else {
        throw cursor.fault("Expected '}' at end of switch statement");
      }
    }
    if (cases.isEmpty() && otherwise == null) {
      throw cursor.fault("Invalid expression encountered");
    }
    return new Node.Switch(List.copyOf(cases), otherwise);
  }

  private Node caseValue(String name) {
    return cursor.is(TokenType.LEFT_CURLY) ? block(name, null) : parser.expression();
  }

  private Node multiSwitch() {
    cursor.advance();
    cursor.expect(TokenType.LEFT_CURLY, "Expected '{' for call to [*] statement");
    List<Node.Case> cases = new ArrayList<>();
    do {
      if (!cursor.acceptSymbol("case")) {
        throw cursor.fault("Expected a 'case' statement for multi-switch");
      }
      Node condition = parser.expression();
      cursor.expect(TokenType.COLON, "Expected ':' for case of [*] statement");
      Node value = caseValue("[*]");
      cursor.expect(TokenType.END, "Expected ';' at end of case for [*] statement");
      cases.add(new Node.Case(condition, value));
    } while (!cursor.accept(TokenType.RIGHT_CURLY));
    return new Node.MultiSwitch(List.copyOf(cases));
  }
}
