package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.ScalarFunction;
import dev.perspective4j.engine.expression.function.VectorKernel;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.ArrayList;
import java.util.List;

/** An application's function of vectors; a single row is a vector of one cell. */
final class VectorFunction implements VectorKernel {
  private final List<PhysicalType> parameters;
  private final PhysicalType result;
  private final ScalarFunction.VectorBody body;

  VectorFunction(
      List<PhysicalType> parameters, PhysicalType result, ScalarFunction.VectorBody body) {
    this.parameters = parameters;
    this.result = result;
    this.body = body;
  }

  @Override
  public List<PhysicalType> parameters() {
    return parameters;
  }

  @Override
  public PhysicalType result() {
    return result;
  }

  @Override
  public void apply(List<Vector> in, Vector out) {
    body.apply(in, out);
  }

  @Override
  public void apply(Cell[] arguments, Cell out) {
    boolean missing = false;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].isNone() || !accepts(i, arguments[i].physicalType())) {
        throw TypeMismatch.general();
      }
      missing |= arguments[i].isNull();
    }
    out.setNull(result);
    if (missing) {
      return;
    }
    List<Vector> in = new ArrayList<>(arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      in.add(single(arguments[i], parameters.get(i)));
    }
    Vector target = empty(result);
    target.size(1);
    target.setAllValid();
    try {
      body.apply(in, target);
    } catch (RuntimeException failure) {
      // The application's code must not take the table down with it.
      return;
    }
    if (!target.isNull(0)) {
      switch (result.lane()) {
        case LONG -> out.setLong(result, target.longs()[0]);
        case DOUBLE -> out.setFloat(target.doubles()[0]);
        case CODE -> out.setText(target.dictionary().string(target.codes()[0]));
      }
    }
  }

  private static Vector empty(PhysicalType physicalType) {
    return new Vector(
        physicalType, physicalType == PhysicalType.STRING ? new StringDictionary() : null, 1);
  }

  private static Vector single(Cell cell, PhysicalType physicalType) {
    Vector vector = empty(physicalType);
    switch (physicalType.lane()) {
      case LONG -> vector.addLong(cell.bits());
      case DOUBLE -> vector.addDouble(cell.number());
      case CODE -> vector.addCode(vector.dictionary().intern(cell.text()));
    }
    return vector;
  }
}
