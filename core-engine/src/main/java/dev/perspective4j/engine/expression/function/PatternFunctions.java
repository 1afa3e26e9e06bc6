package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.List;
import java.util.function.Predicate;

/** Functions of a text and a literal pattern. */
final class PatternFunctions {
  private PatternFunctions() {}

  static void addTo(List<Function> functions) {
    add(functions, "match", "TS", site -> test(new Regex(site.literal(1), site.budget())::finds));
    add(
        functions,
        "match_all",
        "TS",
        site -> test(new Regex(site.literal(1), site.budget())::matches));
    add(functions, "search", "TS", site -> search(new Regex(site.literal(1), site.budget())));
    add(functions, "replace", "TS?", site -> replace(site, false));
    add(functions, "replace_all", "TS?", site -> replace(site, true));
  }

  private static void add(
      List<Function> functions, String name, String codes, Function.Binder binder) {
    functions.add(new Function(Callable.generic(name, codes), true, binder));
  }

  private static Kernel test(Predicate<String> predicate) {
    return (in, out) -> {
      Arguments.requireText(in[0]);
      if (in[0].isNull()) {
        out.setNull(PhysicalType.BOOL);
      } else {
        out.setBoolean(predicate.test(in[0].text()));
      }
    };
  }

  private static Kernel search(Regex regex) {
    if (regex.groups() == 0) {
      throw TypeMismatch.general();
    }
    return (in, out) -> {
      Arguments.requireText(in[0]);
      String text = in[0].text();
      long group = in[0].isNull() ? -1 : regex.firstGroup(text);
      if (group < 0) {
        out.setNull(PhysicalType.STRING);
      } else {
        out.setText(text.substring((int) (group >>> 32), (int) group));
      }
    };
  }

  private static Kernel replace(CallSite site, boolean all) {
    Regex regex = new Regex(site.literal(1), site.budget());
    return (in, out) -> replace(regex, in[0], in[2], all, out);
  }

  private static void replace(Regex regex, Cell text, Cell by, boolean all, Cell out) {
    Arguments.requireText(text);
    Arguments.requireText(by);
    if (text.isNull() || by.isNull() || text.text().isEmpty()) {
      out.setNull(PhysicalType.STRING);
    } else {
      out.setText(regex.replace(text.text(), by.text(), all));
    }
  }
}
