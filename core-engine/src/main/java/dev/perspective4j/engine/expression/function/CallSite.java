package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.expression.syntax.Node;
import dev.perspective4j.engine.expression.value.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call before any row is evaluated.
 *
 * @param texts the literal text of each argument, null where it is no literal text
 * @param budget charged for work on texts
 * @param clock epoch milliseconds
 */
public record CallSite(List<@Nullable String> texts, Budget budget, LongSupplier clock) {

  /** The site of a call in a tree. */
  public static CallSite of(Node.Call call, Budget budget, LongSupplier clock) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Node argument : call.arguments()) {
      texts.add(argument instanceof Node.Text text ? text.text() : null);
    }
    return new CallSite(texts, budget, clock);
  }

  /** The literal text of an argument; empty if it is no literal text. */
  String literal(int argument) {
    String text = texts.get(argument);
    return text == null ? "" : text;
  }

  /** Whether an argument is a literal text. */
  boolean isLiteral(int argument) {
    return argument < texts.size() && texts.get(argument) != null;
  }
}
