package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tests of strings: each distinct string is asked once, rows look the answer up by code.
 *
 * <p>Answers are a bit per code, extended when the dictionary has grown, and found anew when the
 * column has another one.
 */
final class CodeTest implements CellTest {
  private final List<TextTest> tests;
  private final boolean negate;
  private final boolean passesNull;
  private @Nullable StringDictionary dictionary;
  private long[] passing = {};
  private int known;
  private byte[] buffer = new byte[64];

  private CodeTest(List<TextTest> tests, boolean negate, boolean passesNull) {
    this.tests = tests;
    this.negate = negate;
    this.passesNull = passesNull;
  }

  static CellTest of(Condition condition) {
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
    return new CodeTest(tests, negate, passesNull);
  }

  private static String text(Operand operand) {
    if (operand instanceof Operand.Text text) {
      return text.value();
    }
    throw new IllegalStateException("not a text: " + operand);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // dictionaries have no equality but identity
  public void prepare(@Nullable StringDictionary strings) {
    if (strings == null) {
      throw new IllegalStateException("no dictionary in a column of text");
    }
    if (strings != dictionary) {
      dictionary = strings;
      known = 0;
      passing = new long[0];
    }
    int count = strings.count();
    if (known == count) {
      return;
    }
    int words = Bits.words(strings.size());
    if (words > passing.length) {
      passing = Arrays.copyOf(passing, Math.max(words, passing.length * 2));
    }
    for (; known < count; known++) {
      int code = strings.codeAt(known);
      if (passes(strings, code)) {
        passing[code >>> 6] |= 1L << code;
      }
    }
  }

  private boolean passes(StringDictionary dictionary, int code) {
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
