package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.window.WindowOperation;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks window specifications. As every release does: in this order and with these texts. */
final class WindowFields {
  private static final Set<String> NOT_IMPLEMENTED = Set.of("first", "last");

  private WindowFields() {}

  /**
   * The field of a window.
   *
   * @param alias its name
   * @param spec what the client asked for
   * @param fields columns, expressions and windows known so far; a window may read an earlier one
   * @throws EngineException if the specification is bad
   */
  static Field.Window of(String alias, WindowSpec spec, Map<String, Field> fields) {
    require(!alias.isEmpty(), "Window `name` must not be empty");
    require(!fields.containsKey(alias), "Window `name` collides with an existing column: " + alias);
    Field source = fields.get(spec.source());
    if (source == null) {
      throw new EngineException("Window `source` column not found: " + spec.source());
    }
    Optional<Field.Own> order = spec.orderBy().map(o -> own(o.column(), "order_by", fields));
    List<Field.Own> partitionBy = new ArrayList<>();
    for (String column : spec.partitionBy()) {
      partitionBy.add(own(column, "partition_by", fields));
    }
    boolean known = NOT_IMPLEMENTED.contains(spec.operation());
    Optional<WindowOperation> operation = WindowOperation.bySpelling(spec.operation());
    require(
        known || operation.isPresent(),
        "Window `op` not implemented in this build: " + spec.operation());
    spec.frame().ifPresent(frame -> checkRange(frame, order));
    if (operation.isEmpty()) {
      throw new EngineException("Window op/frame combination not implemented");
    }
    checkFrame(operation.get(), spec);
    require(
        !operation.get().needsNumbers() || source.type().isNumeric(),
        "Window op requires a numeric `source` column: " + spec.source());
    return new Field.Window(
        alias,
        operation.get().result(source.physicalType()),
        operation.get(),
        source,
        partitionBy,
        order,
        spec.orderBy().map(WindowSpec.Order::descending).orElse(false),
        operation.get().takesOffset()
            ? new Frame.Cumulative()
            : spec.frame().orElse(new Frame.Cumulative()),
        operation.get().takesOffset() ? Integer.toUnsignedLong(spec.offset().orElse(1)) : 0,
        operation.get() == WindowOperation.EMA ? spec.alpha().orElse(0) : 0);
  }

  private static Field.Own own(String column, String role, Map<String, Field> fields) {
    if (fields.get(column) instanceof Field.Own own) {
      return own;
    }
    throw new EngineException("Window `" + role + "` must be a `Table` column: " + column);
  }

  private static void checkRange(Frame frame, Optional<Field.Own> order) {
    if (!(frame instanceof Frame.Range range)) {
      return;
    }
    require(range.width() > 0, "Window `range` must be a positive interval");
    require(order.isPresent(), "Window `range` frames require an explicit `order_by`");
    ColumnType type = order.get().type();
    require(
        type != ColumnType.STRING && type != ColumnType.BOOLEAN,
        "Window `range` frames require a numeric or temporal `order_by` column: "
            + order.get().name());
  }

  private static void checkFrame(WindowOperation operation, WindowSpec spec) {
    boolean framed = spec.frame().isPresent();
    boolean sliding = framed && !(spec.frame().get() instanceof Frame.Cumulative);
    switch (operation) {
      case LAG, LEAD, DIFF ->
          require(
              !framed, "Window `frame` is not applicable to `lag`/`lead`/`diff` (use `offset`)");
      case RATE ->
          require(
              framed && spec.frame().get() instanceof Frame.Range,
              "Window `rate` requires a `range` frame");
      case EMA -> {
        require(
            !sliding, "Window `ema` is cumulative; it does not accept a `rows` or `range` frame");
        double alpha = spec.alpha().orElse(Double.NaN);
        require(alpha > 0 && alpha <= 1, "Window `ema` requires `alpha` in (0, 1]");
      }
      case ROW_NUMBER ->
          require(
              !sliding,
              "Window `row_number` is positional; it does not accept a `rows` or `range` frame");
      case SUM, AVG, COUNT, MIN, MAX, STDDEV, VAR -> {}
    }
  }

  private static void require(boolean condition, String refusal) {
    if (!condition) {
      throw new EngineException(refusal);
    }
  }
}
