package dev.perspective4j.engine.expression.syntax;

import java.util.Set;

/**
 * What the grammar has to know about a function.
 *
 * @param name the name, lower case
 * @param form how calls are written and refused
 * @param codes for {@link Form#GENERIC}: one letter per parameter ({@code T} value, {@code S}
 *     literal text, {@code V} vector, {@code ?} value or literal), {@code Z} for none, {@code *}
 *     for any non-zero number of values
 * @param arities for {@link Form#FIXED}: the numbers of arguments that exist
 */
public record Callable(String name, Form form, String codes, Set<Integer> arities) {

  /** The families of functions; each has its own error texts. */
  public enum Form {
    /** Built into the grammar, up to four arguments. */
    FIXED,
    /** Built into the grammar, any number of arguments, or one vector. */
    VARIADIC,
    /** Checked against parameter codes after parsing. */
    GENERIC,
    /** Without arguments; brackets optional. */
    MOMENT
  }

  /** Copies the set. */
  public Callable {
    arities = Set.copyOf(arities);
  }

  static Callable of(String name, Form form) {
    return new Callable(name, form, "", Set.of());
  }

  /** A function built into the grammar. */
  public static Callable fixed(String name, int arity) {
    return new Callable(name, Form.FIXED, "", Set.of(arity));
  }

  /** A function built into the grammar with any number of arguments. */
  public static Callable variadic(String name) {
    return of(name, Form.VARIADIC);
  }

  /** Whether it works on vectors element by element; others take the first element. */
  boolean takesVectors() {
    return form == Form.FIXED
        && (arities.contains(1) || Set.of("mod", "pow", "equal", "not_equal").contains(name));
  }

  /** A function with parameter codes. */
  public static Callable generic(String name, String codes) {
    return new Callable(name, Form.GENERIC, codes, Set.of());
  }

  /** A function of time. */
  public static Callable moment(String name) {
    return of(name, Form.MOMENT);
  }
}
