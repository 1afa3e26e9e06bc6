package dev.perspective4j.engine.expression.syntax;

import dev.perspective4j.engine.expression.value.Cell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names visible at the place of the parser. Lookup ignores case; shadowing is refused. */
final class Scopes {

  /** What a name stands for. */
  sealed interface Symbol {
    String name();

    record Variable(String name, int number) implements Symbol {}

    record Vector(String name, int number, int size) implements Symbol {}

    record Constant(String name, Cell value) implements Symbol {}
  }

  private final Deque<Map<String, Symbol>> open = new ArrayDeque<>();
  private final List<Integer> vectorSizes = new ArrayList<>();
  private final int largestTotal;
  private int variables;
  private int elements;

  Scopes(int vectorElements) {
    this.largestTotal = vectorElements;
    open.push(new HashMap<>());
  }

  void enter() {
    open.push(new HashMap<>());
  }

  void leave() {
    open.pop();
  }

  /** The meaning of a name, or null. */
  @Nullable Symbol find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    for (Map<String, Symbol> scope : open) {
      Symbol symbol = scope.get(key);
      if (symbol != null) {
        return symbol;
      }
    }
    return null;
  }

  int defineVariable(String name) {
    put(new Symbol.Variable(name, variables));
    return variables++;
  }

  /** A variable that no text can name. */
  int unnamedVariable() {
    return variables++;
  }

  void defineConstant(String name, Cell value) {
    put(new Symbol.Constant(name, value));
  }

  /** Whether a vector of that size still fits. */
  boolean fits(int size) {
    return size <= largestTotal - elements;
  }

  int largestTotal() {
    return largestTotal;
  }

  Node.Vector defineVector(String name, int size) {
    int number = vectorSizes.size();
    vectorSizes.add(size);
    elements += size;
    put(new Symbol.Vector(name, number, size));
    return new Node.Vector(number, size);
  }

  /** The name of a vector in scope. */
  String nameOf(Node.Vector vector) {
    return open.stream()
        .flatMap(scope -> scope.values().stream())
        .filter(
            symbol ->
                symbol instanceof Symbol.Vector(var n, var number, var s)
                    && number == vector.vector())
        .map(Symbol::name)
        .findFirst()
        .orElse("");
  }

  private void put(Symbol symbol) {
    open.element().put(symbol.name().toLowerCase(Locale.ROOT), symbol);
  }

  int variables() {
    return variables;
  }

  List<Integer> vectorSizes() {
    return vectorSizes;
  }
}
