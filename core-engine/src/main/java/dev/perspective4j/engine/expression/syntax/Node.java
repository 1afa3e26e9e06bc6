package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of an expression.
 *
 * <p>Chains of binary operators are flat, so that the depth of a tree is bounded by the nesting
 * limit of the parser and walking it recursively is safe.
 */
public sealed interface Node {

  /**
   * A constant number, boolean or null. Do not modify the value.
   *
   * @param value the value
   */
  record Literal(Cell value) implements Node {}

  /**
   * A literal text. Unlike {@link Literal} it is not folded.
   *
   * @param text the text
   */
  record Text(String text) implements Node {}

  /**
   * A column of the row.
   *
   * @param reference position in {@link Program#columns()}
   */
  record Column(int reference) implements Node {}

  /**
   * A variable.
   *
   * @param variable number of the variable
   */
  record Variable(int variable) implements Node {}

  /**
   * A whole vector.
   *
   * @param vector number of the vector
   * @param size its number of elements
   */
  record Vector(int vector, int size) implements Node {}

  /**
   * An element of a vector or of a computed vector.
   *
   * @param vector the vector
   * @param index zero-based
   */
  record Element(Node vector, Node index) implements Node {}

  /**
   * A sign.
   *
   * @param negative whether the sign is minus
   * @param operand the operand
   */
  record Sign(boolean negative, Node operand) implements Node {}

  /** A value and operations applied to it one after the other. */
  record Chain(Node first, List<Step> steps) implements Node {
    /** Applies one more operation; the chain must not be in use elsewhere. */
    static Node append(Node left, Step step) {
      if (left instanceof Chain chain) {
        chain.steps.add(step);
        return chain;
      }
      List<Step> steps = new ArrayList<>();
      steps.add(step);
      return new Chain(left, steps);
    }
  }

  /**
   * One operation of a chain.
   *
   * @param operator the operator
   * @param right its right side
   * @param place of the operator token for messages; null if messages have no place
   */
  record Step(BinaryOperator operator, Node right, @Nullable Integer place) {}

  /**
   * Sets a variable, column, element or vector.
   *
   * @param target what is set
   * @param operator null for plain assignment
   * @param value the value
   */
  record Assign(Node target, @Nullable BinaryOperator operator, Node value) implements Node {}

  /** Exchanges two variables, columns, elements or vectors. */
  record Swap(Node first, Node second) implements Node {}

  /** A choice; without {@code otherwise} the value is none. */
  record Conditional(Node condition, Node then, @Nullable Node otherwise) implements Node {}

  /** Statements; the value is that of the last, none if there is none. */
  record Sequence(List<Node> statements) implements Node {}

  /** A loop; null parts are absent. */
  record Loop(@Nullable Node initial, @Nullable Node condition, @Nullable Node step, Node body)
      implements Node {}

  /**
   * A switch.
   *
   * @param cases conditions and values
   * @param otherwise the default
   */
  record Switch(List<Case> cases, @Nullable Node otherwise) implements Node {}

  /** The switch that evaluates all cases; the value is that of the last true one, or 0. */
  record MultiSwitch(List<Case> cases) implements Node {}

  /** One case of a switch. */
  record Case(Node condition, Node value) {}

  /** Leaves the innermost loop. */
  record Break(@Nullable Node value) implements Node {}

  /** Ends this turn of the innermost loop. */
  record Continue() implements Node {}

  /** Parsed, does nothing, has no value. */
  record Assertion() implements Node {}

  /**
   * Starts a variable.
   *
   * @param variable its number
   * @param value its first value
   */
  record Define(int variable, Node value) implements Node {}

  /**
   * Starts a vector: from a list of values, one value everywhere, start and step, or a vector.
   *
   * @param vector its number
   * @param size its number of elements
   * @param form how {@code values} fill it
   * @param values the values
   */
  record DefineVector(int vector, int size, Fill form, List<Node> values) implements Node {}

  /** How a vector is filled at first. */
  enum Fill {
    /** Element by element, then zeros. */
    LIST,
    /** The same value everywhere. */
    SAME,
    /** A start and a step. */
    SERIES,
    /** From another vector. */
    COPY
  }

  /**
   * A call.
   *
   * @param function what is called
   * @param arguments its arguments
   */
  record Call(Callable function, List<Node> arguments) implements Node {}

  /** Whether the value is a vector. */
  static boolean isVector(Node node) {
    return switch (node) {
      case Vector v -> true;
      case Sign sign -> isVector(sign.operand());
      case Assign assign -> isVector(assign.target());
      case Chain chain ->
          isVector(chain.first())
              || chain.steps().stream().anyMatch(step -> isVector(step.right()));
      case Call call ->
          call.function().takesVectors() && call.arguments().stream().anyMatch(Node::isVector);
      case Conditional choice -> choice.otherwise() != null && isVector(choice.then());
      case Swap swap -> isVector(swap.first()) && isVector(swap.second());
      case DefineVector vector -> vector.form() == Fill.COPY;
      default -> false;
    };
  }
}
