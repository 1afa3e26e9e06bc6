package dev.perspective4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.model.Features.WindowOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The menus of the built-in engine, entry by entry as viewers know them. */
class FeaturesTest {

  private static final Map<ColumnType, String> AGGREGATES =
      Map.of(
          ColumnType.STRING,
          "count, any, distinct count, distinct leaf, dominant, first, join, last, last by index,"
              + " median, q1, q3, unique, min by[FLOAT], max by[FLOAT]",
          ColumnType.DATE,
          "count, any, avg, distinct count, distinct leaf, dominant, first, high, low, min, max,"
              + " last by index, last, median, q1, q3, unique",
          ColumnType.DATETIME,
          "count, any, avg, distinct count, distinct leaf, dominant, first, high, low, min, max,"
              + " last by index, last, median, q1, q3, unique",
          ColumnType.INTEGER,
          numbers(),
          ColumnType.FLOAT,
          numbers(),
          ColumnType.BOOLEAN,
          "count, and, any, distinct count, distinct leaf, dominant, first, last, last by index,"
              + " or, unique");

  @Test
  void aggregatesAreThoseOfTheReferenceInItsOrder() {
    for (ColumnType type : ColumnType.values()) {
      assertEquals(
          Arrays.asList(AGGREGATES.get(type).split(", ")),
          Features.STANDARD.aggregates().get(type).stream()
              .map(
                  option ->
                      option.name() + (option.arguments().isEmpty() ? "" : option.arguments()))
              .toList());
    }
  }

  @Test
  void filtersAreThoseOfTheReferenceInItsOrder() {
    assertEquals(
        List.of(
            "==",
            "!=",
            ">",
            ">=",
            "<",
            "<=",
            "begins with",
            "not begins with",
            "contains",
            "not contains",
            "ends with",
            "not ends with",
            "matches",
            "not matches",
            "in",
            "not in",
            "is not null",
            "is null"),
        Features.STANDARD.filters().get(ColumnType.STRING));
    for (ColumnType type : ColumnType.values()) {
      if (type != ColumnType.STRING) {
        assertEquals(
            List.of("==", "!=", ">", ">=", "<", "<=", "is not null", "is null"),
            Features.STANDARD.filters().get(type));
      }
    }
  }

  @Test
  void windowsAreThoseOfTheReferenceInItsOrder() {
    List<String> numbers =
        List.of(
            "sum RRC FLOAT",
            "avg RRC FLOAT",
            "count RRC INTEGER",
            "min RRC same",
            "max RRC same",
            "stddev RRC FLOAT",
            "var RRC FLOAT",
            "lag offset same",
            "lead offset same",
            "diff offset FLOAT",
            "rate [range] FLOAT",
            "ema alpha FLOAT",
            "row_number INTEGER");
    List<String> others =
        List.of(
            "count RRC INTEGER",
            "min RRC same",
            "max RRC same",
            "lag offset same",
            "lead offset same",
            "row_number INTEGER");
    for (ColumnType type : ColumnType.values()) {
      assertEquals(
          type.isNumeric() ? numbers : others,
          Features.STANDARD.windows().get(type).stream().map(FeaturesTest::summary).toList());
    }
  }

  @Test
  void everythingIsOfferedButDisorder() {
    Features all = Features.STANDARD;

    assertTrue(all.groupBy() && all.splitBy() && all.expressions());
    assertTrue(all.onUpdate() && all.sort() && all.viewDerivations());
    assertEquals(false, all.unordered());
    assertEquals(
        List.of(GroupRollupMode.ROLLUP, GroupRollupMode.FLAT, GroupRollupMode.TOTAL),
        all.groupRollupModes());
    assertEquals(List.of(SplitRollupMode.FLAT, SplitRollupMode.ROLLUP), all.splitRollupModes());
  }

  private static String summary(WindowOption option) {
    List<String> rrc = List.of("rows", "range", "cumulative");
    return option.name()
        + (option.frames().equals(rrc)
            ? " RRC"
            : option.frames().isEmpty() ? "" : " " + option.frames())
        + (option.offset() ? " offset" : "")
        + (option.alpha() ? " alpha" : "")
        + " "
        + option.resultType().map(ColumnType::name).orElse("same");
  }

  private static String numbers() {
    return "sum, abs sum, any, avg, count, distinct count, distinct leaf, dominant, first, gmv,"
        + " high, low, max, min, high minus low, last by index, last minus first, last, mean,"
        + " median, mul, q1, q3, pct sum parent, pct sum total, stddev, sum abs, sum not null,"
        + " sum or zero, unique, var, weighted mean[FLOAT], min by[FLOAT], max by[FLOAT]";
  }
}
