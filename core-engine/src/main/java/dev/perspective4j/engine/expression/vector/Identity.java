package dev.perspective4j.engine.expression.vector;

/** Compares dictionaries, which are equal only to themselves. */
final class Identity {
  private Identity() {}

  @SuppressWarnings("ReferenceEquality") // dictionaries have no equality but identity
  static boolean same(Object a, Object b) {
    return a == b;
  }
}
