package dev.perspective4j.engine.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at all nodes of a tree. */
public final class NodeWalk {
  private NodeWalk() {}

  /** Whether some node of the tree satisfies the predicate. */
  public static boolean any(Node node, Predicate<Node> predicate) {
    if (predicate.test(node)) {
      return true;
    }
    for (Node child : children(node)) {
      if (any(child, predicate)) {
        return true;
      }
    }
    return false;
  }

  /** The direct parts of a node, in order of evaluation. */
  public static List<Node> children(Node node) {
    return switch (node) {
      case Node.Literal literal -> List.of();
      case Node.Text text -> List.of();
      case Node.Column column -> List.of();
      case Node.Variable variable -> List.of();
      case Node.Vector vector -> List.of();
      case Node.Continue next -> List.of();
      case Node.Assertion assertion -> List.of();
      case Node.Element element -> List.of(element.vector(), element.index());
      case Node.Sign sign -> List.of(sign.operand());
      case Node.Chain chain -> {
        List<Node> all = new ArrayList<>();
        all.add(chain.first());
        chain.steps().forEach(step -> all.add(step.right()));
        yield all;
      }
      case Node.Assign assign -> List.of(assign.target(), assign.value());
      case Node.Swap swap -> List.of(swap.first(), swap.second());
      case Node.Conditional conditional ->
          present(conditional.condition(), conditional.then(), conditional.otherwise());
      case Node.Sequence sequence -> sequence.statements();
      case Node.Loop loop -> present(loop.initial(), loop.condition(), loop.body(), loop.step());
      case Node.Switch choice -> cases(choice.cases(), choice.otherwise());
      case Node.MultiSwitch choice -> cases(choice.cases(), null);
      case Node.Break leave -> present(leave.value());
      case Node.Define define -> List.of(define.value());
      case Node.DefineVector define -> define.values();
      case Node.Call call -> call.arguments();
    };
  }

  private static List<Node> cases(List<Node.Case> cases, @Nullable Node otherwise) {
    List<Node> all = new ArrayList<>();
    for (Node.Case one : cases) {
      all.add(one.condition());
      all.add(one.value());
    }
    if (otherwise != null) {
      all.add(otherwise);
    }
    return all;
  }

  private static List<Node> present(@Nullable Node... nodes) {
    List<Node> all = new ArrayList<>();
    for (Node node : nodes) {
      if (node != null) {
        all.add(node);
      }
    }
    return all;
  }
}
