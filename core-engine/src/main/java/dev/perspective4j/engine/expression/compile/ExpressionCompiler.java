package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.expression.ScalarFunction;
import dev.perspective4j.engine.expression.function.Function;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.syntax.ExpressionFault;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionError;
import dev.perspective4j.model.ExpressionVerdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges texts in a language of expressions and makes columns from them.
 *
 * <pre>{@code
 * ExpressionCompiler compiler = new ExpressionCompiler(Expressions.standard());
 * ExpressionVerdict verdict = compiler.check(rows, Map.of("twice", "\"x\" * 2")).verdict();
 * int position = compiler.derive(rows, "\"x\" * 2");
 * }</pre>
 *
 * <p>Immutable and safe to share; what it makes belongs to the thread of the rows.
 */
public final class ExpressionCompiler {
  private final Expressions language;
  private final Library library;

  /** A compiler of a language. */
  public ExpressionCompiler(Expressions language) {
    this.language = language;
    this.library =
        language.functions().isEmpty()
            ? Library.standard()
            : Library.standard()
                .with(language.functions().stream().map(ExpressionCompiler::function).toList());
  }

  private static Function function(ScalarFunction function) {
    List<ColumnType> parameters = function.parameters();
    PhysicalType result = physicalType(function.result());
    Function.Binder binder =
        function
            .vectorBody()
            .<Function.Binder>map(
                body -> {
                  List<PhysicalType> physicalTypes =
                      parameters.stream().map(ExpressionCompiler::physicalType).toList();
                  return site -> new VectorFunction(physicalTypes, result, body);
                })
            .orElseGet(
                () -> {
                  ScalarFunction.Body body = function.body().orElseThrow();
                  return site -> new ValueFunction(parameters, result, body);
                });
    String codes = "T".repeat(parameters.size());
    return new Function(Callable.generic(function.name(), codes), true, binder);
  }

  private static PhysicalType physicalType(ColumnType type) {
    return type == ColumnType.INTEGER ? PhysicalType.INT64 : PhysicalType.of(type);
  }

  /**
   * The judgement on named expressions: every name is in exactly one of the maps. The maps keep the
   * order of the request.
   *
   * @param physicalTypes physical type of the values of each valid expression
   * @param errors why each other expression is refused
   */
  public record Checked(
      Map<String, PhysicalType> physicalTypes, Map<String, ExpressionError> errors) {

    /** Copies the maps. */
    public Checked {
      physicalTypes = Collections.unmodifiableMap(new LinkedHashMap<>(physicalTypes));
      errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** The judgement in the terms of clients. */
    public ExpressionVerdict verdict() {
      Map<String, ColumnType> types = new LinkedHashMap<>();
      physicalTypes.forEach((name, physicalType) -> types.put(name, physicalType.type()));
      return new ExpressionVerdict(types, errors);
    }
  }

  /**
   * Judges expressions, each on its own. Creates nothing; the data does not matter.
   *
   * @param rows the table they shall be computed on
   * @param expressions name to text
   */
  public Checked check(Rows rows, Map<String, String> expressions) {
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
    return new Checked(physicalTypes, errors);
  }

  private Compiled compile(Rows rows, String text) {
    return Compiled.of(text, rows, library, language.limits(), System::currentTimeMillis);
  }

  /**
   * Registers the column of an expression, for one more user: equal texts on the same rows share
   * one column. Cost is proportional to the rows the first time, none after that.
   *
   * @return position of the column, for {@link Rows#column}; give it back with {@link Rows#release}
   * @throws EngineException if the text is refused, with the text of the error
   */
  public int derive(Rows rows, String text) {
    return rows.derive(
        new Key(language, text),
        () -> {
          try {
            return new ExpressionColumn(rows, compile(rows, text), language.limits());
          } catch (ExpressionFault fault) {
            throw new EngineException(fault.text(), fault);
          }
        });
  }

  private record Key(Expressions language, String text) {}
}
