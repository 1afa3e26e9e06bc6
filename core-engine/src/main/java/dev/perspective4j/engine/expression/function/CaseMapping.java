package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.Cell;
import java.util.Locale;

/**
 * {@code upper} and {@code lower}: ASCII letters by byte, everything else after Unicode.
 *
 * @param upper whether to upper case
 * @param budget charged for the texts
 */
record CaseMapping(boolean upper, Budget budget) implements ByteKernel {

  @Override
  public void apply(Cell[] in, Cell out) {
    Arguments.requireText(in[0]);
    String text = in[0].text();
    budget.text(text.length());
    if (in[0].isNull() || text.isEmpty()) {
      out.setNull(PhysicalType.STRING);
    } else {
      out.setText(upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public boolean rewrite(byte[] text, int length) {
    budget.text(length);
    int first = upper ? 'a' : 'A';
    int seen = 0;
    for (int i = 0; i < length; i++) {
      byte b = text[i];
      seen |= b;
      if (b - first >= 0 && b - first < 26) {
        text[i] = (byte) (b ^ 0x20);
      }
    }
    return seen >= 0;
  }
}
