package dev.perspective4j.model;

import java.util.List;

/**
 * The aggregate of one column, as the client spelled it.
 *
 * @param name the name, for example {@code "sum"}; empty if the client sent an empty list
 * @param arguments argument columns, for example of {@code "weighted mean"}
 */
public record Aggregate(String name, List<String> arguments) {
  /** Copies the arguments. */
  public Aggregate {
    arguments = List.copyOf(arguments);
  }

  /** An aggregate without arguments. */
  public static Aggregate of(String name) {
    return new Aggregate(name, List.of());
  }

  /** An aggregate with one argument column. */
  public static Aggregate of(String name, String argument) {
    return new Aggregate(name, List.of(argument));
  }
}
