package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.function.VectorKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A function that takes and fills whole vectors: an application's own. */
final class WholeVectors extends ColumnNode {
  private final VectorKernel kernel;
  private final List<ColumnNode> arguments;
  private final List<Vector> numbers = new ArrayList<>();
  private long textBytes;

  WholeVectors(VectorKernel kernel, List<ColumnNode> arguments) {
    super(kernel.result());
    this.kernel = kernel;
    this.arguments = List.copyOf(arguments);
    for (PhysicalType parameter : kernel.parameters()) {
      int room = parameter == PhysicalType.FLOAT64 ? Vector.CHUNK : 0;
      numbers.add(new Vector(PhysicalType.FLOAT64, null, room));
    }
  }

  @Override
  void compute(Chunk current, Vector target) {
    Vector out = renewIfLarge(target, textBytes);
    out.setAllValid();
    List<Vector> in = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Vector given = arguments.get(i).evaluate(current);
      boolean convert =
          kernel.parameters().get(i) == PhysicalType.FLOAT64
              && given.physicalType().lane() == Lane.LONG;
      Vector taken = convert ? number(given, numbers.get(i)) : given;
      Operands.bothValid(taken, out, out);
      in.add(taken);
    }
    boolean texts = out.physicalType() == PhysicalType.STRING;
    int before = texts ? out.dictionary().size() : 0;
    try {
      kernel.apply(in, out);
    } catch (RuntimeException failure) {
      // The application's code must not take the table down with it.
      Arrays.fill(out.valid(), 0L);
    }
    if (texts) {
      textBytes = Identity.same(out, target) ? textBytes : 0;
      for (int code = before; code < out.dictionary().size(); code++) {
        textBytes += out.dictionary().length(code) + 32;
      }
    }
  }

  private static Vector number(Vector given, Vector out) {
    out.size(given.size());
    Operands.sameValid(given, out);
    Operands.numbers(given, out.doubles());
    return out;
  }
}
