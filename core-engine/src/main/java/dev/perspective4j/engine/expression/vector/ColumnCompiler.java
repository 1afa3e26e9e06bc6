package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.function.Bucket;
import dev.perspective4j.engine.expression.function.CallSite;
import dev.perspective4j.engine.expression.function.Function;
import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.function.NumericUnary;
import dev.perspective4j.engine.expression.function.VectorKernel;
import dev.perspective4j.engine.expression.row.TableAccess;
import dev.perspective4j.engine.expression.syntax.Node;
import dev.perspective4j.engine.expression.syntax.Program;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.LimitExceeded;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns a tree into nodes of a {@link ColumnProgram}, or finds that it has to go row by row. */
final class ColumnCompiler {
  /** Nodes hold a chunk of values each; larger programs go row by row. */
  private static final int MOST_NODES = 256;

  private final Library library;
  private final Budget budget;
  private final LongSupplier clock;
  private final List<String> columns;
  private final List<Leaves.Column> inputs = new ArrayList<>();
  private final Map<Integer, ColumnNode> variables = new HashMap<>();
  private int nodes;

  /** The tree, or a part of it, can only be evaluated row by row. */
  static final class RowByRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowByRow() {
      super("", null, false, false);
    }
  }

  ColumnCompiler(
      Program program, Library library, TableAccess table, Budget budget, LongSupplier clock) {
    this.library = library;
    this.budget = budget;
    this.clock = clock;
    this.columns = program.columns();
    for (String column : columns) {
      PhysicalType physicalType = table.physicalType(column);
      inputs.add(new Leaves.Column(physicalType == null ? PhysicalType.FLOAT64 : physicalType));
    }
  }

  List<Leaves.Column> inputs() {
    return inputs;
  }

  /** A node for the tree whose values have the declared storage. */
  ColumnNode compile(Node node, PhysicalType declared) {
    if (node instanceof Node.Sequence sequence) {
      int last = sequence.statements().size() - 1;
      for (Node statement : sequence.statements().subList(0, last)) {
        if (!(statement instanceof Node.Define define)) {
          throw new RowByRow();
        }
        variables.put(define.variable(), compile(define.value()));
      }
      return compile(sequence.statements().get(last), declared);
    }
    if (node instanceof Node.Define define) {
      return compile(define.value(), declared);
    }
    if (node instanceof Node.Conditional conditional && conditional.otherwise() != null) {
      return count(
          new Choice(
              compile(conditional.condition()),
              compile(conditional.then(), declared),
              compile(conditional.otherwise(), declared),
              declared));
    }
    if (node instanceof Node.Literal literal) {
      Cell value = new Cell();
      value.set(literal.value());
      value.convertTo(declared);
      return count(new Leaves.Constant(value));
    }
    ColumnNode compiled = compile(node);
    if (compiled.physicalType() == declared) {
      return compiled;
    }
    Kernel conversion =
        (in, out) -> {
          out.set(in[0]);
          out.convertTo(declared);
        };
    return count(new Cellwise(conversion, List.of(compiled), declared, true));
  }

  private ColumnNode count(ColumnNode node) {
    if (++nodes > MOST_NODES) {
      throw new RowByRow();
    }
    return node;
  }

  private ColumnNode compile(Node node) {
    return switch (node) {
      case Node.Literal literal -> constant(literal.value());
      case Node.Text text -> constant(Cell.of(text.text()));
      case Node.Column column -> inputs.get(column.reference());
      case Node.Variable variable -> {
        ColumnNode known = variables.get(variable.variable());
        if (known == null) {
          throw new RowByRow();
        }
        yield known;
      }
      case Node.Sign sign -> sign(sign);
      case Node.Chain chain -> chain(chain);
      case Node.Conditional conditional when conditional.otherwise() != null -> {
        ColumnNode then = compile(conditional.then());
        ColumnNode otherwise = compile(conditional.otherwise());
        if (then.physicalType() != otherwise.physicalType()) {
          throw new RowByRow();
        }
        yield count(
            new Choice(compile(conditional.condition()), then, otherwise, then.physicalType()));
      }
      case Node.Call call -> call(call);
      default -> throw new RowByRow();
    };
  }

  private ColumnNode constant(Cell value) {
    if (value.isNone()) {
      throw new RowByRow();
    }
    return count(new Leaves.Constant(value));
  }

  private ColumnNode sign(Node.Sign sign) {
    ColumnNode operand = compile(sign.operand());
    if (!operand.physicalType().type().isNumeric()) {
      throw new RowByRow();
    }
    if (!sign.negative()) {
      return operand;
    }
    if (Numeric.Negation.fits(operand.physicalType())) {
      return count(new Numeric.Negation(operand));
    }
    Kernel negate =
        (in, out) -> {
          out.set(in[0]);
          out.negate();
        };
    return cellwise(negate, List.of(operand), true);
  }

  private ColumnNode chain(Node.Chain chain) {
    int from = 0;
    ColumnNode left;
    if (isNull(chain.first()) && !chain.steps().isEmpty()) {
      left = nullTest(chain.steps().get(0).operator(), chain.steps().get(0).right());
      from = 1;
    } else {
      left = compile(chain.first());
    }
    for (Node.Step step : chain.steps().subList(from, chain.steps().size())) {
      left =
          isNull(step.right())
              ? nullTest(step.operator(), left)
              : binary(step.operator(), left, compile(step.right()));
    }
    return left;
  }

  private static boolean isNull(Node node) {
    return node instanceof Node.Literal literal && literal.value().isNone();
  }

  private ColumnNode nullTest(BinaryOperator operator, Node tested) {
    return nullTest(operator, compile(tested));
  }

  private ColumnNode nullTest(BinaryOperator operator, ColumnNode tested) {
    if (operator != BinaryOperator.EQ && operator != BinaryOperator.NE) {
      throw new RowByRow();
    }
    return count(new Logic.NullTest(tested, operator == BinaryOperator.EQ));
  }

  private ColumnNode binary(BinaryOperator operator, ColumnNode left, ColumnNode right) {
    if (operator.isArithmetic()) {
      if (!isNumber(left) || !isNumber(right)) {
        throw new RowByRow();
      }
      return count(new Numeric.Arithmetic(operator, left, right));
    }
    if (!operator.isComparison()) {
      return count(new Logic.Connection(operator, left, right));
    }
    if (Logic.Comparison.fits(left.physicalType(), right.physicalType())) {
      return count(new Logic.Comparison(operator, left, right));
    }
    if (left.physicalType().lane() == Lane.CODE && right.physicalType().lane() == Lane.CODE) {
      return left.isConstant() || right.isConstant()
          ? cellwise((in, out) -> operator.apply(in[0], in[1], out), List.of(left, right), true)
          : count(new Logic.TextComparison(operator, left, right));
    }
    throw new RowByRow();
  }

  private static boolean isNumber(ColumnNode node) {
    return node.physicalType().type().isNumeric() || node.physicalType() == PhysicalType.BOOL;
  }

  private ColumnNode call(Node.Call call) {
    String name = call.function().name();
    if (name.equals("col")
        && call.arguments().get(0) instanceof Node.Text text
        && columns.contains(text.text())) {
      return inputs.get(columns.indexOf(text.text()));
    }
    Function function = library.get(call.function());
    boolean moment = name.equals("now") || name.equals("today");
    if (!function.pure() && !moment && !name.equals("random")) {
      throw new RowByRow();
    }
    List<ColumnNode> arguments = new ArrayList<>();
    for (Node argument : call.arguments()) {
      arguments.add(compile(argument));
    }
    try {
      Kernel kernel = function.binder().bind(CallSite.of(call, budget, clock));
      ColumnNode special = special(name, kernel, arguments);
      return special == null ? cellwise(kernel, arguments, function.pure()) : count(special);
    } catch (TypeMismatch mismatch) {
      throw new RowByRow();
    }
  }

  /** The functions with a loop of their own; null for all others. */
  private @Nullable ColumnNode special(String name, Kernel kernel, List<ColumnNode> arguments) {
    if (kernel instanceof NumericUnary unary && isNumber(arguments.get(0))) {
      return new Numeric.Unary(unary.operation(), arguments.get(0));
    }
    if (kernel instanceof VectorKernel whole) {
      for (int i = 0; i < arguments.size(); i++) {
        if (!whole.accepts(i, arguments.get(i).physicalType())) {
          throw new RowByRow();
        }
      }
      return new WholeVectors(whole, arguments);
    }
    if (kernel instanceof Bucket.OfTime bucket
        && (arguments.get(0).physicalType() == PhysicalType.DATE
            || arguments.get(0).physicalType() == PhysicalType.DATETIME)) {
      return new Numeric.TimeBucket(bucket, arguments.get(0));
    }
    return switch (name) {
      case "bucket" ->
          !(kernel instanceof Bucket.OfTime)
                  && arguments.get(0).physicalType().type().isNumeric()
                  && arguments.get(1).physicalType().type().isNumeric()
              ? new Numeric.NumberBucket(arguments.get(0), arguments.get(1))
              : null;
      case "string" ->
          NumberTexts.fits(arguments.get(0).physicalType()) && !arguments.get(0).isConstant()
              ? new NumberTexts(arguments.get(0), budget)
              : null;
      case "not" -> new Logic.Negation(arguments.get(0));
      case "is_null" -> new Logic.NullTest(arguments.get(0), true);
      case "is_not_null" -> new Logic.NullTest(arguments.get(0), false);
      default -> null;
    };
  }

  /** The storage of the results is that for null arguments; constants count as they are. */
  private ColumnNode cellwise(Kernel kernel, List<ColumnNode> arguments, boolean pure) {
    Cell[] cells = new Cell[arguments.size()];
    boolean constants = true;
    for (int i = 0; i < cells.length; i++) {
      if (arguments.get(i) instanceof Leaves.Constant constant) {
        cells[i] = constant.value();
      } else {
        constants = false;
        cells[i] =
            arguments.get(i).physicalType() == PhysicalType.BOOL
                ? Cell.of(false)
                : Cell.nullOf(arguments.get(i).physicalType());
      }
    }
    Cell out = new Cell();
    try {
      kernel.apply(cells, out);
    } catch (TypeMismatch | LimitExceeded refused) {
      throw new RowByRow();
    }
    if (out.isNone()) {
      throw new RowByRow();
    }
    if (constants && pure) {
      return count(new Leaves.Constant(out));
    }
    return count(new Cellwise(kernel, arguments, out.physicalType(), pure));
  }
}
