package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.syntax.Callables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions there are, by lower-case name. Immutable and safe to share.
 *
 * <p>Functions that need more than cells (columns of the row, keys of the table, vectors) are
 * listed here for the grammar, and computed by the row program.
 */
public final class Library implements Callables {
  private static final Library BUILT_IN = builtIn();

  private final Map<String, Function> functions;

  private Library(Map<String, Function> functions) {
    this.functions = functions;
  }

  private static Library builtIn() {
    List<Function> all = new ArrayList<>();
    NumericFunctions.addTo(all);
    GeneralFunctions.addTo(all);
    TextFunctions.addTo(all);
    PatternFunctions.addTo(all);
    TimeFunctions.addTo(all);
    structural(all, "index", "Z");
    structural(all, "col", "T");
    structural(all, "vlookup", "TT");
    structural(all, "indexof", "TSV");
    structural(all, "norm3", "V");
    structural(all, "dot_product3", "VV");
    structural(all, "cross_product3", "VVV");
    structural(all, "diff3", "VVV");
    Map<String, Function> byName = new HashMap<>();
    all.forEach(function -> byName.put(function.callable().name(), function));
    return new Library(Map.copyOf(byName));
  }

  private static void structural(List<Function> all, String name, String codes) {
    all.add(
        new Function(
            Callable.generic(name, codes),
            false,
            site -> {
              throw new IllegalStateException(name + " is computed by the row program");
            }));
  }

  /** The functions of the language. */
  public static Library standard() {
    return BUILT_IN;
  }

  /**
   * These functions and more.
   *
   * @throws IllegalArgumentException if a name is taken
   */
  public Library with(Collection<Function> more) {
    Map<String, Function> all = new HashMap<>(functions);
    for (Function function : more) {
      if (all.putIfAbsent(function.callable().name(), function) != null) {
        throw new IllegalArgumentException(
            "Function '" + function.callable().name() + "' exists already");
      }
    }
    return new Library(Map.copyOf(all));
  }

  /** The function behind a callable of this library. */
  public Function get(Callable callable) {
    Function function = functions.get(callable.name());
    if (function == null) {
      throw new IllegalArgumentException("No function '" + callable.name() + "'");
    }
    return function;
  }

  @Override
  public @Nullable Callable find(String name) {
    Function function = functions.get(name);
    return function == null ? null : function.callable();
  }
}
