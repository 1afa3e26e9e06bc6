package dev.perspective4j.engine.expression.value;

/**
 * Operands of types an operator or function does not take.
 *
 * <p>Carries no stack trace: in the check it becomes the type error, in a row the value is null.
 * The message is empty for the general type error, and the client's text for unlike types compared.
 */
public final class TypeMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The general type error. */
  public static TypeMismatch general() {
    return new TypeMismatch("");
  }

  /** A mismatch with a text of its own. */
  public TypeMismatch(String message) {
    super(message, null, false, false);
  }
}
