package dev.perspective4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ViewConfigTest {
  private static final ViewConfig FULL =
      new ViewConfig(
          Optional.of(List.of("a", "b")),
          List.of("g"),
          List.of("s"),
          List.of(Filter.of("a", ">", Scalar.of(1.0))),
          FilterOp.OR,
          List.of(new Sort("a", SortDirection.DESC)),
          Map.of("e", "1 + 1"),
          Map.of(
              "w",
              new WindowSpec(
                  "a",
                  "lag",
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  OptionalInt.of(1),
                  OptionalDouble.empty())),
          Map.of("a", Aggregate.of("sum")),
          OptionalInt.of(2),
          GroupRollupMode.FLAT,
          SplitRollupMode.ROLLUP);

  @Test
  void builderOfAConfigurationBuildsItsEqual() {
    assertEquals(FULL, FULL.toBuilder().build());
    assertEquals(ViewConfig.ALL, ViewConfig.ALL.toBuilder().build());
  }

  @Test
  void mapGivenToABuilderReplacesTheEntries() {
    ViewConfig changed =
        FULL.toBuilder()
            .aggregates(Map.of("b", Aggregate.of("avg")))
            .expressions(Map.of())
            .allLevels()
            .build();

    assertEquals(Map.of("b", Aggregate.of("avg")), changed.aggregates());
    assertEquals(Map.of(), changed.expressions());
    assertEquals(OptionalInt.empty(), changed.groupByDepth());
    assertEquals(FULL.windows(), changed.windows());
  }
}
