package dev.perspective4j.engine.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTestTest {

  private static List<Integer> passing(Vector cells, String operator, Scalar... operands) {
    List<Operand> coerced =
        List.of(operands).stream().map(o -> Coercion.coerce(o, cells.physicalType())).toList();
    CellTest test =
        CellTest.of(
            new Condition(Operator.bySpelling(operator).orElseThrow(), coerced),
            cells.physicalType());
    test.prepare(cells.dictionaryOrNull());
    long[] bits = new long[Bits.words(cells.size())];
    test.test(cells, bits);
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if ((bits[i >>> 6] & (1L << i)) != 0) {
        result.add(i);
      }
    }
    return result;
  }

  private static Vector longs(PhysicalType physicalType, Long... values) {
    Vector cells = new Vector(physicalType, null, 8);
    for (Long value : values) {
      if (value == null) {
        cells.addNull();
      } else {
        cells.addLong(value);
      }
    }
    return cells;
  }

  private static Vector strings(String... values) {
    StringDictionary dictionary = new StringDictionary();
    Vector cells = new Vector(PhysicalType.STRING, dictionary, 8);
    for (String value : values) {
      if (value == null) {
        cells.addNull();
      } else {
        cells.addCode(dictionary.intern(value));
      }
    }
    return cells;
  }

  @ParameterizedTest
  @CsvSource({
    "==, '1'",
    "!=, '0,2,3,4'",
    "<, '1'",
    "<=, '1'",
    ">, '0,3,4'",
    ">=, '0,1,3,4'",
  })
  void aNullCellPassesOnlyNotEqual(String operator, String expected) {
    // the cell equal to the operand is -5; only "<" leaves it out
    Vector cells = longs(PhysicalType.INT32, 3L, -5L, null, 30L, 0L);
    String answer =
        String.join(
            ",", passing(cells, operator, Scalar.of(-5)).stream().map(String::valueOf).toList());
    assertEquals(operator.equals("<") ? "" : expected, answer);
  }

  @Test
  void aMissingOperandPassesWhatClientsAreUsedTo() {
    Vector cells = longs(PhysicalType.INT32, 3L, -5L, null, 30L, 0L);
    assertEquals(List.of(), passing(cells, "<", Scalar.NULL));
    assertEquals(List.of(0, 1, 3, 4), passing(cells, ">", Scalar.NULL));
    assertEquals(List.of(0, 1, 2, 3, 4), passing(cells, "!=", Scalar.NULL));
    assertEquals(List.of(), passing(cells, "=="));
  }

  @Test
  void fractionsCompareExactlyWithWholeNumbers() {
    Vector cells = longs(PhysicalType.INT32, 3L, 4L, -3L, -4L);
    assertEquals(List.of(0, 2, 3), passing(cells, "<", Scalar.of(3.9)));
    assertEquals(List.of(1), passing(cells, ">=", Scalar.of(3.9)));
    assertEquals(List.of(), passing(cells, "==", Scalar.of(3.9)));
    assertEquals(List.of(0, 1, 2, 3), passing(cells, "!=", Scalar.of(3.9)));
    assertEquals(List.of(3), passing(cells, "<", Scalar.of(-3.5)));
  }

  @Test
  void operandsBeyondTheRangeOfAColumnStillOrder() {
    Vector bytes = longs(PhysicalType.INT8, 100L, -100L);
    assertEquals(List.of(), passing(bytes, ">", Scalar.of(300)));
    assertEquals(List.of(0, 1), passing(bytes, "<", Scalar.of(1e300)));
    assertEquals(List.of(0, 1), passing(bytes, ">", Scalar.of(Double.NEGATIVE_INFINITY)));
    Vector unsigned = longs(PhysicalType.UINT64, -1L, 5L, 0L);
    assertEquals(List.of(0, 1, 2), passing(unsigned, ">", Scalar.of(-1)));
    assertEquals(List.of(0), passing(unsigned, "==", Scalar.of("18446744073709551615")));
    assertEquals(List.of(0), passing(unsigned, ">", Scalar.of(5)));
  }

  @Test
  void floatsTreatBothZerosAlikeAndNanAsUnordered() {
    Vector cells = new Vector(PhysicalType.FLOAT64, null, 8);
    for (double value : new double[] {Double.NaN, -0.0, 0.0, 1, Double.NEGATIVE_INFINITY}) {
      cells.addDouble(value);
    }
    assertEquals(List.of(1, 2), passing(cells, "==", Scalar.of(0)));
    assertEquals(List.of(1, 2), passing(cells, "in", Scalar.of(-0.0), Scalar.of(7)));
    assertEquals(List.of(4), passing(cells, "<", Scalar.of(0)));
    assertEquals(List.of(1, 2, 4), passing(cells, "<", Scalar.of(1)));
    assertEquals(List.of(0), passing(cells, "==", Scalar.of("nan")));
    assertEquals(List.of(), passing(cells, "<", Scalar.of("nan")));
    assertEquals(List.of(), passing(cells, "<", Scalar.of(Double.NEGATIVE_INFINITY)));
    assertEquals(List.of(4), passing(cells, "<=", Scalar.of(Double.NEGATIVE_INFINITY)));
  }

  @Test
  void aNarrowFloatEqualsItsDecimalText() {
    Vector cells = new Vector(PhysicalType.FLOAT32, null, 1);
    cells.addDouble(0.1f);
    assertEquals(List.of(0), passing(cells, "==", Scalar.of(0.1)));
  }

  @Test
  void textOperatorsIgnoreAsciiCaseOnly() {
    Vector cells = strings("Apple", "apple pie", null, "", "Pineapple", "Éa.b");
    assertEquals(List.of(1, 2, 3, 4, 5), passing(cells, "!=", Scalar.of("Apple")));
    assertEquals(List.of(3), passing(cells, "<", Scalar.of("Apple")));
    assertEquals(List.of(0, 1), passing(cells, "begins with", Scalar.of("APPLE")));
    assertEquals(List.of(0, 1, 4), passing(cells, "contains", Scalar.of("APPLE")));
    assertEquals(List.of(3, 5), passing(cells, "not contains", Scalar.of("APPLE")));
    assertEquals(List.of(0, 4), passing(cells, "ends with", Scalar.of("APPLE")));
    assertEquals(List.of(), passing(cells, "begins with", Scalar.of("éA")));
    assertEquals(List.of(0, 1, 3, 4, 5), passing(cells, "contains", Scalar.of("")));
    assertEquals(List.of(), passing(cells, "not contains", Scalar.of("")));
  }

  @Test
  void regularExpressionsThatDoNotCompileMatchNothing() {
    Vector cells = strings("Apple", "apple pie", null);
    assertEquals(List.of(1), passing(cells, "matches", Scalar.of("^apple")));
    assertEquals(List.of(0), passing(cells, "not matches", Scalar.of("^apple")));
    assertEquals(List.of(), passing(cells, "matches", Scalar.of("[")));
    assertEquals(List.of(), passing(cells, "not matches", Scalar.of("[")));
  }

  @Test
  void regularExpressionsThatCompileToTooMuchMatchNothing() {
    Vector cells = strings("aaa", null);
    assertEquals(List.of(), passing(cells, "matches", Scalar.of("((a{1000}){1000}){1000}")));
    assertEquals(List.of(), passing(cells, "not matches", Scalar.of("((a{1000}){1000}){1000}")));
    assertEquals(List.of(0), passing(cells, "matches", Scalar.of("")));
    assertEquals(List.of(0), passing(cells, "matches", Scalar.of("a{3}$")));
  }

  @Test
  void listsIgnoreNullItems() {
    Vector cells = strings("x", null, "y");
    assertEquals(List.of(0), passing(cells, "in", Scalar.of("x"), Scalar.NULL));
    assertEquals(List.of(1, 2), passing(cells, "not in", Scalar.of("x"), Scalar.NULL));
    assertEquals(List.of(), passing(cells, "in"));
    assertEquals(List.of(0, 1, 2), passing(cells, "not in"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02",
    "2024/01/02",
    "1/2/2024",
    "01-02-2024",
    "20240102",
    "2024 01 02",
    "2024-01-02 12:34:56",
    "2024-01-02T12:34:56.5Z",
  })
  void datesAreReadInEveryFormClientsWrite(String text) {
    assertEquals(new Operand.Whole(19724), Coercion.coerce(Scalar.of(text), PhysicalType.DATE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2024-01-02",
        "2024-01-02T00:00:00Z",
        "2024-01-02T05:00:00+05:00",
        "2024-01-01T19:00:00-05",
        "2024-01-02 00:00:00.000",
        "01/02/2024, 12:00:00 AM",
        "2024-01-02T05:00:00+0500",
      })
  void datetimesAreReadInEveryFormClientsWrite(String text) {
    assertEquals(
        new Operand.Whole(1704153600000L), Coercion.coerce(Scalar.of(text), PhysicalType.DATETIME));
  }

  @Test
  void numbersAreEpochMillisecondsForDatesAndDatetimes() {
    assertEquals(
        new Operand.Whole(19724), Coercion.coerce(Scalar.of(1704239999999.0), PhysicalType.DATE));
    assertEquals(
        new Operand.Whole(1704153600000L),
        Coercion.coerce(Scalar.of(1704153600000.7), PhysicalType.DATETIME));
  }

  @Test
  void aDayItsMonthLacksMatchesNothingButOrders() {
    Vector cells = longs(PhysicalType.DATE, 19782L, 19783L);
    assertEquals(List.of(), passing(cells, "==", Scalar.of("2024-02-31")));
    assertEquals(List.of(0), passing(cells, "<", Scalar.of("2024-02-31")));
  }
}
