package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
  private final ColumnType result;
  private final Optional<Body> body;
  private final Optional<VectorBody> vectorBody;

  private ScalarFunction(
      String name,
      List<ColumnType> parameters,
      ColumnType result,
      Optional<Body> body,
      Optional<VectorBody> vectorBody) {
    this.name = checked(name);
    this.parameters = List.copyOf(parameters);
    this.result = result;
    this.body = body;
    this.vectorBody = vectorBody;
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("Function '" + name + "' has no parameter");
    }
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
    return new ScalarFunction(name, parameters, result, Optional.of(body), Optional.empty());
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
    return new ScalarFunction(name, parameters, result, Optional.empty(), Optional.of(body));
  }

  private static String checked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("No identifier: '" + name + "'");
    }
    return lower;
  }

  /** The name in lower case. */
  public String name() {
    return name;
  }

  /** Types of the arguments; unmodifiable, at least one. */
  public List<ColumnType> parameters() {
    return parameters;
  }

  /** Type of the result. */
  public ColumnType result() {
    return result;
  }

  /** What computes one value, if it was made {@link #of} such. */
  public Optional<Body> body() {
    return body;
  }

  /** What computes many rows, if it was made {@link #ofVectors}. */
  public Optional<VectorBody> vectorBody() {
    return vectorBody;
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
}
