package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.List;

/** Functions of texts without patterns. Lengths and positions count code points. */
final class TextFunctions {
  private TextFunctions() {}

  static void addTo(List<Function> functions) {
    add(functions, "concat", "*", site -> (in, out) -> concat(in, out, site.budget()));
    add(functions, "upper", "T", site -> new CaseMapping(true, site.budget()));
    add(functions, "lower", "T", site -> new CaseMapping(false, site.budget()));
    add(functions, "length", "T", site -> TextFunctions::length);
    add(functions, "order", "*", site -> TextFunctions::order);
    add(functions, "substring", "*", site -> TextFunctions::substring);
    add(functions, "contains", "TS", site -> contains(site.literal(1)));
    add(functions, "intern", "S", site -> (in, out) -> out.set(in[0]));
  }

  private static void add(
      List<Function> functions, String name, String codes, Function.Binder binder) {
    functions.add(new Function(Callable.generic(name, codes), true, binder));
  }

  private static void concat(Cell[] in, Cell out, Budget budget) {
    long length = 0;
    boolean missing = false;
    for (Cell cell : in) {
      Arguments.requireText(cell);
      missing |= cell.isNull();
      length += cell.text().length();
    }
    budget.text(length);
    if (missing || length == 0) {
      out.setNull(PhysicalType.STRING);
      return;
    }
    StringBuilder joined = new StringBuilder((int) length);
    for (Cell cell : in) {
      joined.append(cell.text());
    }
    out.setText(joined.toString());
  }

  private static void length(Cell[] in, Cell out) {
    Arguments.requireText(in[0]);
    if (in[0].isNull()) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      String text = in[0].text();
      out.setFloat(text.codePointCount(0, text.length()));
    }
  }

  private static void order(Cell[] in, Cell out) {
    if (in.length < 2) {
      throw TypeMismatch.general();
    }
    for (Cell cell : in) {
      Arguments.requireText(cell);
    }
    if (in[0].isNull()) {
      out.setNull(PhysicalType.FLOAT64);
      return;
    }
    int found = in.length - 1;
    for (int i = 1; i < in.length; i++) {
      if (!in[i].isNull() && in[i].text().equals(in[0].text())) {
        found = i - 1;
      }
    }
    out.setFloat(found);
  }

  private static void substring(Cell[] in, Cell out) {
    if (in.length < 2 || in.length > 3) {
      throw TypeMismatch.general();
    }
    Arguments.requireText(in[0]);
    for (int i = 1; i < in.length; i++) {
      Arguments.requireStrictNumber(in[i]);
    }
    out.setNull(PhysicalType.STRING);
    if (Arguments.anyNull(in)) {
      return;
    }
    String text = in[0].text();
    int points = text.codePointCount(0, text.length());
    long start = (long) in[1].number();
    long count = in.length == 3 ? (long) in[2].number() : points - start;
    if (start < 0 || start >= points || count < 0 || count > points - start) {
      return;
    }
    int from = text.offsetByCodePoints(0, (int) start);
    out.setText(text.substring(from, text.offsetByCodePoints(from, (int) count)));
  }

  private static Kernel contains(String part) {
    return (in, out) -> {
      Arguments.requireText(in[0]);
      if (in[0].isNull()) {
        out.setNull(PhysicalType.BOOL);
      } else {
        out.setBoolean(in[0].text().contains(part));
      }
    };
  }
}
