package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.function.Function;
import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.model.ColumnType;
import java.util.List;
import java.util.Locale;

/**
 * A function that an application adds to the language.
 *
 * <pre>{@code
 * ScalarFunction spread =
 *     ScalarFunction.of(
 *         "spread_bp",
 *         List.of(ColumnType.FLOAT, ColumnType.FLOAT),
 *         ColumnType.FLOAT,
 *         (in, out) -> out.set((in.number(1) - in.number(0)) / in.number(0) * 10_000));
 * Expressions language = new Expressions(ExpressionLimits.defaults(), List.of(spread));
 * }</pre>
 *
 * <p>It appears in validation like a built-in function: the number of arguments is checked when the
 * text is parsed, their types after that. A parameter of type float takes integers too. Equal
 * arguments must give equal results: results for texts are remembered. The body may be called by
 * several threads at a time.
 */
public final class ScalarFunction {
  private final String name;
  private final List<ColumnType> parameters;
  private final Function.Binder binder;

  private ScalarFunction(String name, List<ColumnType> parameters, Function.Binder binder) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.binder = binder;
  }

  /**
   * A function whose result is null as soon as an argument is.
   *
   * @param name an ASCII letter, then letters, digits and underscores; case does not matter
   * @param parameters types of the arguments, at least one
   * @param result type of the result
   * @param body computes a value; an exception makes the cell null
   * @throws IllegalArgumentException if the name is no identifier, or there is no parameter
   */
  public static ScalarFunction of(
      String name, List<ColumnType> parameters, ColumnType result, Body body) {
    List<ColumnType> types = checked(name, parameters);
    return new ScalarFunction(
        name.toLowerCase(Locale.ROOT),
        types,
        site -> new Adapter(types, physicalType(result), body));
  }

  /**
   * A function that computes many rows in one call, for speed. Its result is null wherever an
   * argument is.
   *
   * <pre>{@code
   * ScalarFunction.ofVectors(
   *     "mid", List.of(ColumnType.FLOAT, ColumnType.FLOAT), ColumnType.FLOAT,
   *     (in, out) -> {
   *       double[] bid = in.get(0).doubles();
   *       double[] ask = in.get(1).doubles();
   *       double[] mid = out.doubles();
   *       for (int i = 0; i < out.size(); i++) {
   *         mid[i] = (bid[i] + ask[i]) / 2;
   *       }
   *     });
   * }</pre>
   *
   * @param name an ASCII letter, then letters, digits and underscores; case does not matter
   * @param parameters types of the arguments, at least one
   * @param result type of the result
   * @param body computes the values of up to {@link Vector#CHUNK} rows; an exception makes all of
   *     them null
   * @throws IllegalArgumentException if the name is no identifier, or there is no parameter
   */
  public static ScalarFunction ofVectors(
      String name, List<ColumnType> parameters, ColumnType result, VectorBody body) {
    List<PhysicalType> physicalTypes =
        checked(name, parameters).stream().map(ScalarFunction::physicalType).toList();
    return new ScalarFunction(
        name.toLowerCase(Locale.ROOT),
        parameters,
        site -> new VectorFunction(physicalTypes, physicalType(result), body));
  }

  private static List<ColumnType> checked(String name, List<ColumnType> parameters) {
    if (!name.toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("No identifier: '" + name + "'");
    }
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("Function '" + name + "' has no parameter");
    }
    return List.copyOf(parameters);
  }

  private static PhysicalType physicalType(ColumnType type) {
    return type == ColumnType.INTEGER ? PhysicalType.INT64 : PhysicalType.of(type);
  }

  /** Computes the values of many rows. */
  @FunctionalInterface
  public interface VectorBody {
    /**
     * Computes.
     *
     * @param in the arguments: floats as {@link Vector#doubles}; integers, booleans (0 or 1), dates
     *     (epoch days) and datetimes (epoch milliseconds) as {@link Vector#longs}; strings as
     *     {@link Vector#codes} of the vector's dictionary. Cells without a value hold anything
     * @param out receives {@link Vector#size} results in the array of its type. Its validity bits
     *     are set where all arguments have a value; clear more of them for more nulls
     */
    void apply(List<Vector> in, Vector out);
  }

  /** Computes one value. */
  @FunctionalInterface
  public interface Body {
    /**
     * Computes.
     *
     * @param in the arguments, none of them null
     * @param out receives the result; null if nothing is set
     */
    void apply(Input in, Output out);
  }

  /** The arguments of a call; positions count from 0. */
  public interface Input {
    /** A float, integer or boolean argument as a number. */
    double number(int position);

    /** An integer, a date as epoch days, a datetime as epoch milliseconds. */
    long integer(int position);

    /** A boolean argument. */
    boolean bool(int position);

    /** A string argument. */
    String text(int position);
  }

  /** Where a result goes; the method must fit the type of the result. */
  public interface Output {
    /** Sets a float. */
    void set(double value);

    /** Sets an integer, a date as epoch days, a datetime as epoch milliseconds. */
    void set(long value);

    /** Sets a boolean. */
    void set(boolean value);

    /** Sets a string. */
    void set(String value);

    /** Makes the result null. */
    void setNull();
  }

  Function function() {
    String codes = "T".repeat(parameters.size());
    return new Function(Callable.generic(name, codes), true, binder);
  }

  /** Runs a body on cells. */
  private static final class Adapter implements Kernel, Input, Output {
    private final List<ColumnType> parameters;
    private final PhysicalType result;
    private final Body body;
    private Cell[] in = {};
    private Cell out = new Cell();

    Adapter(List<ColumnType> parameters, PhysicalType result, Body body) {
      this.parameters = parameters;
      this.result = result;
      this.body = body;
    }

    @Override
    public void apply(Cell[] arguments, Cell target) {
      boolean missing = false;
      for (int i = 0; i < arguments.length; i++) {
        ColumnType wanted = parameters.get(i);
        boolean fits =
            arguments[i].is(wanted) || (wanted == ColumnType.FLOAT && arguments[i].isNumeric());
        if (!fits) {
          throw TypeMismatch.general();
        }
        missing |= arguments[i].isNull();
      }
      target.setNull(result);
      if (missing) {
        return;
      }
      in = arguments;
      out = target;
      try {
        body.apply(this, this);
      } catch (RuntimeException failure) {
        // The application's code must not take the table down with it.
        target.setNull(result);
      }
    }

    private void require(boolean fits) {
      if (!fits) {
        throw new IllegalStateException("result is a " + result.type().typeName());
      }
    }

    @Override
    public double number(int position) {
      return in[position].number();
    }

    @Override
    public long integer(int position) {
      return in[position].bits();
    }

    @Override
    public boolean bool(int position) {
      return in[position].bits() != 0;
    }

    @Override
    public String text(int position) {
      return in[position].text();
    }

    @Override
    public void set(double value) {
      require(result == PhysicalType.FLOAT64);
      out.setFloat(value);
    }

    @Override
    public void set(long value) {
      if (result == PhysicalType.FLOAT64) {
        out.setFloat((double) value);
      } else {
        require(
            result == PhysicalType.INT64
                || result == PhysicalType.DATE
                || result == PhysicalType.DATETIME);
        out.setLong(result, value);
      }
    }

    @Override
    public void set(boolean value) {
      require(result == PhysicalType.BOOL);
      out.setBoolean(value);
    }

    @Override
    public void set(String value) {
      require(result == PhysicalType.STRING);
      out.setText(value);
    }

    @Override
    public void setNull() {
      out.setNull(result);
    }
  }
}
