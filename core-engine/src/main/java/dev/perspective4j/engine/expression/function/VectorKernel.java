package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.util.List;

/** A kernel that also computes a whole chunk of rows in one call. */
public interface VectorKernel extends Kernel {

  /** What the arguments must be: floats take every number, other storages values of their type. */
  List<PhysicalType> parameters();

  /** Storage of the results. */
  PhysicalType result();

  /**
   * Computes.
   *
   * @param in one vector per parameter, of its lane, all of the size of {@code out}
   * @param out receives the results; its validity says where all arguments have a value, and keeps
   *     or loses bits
   */
  void apply(List<Vector> in, Vector out);

  /** Whether values of a storage may be given for a parameter. */
  default boolean accepts(int parameter, PhysicalType given) {
    PhysicalType wanted = parameters().get(parameter);
    return wanted.type() == given.type()
        || (wanted == PhysicalType.FLOAT64 && given.type().isNumeric());
  }
}
