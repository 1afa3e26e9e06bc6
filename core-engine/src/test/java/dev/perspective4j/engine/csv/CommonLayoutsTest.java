package dev.perspective4j.engine.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.StrictDateTime;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The quick ways to read cells say the same as the whole grammar wherever they say anything. */
class CommonLayoutsTest {

  private final IsoTexts dates = new IsoTexts();

  private static byte[] padded(String text) {
    return ("        " + text).getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> almostNumbers() {
    return Arbitraries.strings().withChars("0123456789.-+x:/ é").ofMaxLength(10);
  }

  @Provide
  Arbitrary<String> almostDates() {
    Arbitrary<String> good =
        Arbitraries.of(
            "2024-02-29",
            "2023-02-28",
            "2023-02-29",
            "1969-12-31",
            "0000-01-01",
            "2024-02-29 23:59:59",
            "2024-04-31T00:00:00",
            "2024-04-30T24:00:00",
            "1900-02-29 12:60:00.000",
            "2100-12-31T12:00:60.999",
            "0001-01-01 00:00:00.123");
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 22);
    Arbitrary<Character> other = Arbitraries.of('0', '1', '9', '-', ':', '.', ' ', 'T', 'Z', 'é');
    return Combinators.combine(good, place, other)
        .as(
            (text, at, with) ->
                at < text.length() ? text.substring(0, at) + with + text.substring(at + 1) : text);
  }

  @Property
  void decimalsAreThoseOfTheWholeGrammar(@ForAll("almostNumbers") String text) {
    byte[] bytes = padded(text);
    double quick = EightBytes.decimal(bytes, 8, bytes.length);
    if (!Double.isNaN(quick)) {
      assertEquals(DecimalNumber.parse(bytes, 8, bytes.length), quick);
    }
  }

  @Property
  void digitsAreDigits(@ForAll("almostNumbers") String text) {
    byte[] bytes = padded(text);
    long expected = text.matches("[0-9]{1,8}") ? Long.parseLong(text) : -1;
    assertEquals(expected, EightBytes.number(bytes, 8, bytes.length));
  }

  @Property
  void datesAreThoseOfTheWholeGrammar(@ForAll("almostDates") String text) {
    byte[] bytes = padded(text);
    long day = dates.day(bytes, 8, bytes.length);
    long strict = StrictDateTime.parseDay(bytes, 8, bytes.length);
    assertEquals(strict, day == StrictDateTime.NO_MATCH ? day : day * 86_400_000L);
  }

  @Property
  void datetimesAreThoseOfTheWholeGrammar(
      @ForAll("almostDates") String text, @ForAll StrictDateTime.Fraction fraction) {
    byte[] bytes = padded(text);
    boolean fractions = fraction != StrictDateTime.Fraction.NONE;
    long quick = dates.dateTime(bytes, 8, bytes.length, fractions);
    if (quick != StrictDateTime.NO_MATCH) {
      assertEquals(StrictDateTime.parse(bytes, 8, bytes.length, fraction), quick);
    }
  }

  @Test
  void usualTextsTakeTheQuickWay() {
    byte[] price = padded("1234.56");
    byte[] time = padded("2024-02-29 12:34:56.789");

    assertEquals(1234.56, EightBytes.decimal(price, 8, price.length));
    assertNotEquals(StrictDateTime.NO_MATCH, dates.dateTime(time, 8, time.length, true));
    assertNotEquals(StrictDateTime.NO_MATCH, dates.dateTime(time, 8, time.length - 4, false));
  }

  @Provide
  Arbitrary<PhysicalType> parsed() {
    return Arbitraries.of(PhysicalType.class)
        .filter(physicalType -> physicalType != PhysicalType.STRING);
  }

  @Property
  void columnsReadCellsAsTheirParsersDoOneByOne(
      @ForAll("almostNumbers") String text, @ForAll("parsed") PhysicalType physicalType) {
    CsvFields fields = new CsvFields(padded(text));
    fields.add(8, fields.text().length);
    Vector atOnce = cell(physicalType);
    Vector alone = cell(physicalType);

    int taken = FieldParser.of(physicalType).parse(fields, 0, 1, 1, atOnce, 0);

    assertEquals(FieldParser.of(physicalType).parseCell(fields, 0, alone, 0), taken == 1);
    if (taken == 1) {
      assertEquals(alone.isNull(0), atOnce.isNull(0));
      assertArrayEquals(alone.longs(), atOnce.longs());
      assertArrayEquals(alone.doubles(), atOnce.doubles());
    }
  }

  private static Vector cell(PhysicalType physicalType) {
    Vector cell = new Vector(physicalType, null, 1);
    cell.size(1);
    cell.setAllValid();
    return cell;
  }
}
