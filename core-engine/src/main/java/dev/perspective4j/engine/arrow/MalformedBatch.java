package dev.perspective4j.engine.arrow;

/** A batch that is not what its metadata says; becomes an error of the input. */
final class MalformedBatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedBatch(String message) {
    super(message);
  }
}
