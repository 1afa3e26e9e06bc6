package dev.perspective4j.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "NaN, null",
    "-Infinity, null",
    "1, 1.0",
    "100000, 100000.0",
    "1e15, 1000000000000000.0",
    "123456789012345670000, 123456789012345670000.0",
    "0.1, 0.1",
    "0.00001, 0.00001",
    "0.000001, 0.000001",
    "0.000001234, 0.000001234",
    "1e21, 1e21",
    "1.5e21, 1.5e21",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "1e-7, 1e-7",
    "1.234e-7, 1.234e-7",
    "4.9e-324, 5e-324",
    "-1e21, -1e21",
    "2e23, 2e23",
    "0.30000000000000004, 0.30000000000000004",
    "1234.5678, 1234.5678"
  })
  void jsonText(double value, String text) {
    assertEquals(text, NumberText.json(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "1.5, 1.5",
    "100000, 100000",
    "9999999999, 9999999999",
    "9999999999.5, 9999999999.5",
    "0.000001, 0.000001",
    "1e10, 1e+10",
    "99999999990, 9.999999999e+10",
    "123456789012345670000, 1.2345678901234567e+20",
    "1e-7, 1e-7",
    "9.99e-7, 9.99e-7",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void csvText(double value, String text) {
    Utf8Builder out = new Utf8Builder();

    NumberText.writeCsv(value, out);

    assertEquals(text, out.toString());
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "3.4028235e38, 3.4028235e+38", "123456.79, 123456.79", "1.4e-45, 1e-45"})
  void csvTextOfSingles(float value, String text) {
    Utf8Builder out = new Utf8Builder();

    NumberText.writeCsv(value, out);

    assertEquals(text, out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.3333333333333333, 0.333333",
    "100000, 100000",
    "123456, 123456",
    "1000000, 1e+06",
    "1234567, 1.23457e+06",
    "0.00001, 1e-05",
    "0.0001, 0.0001",
    "1e21, 1e+21",
    "-0.5, -0.5",
    "1e100, 1e+100",
    "0, 0",
    "999999.5, 1e+06",
    "NaN, nan"
  })
  void sixSignificantDigits(double value, String text) {
    assertEquals(text, NumberText.sixDigits(value));
    byte[] bytes = new byte[32];
    assertEquals(text, text(bytes, NumberText.sixDigits(value, bytes)));
  }

  @Test
  void sixDigitsAsBytesAreThoseAsText() {
    SplittableRandom random = new SplittableRandom(5);
    byte[] bytes = new byte[32];
    for (int i = 0; i < 100_000; i++) {
      double scale = Math.pow(10, random.nextInt(-7, 18));
      double value =
          switch (i % 4) {
            case 0 -> random.nextDouble(-1, 1) * scale;
            case 1 -> random.nextInt(1_000_000) / 100.0;
            case 2 -> (random.nextInt(1_000_000) + 0.5) * scale;
            default -> Math.nextUp((random.nextInt(2_000_000) + 0.5) / 1000);
          };
      assertEquals(
          NumberText.sixDigits(value),
          text(bytes, NumberText.sixDigits(value, bytes)),
          () -> "" + value);
    }
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1e21, 1e+21",
    "1000000, 1e+06",
    "1234567, 1234567",
    "0.3333333333333333, 0.3333333333333333",
    "1.23456789e30, 1.23456789e+30"
  })
  void labelsKeepDifferentNumbersApart(double value, String text) {
    assertEquals(text, NumberText.label(value));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.500000",
    "-1.9, -1.900000",
    "1e20, 100000000000000000000.000000",
    "0.0000005, 0.000000",
    "-0.0, -0.000000",
    "-1e-9, -0.000000"
  })
  void sixDecimals(double value, String text) {
    assertEquals(text, NumberText.sixDecimals(value));
  }

  @Property(tries = 20_000)
  void jsonTextReadsBackAndIsAsShortAsJavas(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return;
    }

    String text = NumberText.json(value);

    assertEquals(value, Double.parseDouble(text));
    assertTrue(digits(text) <= digits(Double.toString(value)));
  }

  @Property(tries = 20_000)
  void decimalsPrintAsGiven(@ForAll int mantissa) {
    for (int scale = 0; scale < 12; scale++) {
      BigDecimal decimal = BigDecimal.valueOf(mantissa, scale);
      if (mantissa != 0) {
        assertEquals(
            0,
            decimal.compareTo(new BigDecimal(NumberText.json(decimal.doubleValue()))),
            decimal::toString);
      }
    }
  }

  private static int digits(String text) {
    return new BigDecimal(text).stripTrailingZeros().precision();
  }

  @Property
  void integersPrintAsJavaPrintsThem(@ForAll long value) {
    assertEquals(Long.toString(value), new Utf8Builder(1).integer(value).toString());
    assertEquals(Long.toUnsignedString(value), new Utf8Builder(1).unsigned(value).toString());
  }
}
