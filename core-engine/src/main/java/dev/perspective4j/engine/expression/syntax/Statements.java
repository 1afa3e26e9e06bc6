package dev.perspective4j.engine.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Sequences of statements. */
final class Statements {
  private Statements() {}

  /**
   * A sequence without the statements that neither do anything nor give its value: those are not
   * even checked for types.
   */
  static Node sequence(List<Node> statements) {
    List<Node> kept = new ArrayList<>(statements.size());
    for (int i = 0; i < statements.size(); i++) {
      if (i + 1 == statements.size() || hasEffect(statements.get(i))) {
        kept.add(statements.get(i));
      }
    }
    return kept.size() == 1 ? kept.get(0) : new Node.Sequence(List.copyOf(kept));
  }

  private static boolean hasEffect(Node node) {
    return switch (node) {
      case Node.Literal literal -> false;
      case Node.Text text -> false;
      case Node.Column column -> false;
      case Node.Variable variable -> false;
      case Node.Vector vector -> false;
      case Node.Element element -> hasEffect(element.vector()) || hasEffect(element.index());
      case Node.Sign sign -> hasEffect(sign.operand());
      case Node.Chain chain ->
          hasEffect(chain.first())
              || chain.steps().stream().anyMatch(step -> hasEffect(step.right()));
      case Node.Call call ->
          call.arguments().stream().anyMatch(Node::isVector)
              || call.arguments().stream().anyMatch(Statements::hasEffect);
      case Node.Loop loop ->
          hasEffect(loop.body())
              || (loop.initial() != null && hasEffect(loop.initial()))
              || (loop.condition() != null && hasEffect(loop.condition()))
              || (loop.step() != null && hasEffect(loop.step()));
      default -> true;
    };
  }
}
