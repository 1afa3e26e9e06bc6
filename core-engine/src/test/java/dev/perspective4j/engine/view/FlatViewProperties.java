package dev.perspective4j.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Scalars;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** A live flat view always shows what one computed from scratch would show. */
class FlatViewProperties {
  private static final List<SortDirection> DIRECTIONS =
      List.of(
          SortDirection.ASC,
          SortDirection.DESC,
          SortDirection.ASC_ABS,
          SortDirection.DESC_ABS,
          SortDirection.NONE);
  private static final List<String> NUMBER_OPERATORS =
      List.of("==", "!=", "<", "<=", ">", ">=", "in", "not in", "is null", "is not null");
  private static final List<String> TEXT_OPERATORS =
      List.of(
          "==",
          "!=",
          "<",
          ">=",
          "in",
          "not in",
          "is null",
          "contains",
          "not contains",
          "begins with",
          "ends with");
  private static final List<String> TEXTS =
      List.of("", "a", "A", "ab", "Abc", "abcdefgh", "abcdefghi", "abcdefghj", "é", "\uffff", "😀");

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aLiveViewEqualsAFreshOne(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 3000) int size) {
    Random random = new Random(seed);
    try (TableUnderTest table = randomTable(random)) {
      table.update(randomRows(random, random.nextBoolean() ? size : size / 20));
      ViewRegistry registry = registry(table);
      List<ViewConfig> configs = new ArrayList<>();
      List<View> views = new ArrayList<>();
      for (int v = 0; v < 4; v++) {
        configs.add(randomConfig(random));
        views.add(registry.open(configs.get(v)));
      }
      for (int step = 0; step < 6; step++) {
        for (int v = 0; v < 4; v++) {
          if (random.nextInt(3) > 0) {
            assertShowsTheSame(table, configs.get(v), views.get(v), random);
          }
        }
        randomStep(random, table, FlatViewProperties::randomRows);
      }
      for (int v = 0; v < 4; v++) {
        assertShowsTheSame(table, configs.get(v), views.get(v), random);
      }
      views.forEach(View::close);
      assertEquals(0, registry.filterCount());
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aRowDeltaHoldsTheWrittenRowsThatShowInViewOrder(@ForAll long seed) {
    Random random = new Random(seed);
    try (TableUnderTest table = new TableUnderTest(Optional.of("k"), OptionalLong.empty())) {
      table.update(randomRows(random, 50));
      ViewConfig config = randomConfig(random);
      View view = registry(table).open(config);
      view.recordRowDeltas(true);
      List<@Nullable Object[]> written = randomRows(random, 20);
      table.update(written);
      List<@Nullable Object> expected = new ArrayList<>();
      for (int slot : NaiveFlatView.slots(table, config)) {
        Object key = table.cell(slot, table.position("k"));
        if (written.stream().anyMatch(row -> Objects.equals(row[0], key))) {
          expected.add(key);
        }
      }
      assertEquals(expected, cells(view.rowDelta().keys().orElseThrow()), config.toString());
    }
  }

  static TableUnderTest randomTable(Random random) {
    Optional<String> index =
        switch (random.nextInt(6)) {
          case 0, 1 -> Optional.of("k");
          case 2 -> Optional.of("f");
          case 3 -> Optional.of("s");
          default -> Optional.empty();
        };
    OptionalLong limit =
        index.isEmpty() && random.nextBoolean()
            ? OptionalLong.of(1 + random.nextInt(200))
            : OptionalLong.empty();
    return new TableUnderTest(index, limit);
  }

  private static void assertShowsTheSame(
      TableUnderTest table, ViewConfig config, View view, Random random) {
    List<Integer> slots = NaiveFlatView.slots(table, config);
    assertEquals(slots.size(), view.dimensions().viewRows(), config.toString());
    int from = random.nextBoolean() ? 0 : random.nextInt(slots.size() + 1);
    int to = Math.min(slots.size(), from + 1 + random.nextInt(random.nextBoolean() ? 20 : 500));
    Slice slice = view.slice(Viewport.rows(from, to));
    int width = TableUnderTest.TYPES.size();
    assertEquals(to - from, slice.rowCount());
    for (int c = 0; c < width; c++) {
      List<@Nullable Object> expected = new ArrayList<>();
      for (int slot : slots.subList(from, to)) {
        expected.add(table.cell(slot, c));
      }
      assertEquals(expected, cells(slice.columns().get(c).cells()), config.toString());
    }
    for (String column : TableUnderTest.TYPES.keySet()) {
      MinMax actual = view.minMax(column);
      assertEquals(
          extremes(table, slots, column),
          new MinMax(zeroless(actual.min()), zeroless(actual.max())),
          column);
    }
  }

  private static MinMax extremes(TableUnderTest table, List<Integer> slots, String name) {
    int column = table.position(name);
    Integer min = null;
    Integer max = null;
    for (int slot : slots) {
      Object cell = table.cell(slot, column);
      if (cell == null || cell instanceof Double number && Double.isNaN(number)) {
        continue;
      }
      if (min == null || NaiveFlatView.compare(cell, table.cell(min, column)) < 0) {
        min = slot;
      }
      if (max == null || NaiveFlatView.compare(cell, table.cell(max, column)) > 0) {
        max = slot;
      }
    }
    return new MinMax(
        min == null ? Scalar.NULL : zeroless(Scalars.of(table.rows().column(column), min)),
        max == null ? Scalar.NULL : zeroless(Scalars.of(table.rows().column(column), max)));
  }

  private static Scalar zeroless(Scalar scalar) {
    return scalar instanceof Scalar.Num number ? Scalar.of(number.value() + 0.0) : scalar;
  }

  static List<@Nullable Object> cells(Vector vector) {
    List<@Nullable Object> result = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      if (vector.isNull(i)) {
        result.add(null);
      } else {
        result.add(
            switch (vector.physicalType().lane()) {
              case LONG -> (Object) vector.longs()[i];
              case DOUBLE -> (Object) vector.doubles()[i];
              case CODE -> vector.dictionary().string(vector.codes()[i]);
            });
      }
    }
    return result;
  }

  static ViewRegistry registry(TableUnderTest table) {
    ExpressionLanguage none =
        new ExpressionLanguage() {
          @Override
          public Map<String, PhysicalType> results(Rows of, Map<String, String> expressions) {
            throw new UnsupportedOperationException();
          }

          @Override
          public int derive(Rows of, String text) {
            throw new UnsupportedOperationException();
          }
        };
    return new ViewRegistry(
        table.rows(),
        none,
        (of, plan, filter, binding, dialect, release) -> {
          throw new UnsupportedOperationException();
        });
  }

  static void randomStep(
      Random random,
      TableUnderTest table,
      BiFunction<Random, Integer, List<@Nullable Object[]>> maker) {
    int kind = random.nextInt(14);
    if (kind == 0) {
      table.replace(maker.apply(random, random.nextInt(60)));
    } else if (kind < 6 && table.isIndexed()) {
      int key = table.rows().indexColumn();
      List<Integer> live = table.naturalOrder();
      List<@Nullable Object> keys = new ArrayList<>();
      for (int i = random.nextInt(random.nextBoolean() ? 5 : 300); i > 0 && !live.isEmpty(); i--) {
        keys.add(table.cell(live.get(random.nextInt(live.size())), key));
      }
      table.remove(keys);
    } else {
      table.update(maker.apply(random, random.nextInt(random.nextBoolean() ? 10 : 300)));
    }
  }

  static List<@Nullable Object[]> randomRows(Random random, int count) {
    List<@Nullable Object[]> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(
          new @Nullable Object[] {
            orNull(random, (long) random.nextInt(2000)),
            orNull(random, random.nextInt(10) == 0 ? Long.MIN_VALUE : (long) random.nextInt(7) - 3),
            orNull(random, number(random)),
            orNull(random, TEXTS.get(random.nextInt(TEXTS.size()))),
            orNull(random, (long) random.nextInt(2)),
            orNull(random, (long) random.nextInt(5) - 2),
            orNull(random, random.nextLong(3) * 1000 - 1000)
          });
    }
    return result;
  }

  private static @Nullable Object orNull(Random random, Object value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private static Double number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> 0.0;
      case 4 -> Double.POSITIVE_INFINITY;
      default -> random.nextInt(9) / 2.0 - 2;
    };
  }

  private static ViewConfig randomConfig(Random random) {
    List<Filter> filters = new ArrayList<>();
    for (int f = random.nextInt(3); f > 0; f--) {
      filters.add(randomFilter(random));
    }
    List<Sort> sorts = new ArrayList<>();
    for (int s = random.nextInt(4); s > 0; s--) {
      sorts.add(
          new Sort(
              List.of("k", "i", "f", "s", "b", "d", "t").get(random.nextInt(7)),
              DIRECTIONS.get(random.nextInt(DIRECTIONS.size()))));
    }
    return ViewConfig.builder()
        .filter(filters)
        .filterOp(random.nextBoolean() ? FilterOp.AND : FilterOp.OR)
        .sort(sorts)
        .build();
  }

  private static Filter randomFilter(Random random) {
    boolean none = random.nextInt(10) == 0;
    return switch (random.nextInt(5)) {
      case 0 -> {
        Scalar operand = none ? Scalar.NULL : Scalar.of(random.nextInt(7) - 3);
        yield new Filter("i", pick(random, NUMBER_OPERATORS), List.of(operand, Scalar.of(2)));
      }
      case 1 -> {
        Scalar operand = none ? Scalar.NULL : Scalar.of(number(random));
        yield new Filter("f", pick(random, NUMBER_OPERATORS), List.of(operand, Scalar.of(1)));
      }
      case 2 -> new Filter("b", pick(random, NUMBER_OPERATORS), List.of(Scalar.of(true)));
      case 3 -> new Filter("k", pick(random, NUMBER_OPERATORS), List.of(Scalar.of(250)));
      default -> {
        Scalar operand = none ? Scalar.NULL : Scalar.of(pick(random, TEXTS));
        yield new Filter("s", pick(random, TEXT_OPERATORS), List.of(operand, Scalar.of("a")));
      }
    };
  }

  private static String pick(Random random, List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
