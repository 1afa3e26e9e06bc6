package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of an expression into a {@link Program}.
 *
 * <p>Precedence climbing over the checked tokens: {@link #expression(int)} reads a value and then
 * every operator that binds at least as tightly as asked. Statements, calls and definitions have
 * readers of their own ({@link ControlParser}, {@link CallParser}, {@link DefinitionParser}). The
 * first error ends it. Runs in linear time; its own depth, and that of the tree, is bounded by
 * {@link SyntaxLimits#nesting()}.
 */
public final class Parser {
  private static final List<String> LETTERS = List.of("x", "y", "z", "w");

  /** What messages about loops call functions and operators without a sign. */
  static final String NAMELESS = "N/A";

  private static final int LOOSEST = 0;
  private static final int SIGN_OPERAND = 11;
  private static final int PLUS_OPERAND = 13;

  private final Cursor cursor;
  private final Scopes scopes;
  private final Callables callables;
  private final SyntaxLimits limits;
  private final String text;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final ControlParser control;
  private final CallParser calls;
  private final DefinitionParser definitions;
  private Lack lack = new Lack("Invalid expression encountered", null);

  /** Arguments that stand for letters, in a formula. */
  private final Map<String, Node> letters;

  private Parser(
      Source source,
      List<Token> tokens,
      Callables callables,
      SyntaxLimits limits,
      Map<String, Node> letters) {
    this.text = source.text();
    this.limits = limits;
    this.letters = letters;
    this.cursor = new Cursor(source, tokens, limits.nesting());
    this.scopes = new Scopes(limits.vectorElements());
    this.callables = callables;
    this.control = new ControlParser(this, cursor, scopes);
    this.calls = new CallParser(this, cursor);
    this.definitions = new DefinitionParser(this, cursor, scopes);
  }

  /**
   * Parses an expression.
   *
   * @param text the source
   * @param columnExists which columns there are
   * @param callables which functions there are
   * @param limits bounds
   * @throws ExpressionFault if the text is no expression
   */
  public static Program parse(
      String text, Predicate<String> columnExists, Callables callables, SyntaxLimits limits) {
    if (text.length() > limits.sourceLength()) {
      throw new ExpressionFault(
          "Expression of "
              + text.length()
              + " characters exceeds the maximum allowed length of "
              + limits.sourceLength());
    }
    Source source = new Source(text);
    Lexer lexer = new Lexer(source);
    List<Token> tokens;
    try {
      tokens = lexer.tokens();
    } catch (ExpressionFault fault) {
      lexer.columnsOfRefused().forEach(name -> requireColumn(name, columnExists));
      throw fault;
    }
    for (Token token : tokens) {
      if (token.type() == TokenType.COLUMN) {
        requireColumn(token.value(), columnExists);
      }
    }
    if (tokens.isEmpty()) {
      throw new ExpressionFault("Empty expression!");
    }
    tokens = new TokenChecks(source).apply(tokens);
    return new Parser(source, tokens, callables, limits, Map.of()).program();
  }

  /** A formula of the letters {@code x y z w}, each for an argument. */
  Node formula(String formula, List<Node> arguments) {
    Map<String, Node> inside = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      inside.put(LETTERS.get(i), arguments.get(i));
    }
    Source source = new Source(formula);
    cursor.enter();
    Node node =
        new Parser(source, new Lexer(source).tokens(), callables, limits, inside).expression();
    cursor.leave();
    return node;
  }

  private static void requireColumn(String name, Predicate<String> columnExists) {
    if (!columnExists.test(name)) {
      throw new ExpressionFault("Value Error - Input column \"" + name + "\" does not exist.");
    }
  }

  private Program program() {
    List<Node> statements = new ArrayList<>();
    while (true) {
      statements.add(expression());
      if (cursor.current().type().isLeftBracket()) {
        throw cursor.fault(
            "Invalid syntax '"
                + cursor.current().text()
                + "' possible missing operator or context");
      }
      // Any other token than a separator is refused as the start of the next statement.
      cursor.accept(TokenType.END);
      if (cursor.finished()) {
        break;
      }
    }
    return new Program(
        Statements.sequence(statements),
        List.copyOf(columns.keySet()),
        scopes.variables(),
        List.copyOf(scopes.vectorSizes()),
        text);
  }

  /** Reads one expression up to whatever cannot belong to it. */
  Node expression() {
    return expression(LOOSEST);
  }

  /**
   * What the construct at hand says if a part of it has no value.
   *
   * @param place null for the token at hand
   */
  private record Lack(String message, @Nullable Token place) {}

  /**
   * As {@link #expression()}, for a construct that has a text of its own for a part without a
   * value.
   */
  Node expression(String lacking) {
    return expression(LOOSEST, new Lack(lacking, null));
  }

  /** As {@link #expression(String)}, refused at a token. */
  Node expression(String lacking, Token place) {
    return expression(LOOSEST, new Lack(lacking, place));
  }

  private Node expression(int precedence, Lack inside) {
    Lack outer = lack;
    lack = inside;
    Node node = expression(precedence);
    lack = outer;
    return node;
  }

  /**
   * Reads expressions up to a closing bracket, and steps over that.
   *
   * @param lacking what is said if one has no value; null to leave that to what is around
   */
  List<Node> expressions(
      TokenType close, TokenType separator, String noSeparator, @Nullable String lacking) {
    List<Node> all = new ArrayList<>();
    while (!cursor.accept(close)) {
      all.add(lacking == null ? expression() : expression(lacking));
      if (!cursor.is(close) && !cursor.accept(separator) && cursor.following().type() == close) {
        throw cursor.fault(noSeparator);
      }
      // Any other token in its place is refused as the start of the next expression.
    }
    return all;
  }

  /**
   * The refusal of a part without a value, such as minus a {@code break}, by the construct around.
   */
  ExpressionFault lacking() {
    return cursor.fault(lack.message, lack.place == null ? cursor.current() : lack.place);
  }

  private record Infix(int left, int right, @Nullable BinaryOperator operator, boolean placed) {}

  Node expression(int precedence) {
    cursor.enter();
    Node left = branch(precedence);
    while (true) {
      Token token = cursor.current();
      Infix infix = infix(token);
      if (infix == null) {
        refuseAfterValue(token);
        break;
      }
      if (infix.left < precedence) {
        break;
      }
      cursor.advance();
      Lack noRight = new Lack("General parsing error at token: '" + token.text() + "'", token);
      Node right = expression(infix.right, noRight);
      left = combine(left, infix, token, right);
      if (precedence == LOOSEST && cursor.is(TokenType.TERNARY)) {
        left = control.ternary(left);
      }
    }
    cursor.leave();
    return left;
  }

  /** After a value only operators, separators and brackets make sense. */
  private void refuseAfterValue(Token token) {
    switch (token.type()) {
      case NUMBER, TEXT, COLUMN, SYMBOL ->
          throw cursor.fault(
              "Invalid syntax '" + token.text() + "' possible missing operator or context");
      default -> {}
    }
  }

  private static @Nullable Infix infix(Token token) {
    return switch (token.type()) {
      case ASSIGN, SWAP -> new Infix(0, 0, null, true);
      case ADD_ASSIGN -> new Infix(0, 0, BinaryOperator.ADD, true);
      case SUB_ASSIGN -> new Infix(0, 0, BinaryOperator.SUB, true);
      case MUL_ASSIGN -> new Infix(0, 0, BinaryOperator.MUL, true);
      case DIV_ASSIGN -> new Infix(0, 0, BinaryOperator.DIV, true);
      case MOD_ASSIGN -> new Infix(0, 0, BinaryOperator.MOD, true);
      case LT -> new Infix(5, 6, BinaryOperator.LT, true);
      case LTE -> new Infix(5, 6, BinaryOperator.LTE, true);
      case EQ -> new Infix(5, 6, BinaryOperator.EQ, token.text().equals("=="));
      case NE -> new Infix(5, 6, BinaryOperator.NE, token.text().equals("!="));
      case GTE -> new Infix(5, 6, BinaryOperator.GTE, true);
      case GT -> new Infix(5, 6, BinaryOperator.GT, true);
      case ADD -> new Infix(7, 8, BinaryOperator.ADD, true);
      case SUB -> new Infix(7, 8, BinaryOperator.SUB, true);
      case MUL -> new Infix(10, 11, BinaryOperator.MUL, true);
      case DIV -> new Infix(10, 11, BinaryOperator.DIV, true);
      case MOD -> new Infix(10, 11, BinaryOperator.MOD, true);
      case POW -> new Infix(12, 12, BinaryOperator.POW, true);
      case SYMBOL ->
          switch (token.text().toLowerCase(Locale.ROOT)) {
            case "and", "&" -> new Infix(3, 4, BinaryOperator.AND, true);
            case "nand" -> new Infix(3, 4, BinaryOperator.NAND, true);
            case "or", "|" -> new Infix(1, 2, BinaryOperator.OR, true);
            case "nor" -> new Infix(1, 2, BinaryOperator.NOR, true);
            case "xor" -> new Infix(1, 2, BinaryOperator.XOR, true);
            case "xnor" -> new Infix(1, 2, BinaryOperator.XNOR, true);
            case "in", "like", "ilike" -> new Infix(4, 4, null, true);
            case "not" -> new Infix(0, 0, null, true);
            default -> null;
          };
      default -> null;
    };
  }

  private Node combine(Node left, Infix infix, Token token, Node right) {
    if (leavesLoop(left) && infix.left == LOOSEST && infix.operator != null) {
      return definitions.assignment(left, infix.operator, token, right);
    }
    if (leavesLoop(left) || leavesLoop(right)) {
      String message = "Invalid branch pair for break/continue operator '" + named(token) + "'";
      throw token.isSymbol("not") ? new ExpressionFault(message) : cursor.fault(message, token);
    }
    if (token.type() == TokenType.SYMBOL && infix.operator == null) {
      throw cursor.fault("General parsing error at token: '" + token.text() + "'", token);
    }
    // A plus sign changes nothing, not even what may be assigned to.
    Node target = left instanceof Node.Sign sign && !sign.negative() ? sign.operand() : left;
    if (token.type() == TokenType.SWAP) {
      if (!DefinitionParser.isAssignable(target) || !DefinitionParser.isAssignable(right)) {
        // The text of other implementations, which have lost its first letter.
        throw cursor.fault(
            "nly variables, strings, vectors or vector elements can be swapped", token);
      }
      return new Node.Swap(target, right);
    }
    if (infix.left == LOOSEST) {
      return definitions.assignment(target, infix.operator, token, right);
    }
    BinaryOperator operator = infix.operator == null ? BinaryOperator.ADD : infix.operator;
    if (left instanceof Node.Literal a && right instanceof Node.Literal b) {
      Cell folded = new Cell();
      try {
        operator.apply(a.value(), b.value(), folded);
        return new Node.Literal(folded);
      } catch (TypeMismatch mismatch) {
        // Two constants of different types: left to the check, which refuses them if it gets there.
        return Node.Chain.append(left, new Node.Step(operator, right, null));
      }
    }
    Integer place = infix.placed && letters.isEmpty() ? Integer.valueOf(token.offset()) : null;
    return Node.Chain.append(left, new Node.Step(operator, right, place));
  }

  /** An operator as messages about loops name it. */
  private static String named(Token token) {
    return switch (token.type()) {
      case EQ -> "==";
      case NE -> "!=";
      case SWAP -> NAMELESS;
      case SYMBOL ->
          switch (token.text().toLowerCase(Locale.ROOT)) {
            case "&", "|", "in", "like", "ilike", "not" -> NAMELESS;
            case String word -> word;
          };
      default -> token.text();
    };
  }

  /** Whether it leaves a loop instead of having a value. */
  static boolean leavesLoop(Node node) {
    return node instanceof Node.Break || node instanceof Node.Continue;
  }

  /** Reads a variable, column, vector or element, without any operator behind it. */
  Node operand() {
    return branch(PLUS_OPERAND);
  }

  private Node branch(int precedence) {
    cursor.enter();
    Node branch =
        switch (cursor.current().type()) {
          case NUMBER -> new Node.Literal(Cell.of(Double.parseDouble(cursor.advance().text())));
          case TEXT -> new Node.Text(cursor.advance().value());
          case COLUMN -> column();
          case SYMBOL -> symbol();
          case LEFT_ROUND, LEFT_SQUARE, LEFT_CURLY -> bracketed();
          case SUB -> negated();
          case ADD -> {
            cursor.advance();
            Node operand = expression(PLUS_OPERAND);
            yield operand instanceof Node.Literal || leavesLoop(operand)
                ? operand
                : new Node.Sign(false, operand);
          }
          case END -> throw cursor.fault("Premature end of expression[1]");
          default -> throw cursor.fault("Premature end of expression[2]");
        };
    if (precedence == LOOSEST && cursor.is(TokenType.TERNARY)) {
      branch = control.ternary(branch);
    }
    cursor.leave();
    return branch;
  }

  private Node negated() {
    cursor.advance();
    Node operand = expression(SIGN_OPERAND);
    if (leavesLoop(operand)) {
      throw lacking();
    }
    if (operand instanceof Node.Literal literal
        && literal.value().isNumeric()
        && !literal.value().isNull()) {
      return new Node.Literal(Cell.of(-literal.value().number()));
    }
    return new Node.Sign(true, operand);
  }

  private Node bracketed() {
    TokenType close = cursor.advance().type().closing();
    Node inner = expression();
    if (close == TokenType.RIGHT_ROUND) {
      cursor.accept(TokenType.END);
    }
    if (!cursor.accept(close)) {
      throw cursor.fault(
          "Expected '" + close.spelling() + "' instead of: '" + cursor.current().text() + "'");
    }
    if (Node.isVector(inner)) {
      if (close == TokenType.RIGHT_ROUND && cursor.accept(TokenType.LEFT_SQUARE)) {
        String name = inner instanceof Node.Vector vector ? scopes.nameOf(vector) : "neo-vector";
        Node index = expression("Failed to parse index for vector: '" + name + "'");
        cursor.expect(TokenType.RIGHT_SQUARE, "Expected ']' for index of vector: '" + name + "'");
        return new Node.Element(inner, index);
      }
    } else if (cursor.current().type().isLeftBracket()) {
      throw cursor.fault("Invalid sequence of brackets");
    }
    return inner;
  }

  private Node column() {
    Token token = cursor.current();
    refuseBracketAfterVariable();
    cursor.advance();
    int next = columns.size();
    Integer known = columns.putIfAbsent(token.value(), next);
    return new Node.Column(known == null ? next : known);
  }

  private void refuseBracketAfterVariable() {
    if (cursor.following().type().isLeftBracket()) {
      throw cursor.fault(
          "Invalid sequence of variable '" + cursor.current().text() + "' and bracket");
    }
  }

  private Node symbol() {
    String word = cursor.current().text().toLowerCase(Locale.ROOT);
    Node letter = letters.get(word);
    if (letter != null) {
      cursor.advance();
      return letter;
    }
    if (word.startsWith("$")) {
      return calls.special();
    }
    Callable callable = callables.find(word);
    if (callable != null
        && (callable.form() == Callable.Form.VARIADIC || callable.form() == Callable.Form.FIXED)) {
      return calls.builtIn(callable);
    }
    Node statement = control.statement(word);
    if (statement != null) {
      return statement;
    }
    statement = definitions.statement(word);
    if (statement != null) {
      return statement;
    }
    Cell constant = Words.constant(word);
    if (constant != null) {
      refuseBracketAfterVariable();
      cursor.advance();
      return new Node.Literal(constant);
    }
    Scopes.Symbol symbol = scopes.find(word);
    if (symbol != null) {
      if (symbol instanceof Scopes.Symbol.Vector vector) {
        return definitions.vectorUse(vector);
      }
      refuseBracketAfterVariable();
      cursor.advance();
      return symbol instanceof Scopes.Symbol.Variable variable
          ? new Node.Variable(variable.number())
          : new Node.Literal(((Scopes.Symbol.Constant) symbol).value());
    }
    if (word.equals("null") || word.equals("none")) {
      refuseBracketAfterVariable();
      cursor.advance();
      return new Node.Literal(Cell.none());
    }
    if (callable != null) {
      return calls.generic(callable);
    }
    if (Words.isReserved(word)) {
      throw cursor.fault("Invalid use of reserved symbol '" + cursor.current().text() + "'");
    }
    throw cursor.fault("Undefined symbol: '" + cursor.current().text() + "'");
  }
}
