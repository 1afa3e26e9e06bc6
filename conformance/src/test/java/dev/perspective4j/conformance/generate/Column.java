package dev.perspective4j.conformance.generate;

import dev.perspective4j.model.ColumnType;
import java.util.Set;

/**
 * A column that views may use, and what its values are like: where the reference engine is known to be
 * wrong depends on them.
 *
 * @param name of the column or the alias of an expression
 * @param type as clients see it
 * @param traits what its values are like
 */
public record Column(String name, ColumnType type, Set<Trait> traits) {

  /** What the values of a column may be like. */
  public enum Trait {
    /** Some are null. */
    NULLS,
    /** No two have equal magnitude unless they are equal. */
    MAGNITUDES,
    /** Some are NaN or infinite. */
    ODD,
    /** Some are zero with a sign. */
    SIGNED_ZEROS,
    /** Integers at the edges or of other than 32 bits, floats of 32. */
    NARROW,
    /** Values come from an expression. */
    DERIVED
  }

  public static Column of(String name, ColumnType type, Trait... traits) {
    return new Column(name, type, Set.of(traits));
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  public boolean isNumber() {
    return type.isNumeric();
  }

  /** Neither null nor NaN nor infinite: aggregates that order values agree with the reference. */
  public boolean isPlain() {
    return !has(Trait.NULLS) && !has(Trait.ODD);
  }
}
