package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.Conversion;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Null tests, conversions and {@code random}. */
final class GeneralFunctions {
  private GeneralFunctions() {}

  static void addTo(List<Function> functions) {
    generic(functions, "is_null", "T", (in, out) -> out.setBoolean(in[0].isNull()));
    generic(functions, "is_not_null", "T", (in, out) -> out.setBoolean(!in[0].isNull()));
    generic(functions, "coalesce", "*", GeneralFunctions::coalesce);
    generic(functions, "string", "T", (in, out) -> Conversion.toText(in[0], out));
    generic(functions, "integer", "T", (in, out) -> Conversion.toInteger(in[0], out));
    generic(functions, "float", "T", (in, out) -> Conversion.toFloat(in[0], out));
    generic(functions, "boolean", "T", (in, out) -> Conversion.toBoolean(in[0], out));
    functions.add(
        new Function(
            Callable.generic("random", "Z"),
            false,
            site -> (in, out) -> out.setFloat(ThreadLocalRandom.current().nextDouble())));
  }

  private static void generic(List<Function> functions, String name, String codes, Kernel kernel) {
    functions.add(new Function(Callable.generic(name, codes), true, site -> kernel));
  }

  private static void coalesce(Cell[] in, Cell out) {
    if (in.length == 0) {
      throw TypeMismatch.general();
    }
    for (Cell cell : in) {
      Arguments.requireTyped(cell);
      if (!BinaryOperator.comparable(in[0].physicalType(), cell.physicalType())) {
        throw TypeMismatch.general();
      }
    }
    boolean numeric = in[0].isNumeric();
    for (Cell cell : in) {
      if (!cell.isNull()) {
        if (numeric) {
          out.setFloat(cell.number());
        } else {
          out.set(cell);
        }
        return;
      }
    }
    out.setNull(numeric ? PhysicalType.FLOAT64 : in[0].physicalType());
  }
}
