package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * Tests of strings: each distinct string is asked once, rows look the answer up by code.
 *
 * <p>Answers are a bit per code, extended when the dictionary has grown.
 */
final class CodeTest implements CellTest {
  private final StringDictionary dictionary;
  private final List<TextTest> tests;
  private final boolean negate;
  private final boolean passesNull;
  private long[] passing = {};
  private int known;
  private byte[] buffer = new byte[64];

  private CodeTest(
      StringDictionary dictionary, List<TextTest> tests, boolean negate, boolean passesNull) {
    this.dictionary = dictionary;
    this.tests = tests;
    this.negate = negate;
    this.passesNull = passesNull;
  }

  static CellTest of(Condition condition, StringDictionary dictionary) {
    Operator operator = condition.operator();
    boolean regular = operator == Operator.MATCHES || operator == Operator.NOT_MATCHES;
    if (regular && !TextTest.compiles(text(condition.operand()))) {
      return new NullTest(false, false);
    }
    boolean negate =
        switch (operator) {
          case NOT_EQUAL, NOT_IN, NOT_BEGINS_WITH, NOT_CONTAINS, NOT_ENDS_WITH, NOT_MATCHES -> true;
          default -> false;
        };
    List<TextTest> tests =
        condition.operands().stream().map(o -> TextTest.of(operator, text(o))).toList();
    boolean passesNull = operator == Operator.NOT_EQUAL || operator == Operator.NOT_IN;
    return new CodeTest(dictionary, tests, negate, passesNull);
  }

  private static String text(Operand operand) {
    if (operand instanceof Operand.Text text) {
      return text.value();
    }
    throw new IllegalStateException("not a text: " + operand);
  }

  @Override
  public void prepare() {
    int size = dictionary.size();
    if (known == size) {
      return;
    }
    if (Bits.words(size) > passing.length) {
      passing = Arrays.copyOf(passing, Math.max(Bits.words(size), passing.length * 2));
    }
    for (int code = known; code < size; code++) {
      if (passes(code)) {
        passing[code >>> 6] |= 1L << code;
      }
    }
    known = size;
  }

  private boolean passes(int code) {
    int length = dictionary.length(code);
    if (length > buffer.length) {
      buffer = new byte[length * 2];
    }
    dictionary.copyTo(code, buffer, 0);
    for (TextTest test : tests) {
      if (test.passes(buffer, length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void test(Vector cells, long[] bits) {
    int[] codes = cells.codes();
    int size = cells.size();
    if (known == 0) {
      // no string yet, so every cell is null
      Arrays.fill(bits, 0, Bits.words(size), 0L);
    } else {
      for (int start = 0, w = 0; start < size; start += 64, w++) {
        int end = Math.min(size, start + 64);
        long word = 0;
        for (int i = start; i < end; i++) {
          int code = codes[i];
          word |= (passing[code >>> 6] >>> code & 1L) << i;
        }
        bits[w] = word;
      }
    }
    Bits.finish(bits, cells.valid(), size, negate, passesNull);
  }
}
