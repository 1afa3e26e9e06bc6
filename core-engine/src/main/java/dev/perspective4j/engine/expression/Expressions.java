package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.syntax.ExpressionFault;
import dev.perspective4j.engine.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The expression language: judges texts and makes columns from them.
 *
 * <pre>{@code
 * Expressions expressions = Expressions.standard();
 * ExpressionVerdict verdict = expressions.verdict(rows, Map.of("twice", "\"x\" * 2"));
 * int position = expressions.derive(rows, "\"x\" * 2");
 * }</pre>
 *
 * <p>Immutable and safe to share; what it makes belongs to the strand of the rows. Texts may come
 * from anybody: see {@link ExpressionLimits}.
 */
public final class Expressions {
  private static final Expressions STANDARD =
      new Expressions(ExpressionLimits.defaults(), provided());

  private final ExpressionLimits limits;
  private final Library library;

  /**
   * The language with limits and functions of one's own.
   *
   * @param limits what one expression may use
   * @param functions functions besides the built-in ones
   * @throws IllegalArgumentException if a function has the name of another
   */
  public Expressions(ExpressionLimits limits, Collection<ScalarFunction> functions) {
    this(
        limits, Library.standard().with(functions.stream().map(ScalarFunction::function).toList()));
  }

  private Expressions(ExpressionLimits limits, Library library) {
    this.limits = limits;
    this.library = library;
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
    return new Expressions(other, library);
  }

  /**
   * The same limits, and functions besides the ones there are.
   *
   * @throws IllegalArgumentException if a function has the name of another
   */
  public Expressions with(ScalarFunction... functions) {
    return new Expressions(
        limits, library.with(Arrays.stream(functions).map(ScalarFunction::function).toList()));
  }

  /** The limits. */
  public ExpressionLimits limits() {
    return limits;
  }

  /**
   * Judges expressions, each on its own. Creates nothing; the data does not matter.
   *
   * @param rows the table they shall be computed on
   * @param expressions name to text
   */
  @SuppressWarnings("exports") // rows never leave the engine, and neither do calls of this
  public ExpressionVerdict verdict(Rows rows, Map<String, String> expressions) {
    Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
    Map<String, ExpressionError> errors = new LinkedHashMap<>();
    expressions.forEach(
        (name, text) -> {
          try {
            if (rows.position(name) >= 0) {
              throw new ExpressionFault(
                  "Value Error - expression \"" + name + "\" cannot overwrite an existing column.");
            }
            physicalTypes.put(name, compile(rows, text).physicalType());
          } catch (ExpressionFault fault) {
            errors.put(name, new ExpressionError(fault.text(), fault.line(), fault.column()));
          }
        });
    return new ExpressionVerdict(physicalTypes, errors, expressions);
  }

  private Compiled compile(Rows rows, String text) {
    return Compiled.of(text, rows, library, limits, System::currentTimeMillis);
  }

  /**
   * Registers the column of an expression, for one more user: equal texts on the same rows share one
   * column. Cost is proportional to the rows the first time, none after that.
   *
   * @return position of the column, for {@link Rows#column}; give it back with {@link Rows#release}
   * @throws EngineException if the text is refused, with the text of the error
   */
  @SuppressWarnings("exports") // as above
  public int derive(Rows rows, String text) {
    return rows.derive(
        new Key(this, text),
        () -> {
          try {
            return new ExpressionColumn(rows, compile(rows, text), limits);
          } catch (ExpressionFault fault) {
            throw new EngineException(fault.text(), fault);
          }
        });
  }

  private record Key(Expressions language, String text) {}
}
