package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.function.CallSite;
import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.function.Reduction;
import dev.perspective4j.engine.expression.function.Regex;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.syntax.ExpressionFault;
import dev.perspective4j.engine.expression.syntax.Node;
import dev.perspective4j.engine.expression.syntax.Program;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns a tree into nodes of a {@link RowProgram}. */
final class RowCompiler {
  private final Program program;
  private final Library library;
  private final TableAccess table;
  private final Budget budget;
  private final LongSupplier clock;
  private final List<String> columns;

  RowCompiler(
      Program program, Library library, TableAccess table, Budget budget, LongSupplier clock) {
    this.program = program;
    this.library = library;
    this.table = table;
    this.budget = budget;
    this.clock = clock;
    this.columns = new ArrayList<>(program.columns());
  }

  RowNode compile() {
    return compile(program.body());
  }

  /** The columns the nodes read, in the order of their references. */
  List<String> columns() {
    return columns;
  }

  private List<RowNode> compileAll(List<Node> nodes) {
    List<RowNode> compiled = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      compiled.add(compile(node));
    }
    return compiled;
  }

  private @Nullable RowNode compileOptional(@Nullable Node node) {
    return node == null ? null : compile(node);
  }

  private RowNode compile(Node node) {
    return switch (node) {
      case Node.Literal literal -> new Values.Constant(literal.value());
      case Node.Text text -> new Values.Constant(Cell.of(text.text()));
      case Node.Column column -> new Values.Column(column.reference());
      case Node.Variable variable -> new Values.Variable(variable.variable());
      case Node.Vector vector -> new Vectors.Variable(vector.vector(), vector.size());
      case Node.Element element -> element(element);
      case Node.Sign sign -> {
        RowNode operand = compile(sign.operand());
        yield operand instanceof VectorNode vector
            ? new Vectors.Sign(sign.negative(), vector)
            : new Values.Sign(sign.negative(), operand);
      }
      case Node.Chain chain -> chain(chain);
      case Node.Assign assign -> assign(assign);
      case Node.Swap swap -> swap(swap);
      case Node.Conditional conditional when Node.isVector(conditional) ->
          vectorChoice(conditional);
      case Node.Conditional conditional ->
          new Control.Conditional(
              compile(conditional.condition()),
              compile(conditional.then()),
              compileOptional(conditional.otherwise()));
      case Node.Sequence sequence -> new Control.Sequence(compileAll(sequence.statements()));
      case Node.Loop loop ->
          new Control.Loop(
              compileOptional(loop.initial()),
              compileOptional(loop.condition()),
              compileOptional(loop.step()),
              compile(loop.body()));
      case Node.Switch choice -> cases(choice.cases(), choice.otherwise(), false);
      case Node.MultiSwitch choice -> cases(choice.cases(), null, true);
      case Node.Break leave -> new Control.Break(compileOptional(leave.value()));
      case Node.Continue next -> new Control.Continue();
      case Node.Assertion assertion -> new Values.Constant(Cell.none());
      case Node.Define define -> new Assignments.Define(define.variable(), compile(define.value()));
      case Node.DefineVector define ->
          new Assignments.DefineVector(
              define.vector(), define.size(), define.form(), compileAll(define.values()));
      case Node.Call call -> call(call);
    };
  }

  private Values.Element element(Node.Element element) {
    return new Values.Element((VectorNode) compile(element.vector()), compile(element.index()));
  }

  private RowNode chain(Node.Chain chain) {
    RowNode first = compile(chain.first());
    List<Values.Step> steps = new ArrayList<>(chain.steps().size());
    List<RowNode> operands = new ArrayList<>();
    operands.add(first);
    for (Node.Step step : chain.steps()) {
      RowNode right = compile(step.right());
      operands.add(right);
      boolean constants =
          steps.isEmpty()
              && chain.first() instanceof Node.Literal
              && step.right() instanceof Node.Literal;
      ExpressionFault place =
          step.place() == null || !step.operator().isComparison()
              ? null
              : program.fault("", step.place());
      steps.add(new Values.Step(step.operator(), right, place, constants));
    }
    int size = Vectors.size(operands);
    return size == Integer.MAX_VALUE
        ? new Values.Chain(first, steps)
        : new Vectors.Chain(first, steps, size);
  }

  private RowNode assign(Node.Assign assign) {
    RowNode value = compile(assign.value());
    if (assign.target() instanceof Node.Vector vector) {
      return new Vectors.Assign(
          new Vectors.Variable(vector.vector(), vector.size()), assign.operator(), value);
    }
    return new Assignments.Assign(place(assign.target()), assign.operator(), value);
  }

  private Assignments.Place place(Node target) {
    return switch (target) {
      case Node.Variable variable -> frame -> frame.variable(variable.variable());
      case Node.Column column -> frame -> frame.column(column.reference());
      case Node.Element element -> element(element)::cell;
      case Node.Vector vector -> frame -> frame.vector(vector.vector())[0];
      default -> throw ExpressionFault.untyped();
    };
  }

  private RowNode swap(Node.Swap swap) {
    if (swap.first() instanceof Node.Vector a && swap.second() instanceof Node.Vector b) {
      return new Assignments.SwapVectors(
          new Vectors.Variable(a.vector(), a.size()), new Vectors.Variable(b.vector(), b.size()));
    }
    return new Assignments.Swap(place(swap.first()), place(swap.second()));
  }

  private RowNode cases(List<Node.Case> cases, @Nullable Node otherwise, boolean all) {
    List<RowNode> conditions = new ArrayList<>();
    List<RowNode> values = new ArrayList<>();
    for (Node.Case one : cases) {
      conditions.add(compile(one.condition()));
      values.add(compile(one.value()));
    }
    return new Control.Switch(conditions, values, compileOptional(otherwise), all);
  }

  private RowNode call(Node.Call call) {
    Callable callable = call.function();
    try {
      RowNode structural = structural(call.arguments(), callable.name());
      if (structural != null) {
        return structural;
      }
      List<RowNode> arguments = compileAll(call.arguments());
      Kernel kernel = library.get(callable).binder().bind(site(call));
      if (Vectors.size(arguments) == Integer.MAX_VALUE) {
        return new Values.Call(kernel, arguments);
      }
      if (kernel instanceof Reduction reduction
          && arguments.size() == 1
          && arguments.get(0) instanceof VectorNode vector) {
        return new Vectors.Reduce(reduction, vector);
      }
      if (Node.isVector(call)) {
        return new Vectors.Call(kernel, arguments);
      }
      if (callable.form() == Callable.Form.FIXED) {
        return new Values.Call(kernel, arguments);
      }
      throw TypeMismatch.general();
    } catch (TypeMismatch mismatch) {
      return new Untyped();
    }
  }

  /** A call that can have no value; refused if the check gets here. */
  private record Untyped() implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      Values.mismatch(frame, TypeMismatch.general(), null, out);
    }
  }

  private RowNode vectorChoice(Node.Conditional choice) {
    RowNode condition = compile(choice.condition());
    RowNode then = compile(choice.then());
    RowNode otherwise = compileOptional(choice.otherwise());
    return then instanceof VectorNode a && otherwise instanceof VectorNode b
        ? new Vectors.Choice(condition, a, b)
        : new Control.Conditional(condition, then, otherwise);
  }

  private CallSite site(Node.Call call) {
    return CallSite.of(call, budget, clock);
  }

  /** Calls that need more than the values of their arguments; null for all others. */
  private @Nullable RowNode structural(List<Node> arguments, String name) {
    return switch (name) {
      case "index" -> index();
      case "col" -> column(literal(arguments.get(0)));
      case "vlookup" -> lookUp(literal(arguments.get(0)), compile(arguments.get(1)));
      case "norm3" -> inSpace(VectorFunctions.Space.NORM, arguments);
      case "dot_product3" -> inSpace(VectorFunctions.Space.DOT, arguments);
      case "cross_product3" -> inSpace(VectorFunctions.Space.CROSS, arguments);
      case "diff3" -> inSpace(VectorFunctions.Space.DIFFERENCE, arguments);
      case "indexof" ->
          new VectorFunctions.IndexOf(
              compile(arguments.get(0)),
              new Regex(literal(arguments.get(1)), budget),
              (VectorNode) compile(arguments.get(2)),
              new Cell());
      default -> null;
    };
  }

  private static String literal(Node node) {
    if (node instanceof Node.Text text) {
      return text.text();
    }
    throw TypeMismatch.general();
  }

  private RowNode inSpace(VectorFunctions.Space space, List<Node> arguments) {
    List<VectorNode> vectors = new ArrayList<>();
    for (Node argument : arguments) {
      vectors.add((VectorNode) compile(argument));
    }
    return new VectorFunctions.InSpace(space, vectors);
  }

  private RowNode index() {
    String column = table.indexColumn();
    return column == null ? new TableNodes.RowNumber(table) : column(column);
  }

  private RowNode column(String name) {
    if (table.physicalType(name) == null) {
      throw TypeMismatch.general();
    }
    int reference = columns.indexOf(name);
    if (reference < 0) {
      reference = columns.size();
      columns.add(name);
    }
    return new Values.Column(reference);
  }

  private RowNode lookUp(String column, RowNode key) {
    PhysicalType physicalType = table.physicalType(column);
    if (physicalType == null) {
      throw TypeMismatch.general();
    }
    String index = table.indexColumn();
    PhysicalType keyStorage = index == null ? PhysicalType.INT32 : table.physicalType(index);
    return new TableNodes.LookUp(
        table, column, physicalType, keyStorage == null ? PhysicalType.INT32 : keyStorage, key);
  }
}
