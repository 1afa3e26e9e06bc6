package dev.perspective4j.engine.expression.vector;

/** The rows being computed: a number that differs from chunk to chunk, and how many they are. */
final class Chunk {
  private long number;
  private int count;

  void next(int rows) {
    number++;
    count = rows;
  }

  long number() {
    return number;
  }

  int count() {
    return count;
  }
}
