package dev.perspective4j.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeGrammarTest {

  private static final long NO_MATCH = StrictDateTime.NO_MATCH;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-02                       | 1577923200000",
        "2020-01-02T03                    | 1577934000000",
        "2020-01-02 03:04                 | 1577934240000",
        "2020-01-02T03:04:05              | 1577934245000",
        "2020-01-02T03:04:05Z             | 1577934245000",
        "2020-01-02T03:04:05.1            | 1577934245100",
        "2020-01-02T03:04:05.12           | 1577934245120",
        "2020-01-02T03:04:05.123          | 1577934245123",
        "2020-01-02T03:04:05.123456       | 1577934245123",
        "2020-01-02T03:04:05.123456789Z   | 1577934245123",
        "2020-01-02T03:04:05.999999999    | 1577934245999",
        "2020-01-02T03:04:05+05:00        | 1577916245000",
        "2020-01-02T03:04:05+0500         | 1577916245000",
        "2020-01-02T03:04:05+05           | 1577916245000",
        "2020-01-02T03:04:05.123+05:00    | 1577916245123",
        "2020-01-01T19:00-05              | 1577923200000",
        "1/2/2020, 3:04:05 PM             | 1577977445000",
        "01/02/2020, 12:00:00 AM          | 1577923200000",
        "01/02/2020, 12:00:00 pm          | 1577966400000",
        "31 12 2020                       | 1609372800000",
        "1-2-2020                         | 1577923200000",
        "1/2/2020                         | 1577923200000",
        "0000-01-01                       | -62167219200000",
        "9999-12-31                       | 253402214400000",
        "+012020-01-02T03:04:05.006Z      | 317147454245006",
        "-000020-01-01T00:00:00.000Z      | -62798371200000",
      })
  void strictGrammarReads(String text, long millis) {
    assertEquals(millis, StrictDateTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2020",
        "2020-01",
        "2020-13-01",
        "2020-02-30",
        "2020-01-02 ",
        " 2020-01-02",
        "2020-01-02t03:04:05",
        "2020-01-02T03:04:05z",
        "2020-01-02T24:00:00",
        "2020-01-02T23:59:60",
        "2020-01-02T03:04:05.1234",
        "2020-01-02T03:04:05.123456+13:00",
        "2020-01-02X03:04:05",
        "2020-01-02T03:04:05 UTC",
        "12 31 2020",
        "31122020",
        "02/31/2020",
        "0/1/2020",
        "1/2/2020, 15:00:00 AM",
        "Jan 2, 2020",
        "03:04:05",
      })
  void strictGrammarRefuses(String text) {
    assertEquals(NO_MATCH, StrictDateTime.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-02                    | 1577923200000",
        "2020-1-2                      | 1577923200000",
        "2020/01/02                    | 1577923200000",
        "01/02/2020                    | 1577923200000",
        "1/2/2020                      | 1577923200000",
        "01-02-2020                    | 1577923200000",
        "2020 01 02                    | 1577923200000",
        "20200102                      | 1577923200000",
        "2020-01-02T03                 | 1577934000000",
        "2020-01-02 03:04              | 1577934240000",
        "2020-01-02T03:04:05Z          | 1577934245000",
        "2020-01-02T03:04:05.123       | 1577934245123",
        "2020-01-02T03:04:05.123456    | 1577934245123",
        "2020-01-02T03:04:05.1234      | 1577934245000",
        "2020-01-02T03:04:05.12Z       | 1577934245012",
        "2020-01-02T23:59:60           | 1578009600000",
        "01/02/2020 03:04:05           | 1577934245000",
        "2020/01/02T03:04:05           | 1577934245000",
        "20-01-02                      | -61535980800000",
      })
  void lenientGrammarReads(String text, long millis) {
    assertEquals(millis, LenientDateTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-02 ",
        "2020-13-01",
        "5/6",
        "2020-01",
        "2020",
        "1577934245123",
        "13/02/2020",
        "2020-01-02T",
        "2020-01-02T03:04:05+05:00",
        "1/2/2020, 3:04:05 PM",
        "2020-02-30",
        "31 12 2020",
        "2020-01-02T03:04:05.",
        "12/12",
        "",
        "  ",
        "x"
      })
  void lenientGrammarRefuses(String text) {
    assertEquals(NO_MATCH, LenientDateTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-02",
        "2024/01/02",
        "1/2/2024",
        "01-02-2024",
        "2024-01-02 12:34:56",
        "2024-01-02T12:34:56.5Z",
        "2024 01 02",
        "20240102"
      })
  void dateOperandsIgnoreTheTime(String text) {
    assertEquals(1704153600000L, OperandDateTime.parseDate(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2024-01-02T12:34+05:00", "2024-01", "Jan 2 2024", "2024-13-01", "2024-01-32"})
  void dateOperandsRefuse(String text) {
    assertEquals(NO_MATCH, OperandDateTime.parseDate(text));
  }

  @ParameterizedTest
  @CsvSource({"2024-02-31, 2024-03-01", "2024-02-30, 2024-03-01", "2023-04-31, 2023-05-01"})
  void dateOperandPastTheEndOfItsMonthLiesBetweenTwoDays(String text, String next) {
    assertEquals(
        LocalDate.parse(next).toEpochDay() * 86_400_000L - 1, OperandDateTime.parseDate(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-02T05:00:00+05:00",
        "2024-01-01T19:00:00-05",
        "2024-01-02",
        "2024-01-02T00:00:00.0000001Z",
        "01/02/2024, 12:00:00 AM",
        "1/2/2024 00:00"
      })
  void dateTimeOperandsReadIsoAndLocaleText(String text) {
    assertEquals(1704153600000L, OperandDateTime.parseDateTime(text));
  }

  @Property
  void printedDatesReadBack(@ForAll @LongRange(min = -719528, max = 2932896) long day) {
    String text = DateText.date(day);

    assertEquals(LocalDate.ofEpochDay(day).toString(), text);
    assertEquals(day * 86_400_000L, StrictDateTime.parse(text));
    assertEquals(day * 86_400_000L, LenientDateTime.parse(text));
  }

  @Property
  void printedDateTimesReadBack(
      @ForAll @LongRange(min = -62167219200000L, max = 253402300799999L) long millis) {
    assertEquals(millis, StrictDateTime.parse(DateText.dateTime(millis)));
    assertEquals(millis, StrictDateTime.parse(DateText.iso(millis)));
    assertEquals(millis, LenientDateTime.parse(DateText.dateTime(millis)));
  }

  @Property
  void anyTextIsReadWithoutFailing(@ForAll String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

    StrictDateTime.parse(utf8, 0, utf8.length, StrictDateTime.Fraction.ANY);
    LenientDateTime.parse(text);
    OperandDateTime.parseDate(text);
    OperandDateTime.parseDateTime(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-719162, 0001-01-01",
    "-719529, -0001-12-31",
    "2932897, 10000-01-01",
    "-682944, 0100-03-01"
  })
  void yearsOutsideFourDigitsPrint(long day, String text) {
    assertEquals(text, DateText.date(day));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01 00:00:00.000",
    "-1, 1969-12-31 23:59:59.999",
    "1580947205123, 2020-02-06 00:00:05.123",
    "253402300800000, 10000-01-01 00:00:00.000",
    "-9223372036854775808, -292275055-05-16 16:47:04.192",
    "9223372036854775807, 292278994-08-17 07:12:55.807"
  })
  void dateTimesPrint(long millis, String text) {
    assertEquals(text, DateText.dateTime(millis));
  }
}
