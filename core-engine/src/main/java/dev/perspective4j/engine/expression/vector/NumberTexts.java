package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.text.IntegerText;
import dev.perspective4j.engine.text.NumberText;

/**
 * {@code string} of numbers: digits go from registers to the dictionary, without a string between.
 */
final class NumberTexts extends TextNode {
  private final ColumnNode operand;
  private final Budget budget;
  private final byte[] digits = new byte[32];

  NumberTexts(ColumnNode operand, Budget budget) {
    super(PhysicalType.STRING);
    this.operand = operand;
    this.budget = budget;
  }

  /** Whether numbers of a storage are printed here. */
  static boolean fits(PhysicalType physicalType) {
    return physicalType.type().isNumeric() && physicalType != PhysicalType.UINT64;
  }

  @Override
  void compute(Chunk current, Vector target) {
    Vector x = operand.evaluate(current);
    Vector out = renewed(target);
    Operands.sameValid(x, out);
    budget.spend(current.count());
    boolean floats = x.physicalType().lane() == Lane.DOUBLE;
    int[] codes = out.codes();
    for (int i = 0; i < current.count(); i++) {
      codes[i] = 0;
      if (!out.isNull(i)) {
        int length =
            floats
                ? NumberText.sixDigits(x.doubles()[i], digits)
                : IntegerText.write(x.longs()[i], digits, 0);
        int code = intern(digits, length, out);
        if (code < 0) {
          out.valid()[i >>> 6] &= ~(1L << i);
        } else {
          codes[i] = code;
        }
      }
    }
  }
}
