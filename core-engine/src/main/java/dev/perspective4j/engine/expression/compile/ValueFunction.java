package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.ScalarFunction;
import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.model.ColumnType;
import java.util.List;

/** An application's function of one value, run on cells. */
final class ValueFunction implements Kernel, ScalarFunction.Input, ScalarFunction.Output {
  private final List<ColumnType> parameters;
  private final PhysicalType result;
  private final ScalarFunction.Body body;
  private Cell[] in = {};
  private Cell out = new Cell();

  ValueFunction(List<ColumnType> parameters, PhysicalType result, ScalarFunction.Body body) {
    this.parameters = parameters;
    this.result = result;
    this.body = body;
  }

  @Override
  public void apply(Cell[] arguments, Cell target) {
    boolean missing = false;
    for (int i = 0; i < arguments.length; i++) {
      ColumnType wanted = parameters.get(i);
      boolean fits =
          arguments[i].is(wanted) || (wanted == ColumnType.FLOAT && arguments[i].isNumeric());
      if (!fits) {
        throw TypeMismatch.general();
      }
      missing |= arguments[i].isNull();
    }
    target.setNull(result);
    if (missing) {
      return;
    }
    in = arguments;
    out = target;
    try {
      body.apply(this, this);
    } catch (RuntimeException failure) {
      // The application's code must not take the table down with it.
      target.setNull(result);
    }
  }

  private void require(boolean fits) {
    if (!fits) {
      throw new IllegalStateException("result is a " + result.type().typeName());
    }
  }

  @Override
  public double number(int position) {
    return in[position].number();
  }

  @Override
  public long integer(int position) {
    return in[position].bits();
  }

  @Override
  public boolean bool(int position) {
    return in[position].bits() != 0;
  }

  @Override
  public String text(int position) {
    return in[position].text();
  }

  @Override
  public void set(double value) {
    require(result == PhysicalType.FLOAT64);
    out.setFloat(value);
  }

  @Override
  public void set(long value) {
    if (result == PhysicalType.FLOAT64) {
      out.setFloat((double) value);
    } else {
      require(
          result == PhysicalType.INT64
              || result == PhysicalType.DATE
              || result == PhysicalType.DATETIME);
      out.setLong(result, value);
    }
  }

  @Override
  public void set(boolean value) {
    require(result == PhysicalType.BOOL);
    out.setBoolean(value);
  }

  @Override
  public void set(String value) {
    require(result == PhysicalType.STRING);
    out.setText(value);
  }

  @Override
  public void setNull() {
    out.setNull(result);
  }
}
