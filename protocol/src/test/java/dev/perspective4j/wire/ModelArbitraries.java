package dev.perspective4j.wire;

import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionError;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any value of the model, with names from all of Unicode. */
final class ModelArbitraries {

  private ModelArbitraries() {}

  /** Well-formed text: no lone surrogates. */
  static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("ab|\"\\ \n\0\u007f\u0080\u07ff\u0800\uffff")
        .withCharRange('\u00e0', '\u04ff')
        .ofMaxLength(8)
        .map(text -> text.length() > 5 ? text + "\ud83d\ude00" : text);
  }

  static Arbitrary<Long> unsigned() {
    return Arbitraries.longs().between(0, 0xFFFF_FFFFL);
  }

  static Arbitrary<ColumnType> types() {
    return Arbitraries.of(ColumnType.class);
  }

  static Arbitrary<Scalar> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.just(Scalar.NULL),
        Arbitraries.of(true, false).map(Scalar::of),
        doubles().map(Scalar::of),
        names().map(Scalar::of),
        Arbitraries.just(new Scalar.Unset()));
  }

  static Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.longs().map(Double::longBitsToDouble),
        Arbitraries.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  static Arbitrary<Schema> schemas() {
    return Arbitraries.maps(names(), types()).ofMaxSize(8).map(Schema::of);
  }

  static Arbitrary<Map<String, ColumnType>> typeMaps() {
    return Arbitraries.maps(names(), types()).ofMaxSize(8);
  }

  static Arbitrary<Map<String, ExpressionError>> errorMaps() {
    return Arbitraries.maps(
            names(),
            Combinators.combine(
                    names(), Arbitraries.integers().between(0, 99), Arbitraries.integers())
                .as(ExpressionError::new))
        .ofMaxSize(4);
  }

  static Arbitrary<Viewport> viewports() {
    Arbitrary<OptionalLong> bound = optionalLong(unsigned());
    return Combinators.combine(bound, bound, bound, bound).as(Viewport::new);
  }

  static Arbitrary<TableOptions> options() {
    Arbitrary<TableOptions> kind =
        Arbitraries.oneOf(
            Arbitraries.just(TableOptions.DEFAULT),
            names().map(TableOptions::indexedBy),
            unsigned().map(TableOptions::limitedTo));
    return Combinators.combine(kind, Arbitraries.of(true, false), Arbitraries.of(ListFlatten.class))
        .as((options, disk, mode) -> options.withPageToDisk(disk).withListFlatten(mode));
  }

  static Arbitrary<WindowSpec> windows() {
    Arbitrary<Frame> frame =
        Arbitraries.oneOf(
            Arbitraries.integers().map(Frame.Rows::new),
            doubles().map(Frame.Range::new),
            Arbitraries.create(Frame.Cumulative::new));
    return Combinators.combine(
            names(),
            names(),
            names().list().ofMaxSize(3),
            Combinators.combine(names(), Arbitraries.of(true, false))
                .as(WindowSpec.Order::new)
                .optional(),
            frame.optional(),
            optionalInt(),
            doubles()
                .optional()
                .map(
                    alpha ->
                        alpha.isPresent()
                            ? OptionalDouble.of(alpha.get())
                            : OptionalDouble.empty()))
        .as(WindowSpec::new);
  }

  static Arbitrary<ViewConfig> configs() {
    Arbitrary<List<String>> columns = names().list().ofMaxSize(4);
    Arbitrary<Filter> filter =
        Combinators.combine(names(), names(), scalars().list().ofMaxSize(4)).as(Filter::new);
    Arbitrary<Sort> sort =
        Combinators.combine(names(), Arbitraries.of(SortDirection.class)).as(Sort::new);
    Arbitrary<ViewConfig.Builder> rows =
        Combinators.combine(
                columns,
                columns,
                columns.optional(),
                filter.list().ofMaxSize(3),
                sort.list().ofMaxSize(3),
                Arbitraries.of(FilterOp.class))
            .as(
                (groups, splits, visible, filters, sorts, op) -> {
                  ViewConfig.Builder builder =
                      ViewConfig.builder()
                          .groupBy(groups)
                          .splitBy(splits)
                          .filter(filters)
                          .sort(sorts)
                          .filterOp(op);
                  visible.ifPresent(builder::columns);
                  return builder;
                });
    return Combinators.combine(
            rows,
            Arbitraries.maps(names(), names()).ofMaxSize(3),
            Arbitraries.maps(names(), windows()).ofMaxSize(3),
            Arbitraries.maps(names(), aggregates()).ofMaxSize(3),
            optionalInt(),
            Arbitraries.of(GroupRollupMode.class),
            Arbitraries.of(SplitRollupMode.class))
        .as(
            (builder, expressions, windows, aggregates, depth, group, split) -> {
              expressions.forEach(builder::expression);
              windows.forEach(builder::window);
              aggregates.forEach(builder::aggregate);
              depth.ifPresent(builder::groupByDepth);
              return builder.groupRollupMode(group).splitRollupMode(split).build();
            });
  }

  private static Arbitrary<Aggregate> aggregates() {
    return Combinators.combine(names(), names().list().ofMaxSize(2)).as(Aggregate::new);
  }

  private static Arbitrary<OptionalInt> optionalInt() {
    return Arbitraries.integers()
        .optional()
        .map(value -> value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty());
  }

  static Arbitrary<OptionalLong> optionalLong(Arbitrary<Long> values) {
    return values
        .optional()
        .map(value -> value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty());
  }

  static Arbitrary<Optional<String>> optionalName() {
    return names().optional();
  }
}
