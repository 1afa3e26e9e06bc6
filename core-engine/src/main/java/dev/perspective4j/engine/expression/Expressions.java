package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.expression.function.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A language of expressions: the built-in functions, those of an application, and limits.
 *
 * <pre>{@code
 * table.use(Expressions.standard().with(spread));
 * }</pre>
 *
 * <p>Immutable and safe to share. Texts may come from anybody: see {@link ExpressionLimits}.
 */
public final class Expressions {
  private static final Expressions STANDARD =
      new Expressions(ExpressionLimits.defaults(), provided());

  private final ExpressionLimits limits;
  private final List<ScalarFunction> functions;

  /**
   * The language with limits and functions of one's own.
   *
   * @param limits what one expression may use
   * @param functions functions besides the built-in ones
   * @throws IllegalArgumentException if a function has the name of another
   */
  public Expressions(ExpressionLimits limits, Collection<ScalarFunction> functions) {
    this.limits = limits;
    this.functions = List.copyOf(functions);
    Set<String> names = new HashSet<>();
    for (ScalarFunction function : functions) {
      if (Library.standard().find(function.name()) != null || !names.add(function.name())) {
        throw new IllegalArgumentException("Function '" + function.name() + "' exists already");
      }
    }
  }

  private static List<ScalarFunction> provided() {
    List<ScalarFunction> functions = new ArrayList<>();
    for (FunctionProvider provider : ServiceLoader.load(FunctionProvider.class)) {
      functions.addAll(provider.functions());
    }
    return functions;
  }

  /** The language with default limits, its own functions and those of every {@link FunctionProvider}. */
  public static Expressions standard() {
    return STANDARD;
  }

  /** The same functions with other limits. */
  public Expressions with(ExpressionLimits other) {
    return new Expressions(other, functions);
  }

  /**
   * The same limits, and functions besides the ones there are.
   *
   * @throws IllegalArgumentException if a function has the name of another
   */
  public Expressions with(ScalarFunction... more) {
    List<ScalarFunction> all = new ArrayList<>(functions);
    all.addAll(Arrays.asList(more));
    return new Expressions(limits, all);
  }

  /** The limits. */
  public ExpressionLimits limits() {
    return limits;
  }

  /** The functions besides the built-in ones; unmodifiable. */
  public List<ScalarFunction> functions() {
    return functions;
  }
}
