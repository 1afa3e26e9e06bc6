package dev.perspective4j.engine.expression.function;

/** A kernel of one text that can do most texts as UTF-8 bytes, without making a string. */
public interface ByteKernel extends Kernel {

  /**
   * Rewrites a text that is neither null nor empty.
   *
   * @param text the text in its first {@code length} bytes, and the result
   * @return whether it was done; if not, the bytes are spoilt and {@link #apply} has to do it
   */
  boolean rewrite(byte[] text, int length);
}
