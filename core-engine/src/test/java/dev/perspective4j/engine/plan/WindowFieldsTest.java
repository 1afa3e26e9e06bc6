package dev.perspective4j.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WindowFieldsTest {
  private static final Map<String, Field> FIELDS = fields();

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("p", new Field.Own("p", PhysicalType.FLOAT64, 0));
    fields.put("s", new Field.Own("s", PhysicalType.STRING, 1));
    fields.put("t", new Field.Own("t", PhysicalType.INT32, 2));
    fields.put("e", new Field.Expression("e", PhysicalType.FLOAT64, "\"p\""));
    return fields;
  }

  private static WindowSpec spec(String source, String operation) {
    return new WindowSpec(
        source,
        operation,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static WindowSpec framed(String operation, Frame frame, String... order) {
    return new WindowSpec(
        "p",
        operation,
        List.of(),
        List.of(order).stream().map(o -> new WindowSpec.Order(o, false)).findFirst(),
        Optional.of(frame),
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static WindowSpec partitioned(String column) {
    return new WindowSpec(
        "p",
        "sum",
        List.of(column),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static WindowSpec smoothed(double alpha) {
    return new WindowSpec(
        "p",
        "ema",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.of(alpha));
  }

  private static String refusal(String alias, WindowSpec spec) {
    return assertThrows(EngineException.class, () -> WindowFields.of(alias, spec, FIELDS))
        .getMessage();
  }

  @Test
  void namesAreRefusedWithTheTextsClientsKnow() {
    assertEquals("Window `name` must not be empty", refusal("", spec("zz", "sum")));
    assertEquals(
        "Window `name` collides with an existing column: p", refusal("p", spec("zz", "sum")));
    assertEquals("Window `source` column not found: zz", refusal("w", spec("zz", "sum")));
    assertEquals(
        "Window `partition_by` must be a `Table` column: e", refusal("w", partitioned("e")));
    assertEquals(
        "Window `order_by` must be a `Table` column: e",
        refusal("w", framed("nope", new Frame.Rows(1), "e")));
    assertEquals(
        "Window `op` not implemented in this build: mean", refusal("w", spec("p", "mean")));
    assertEquals("Window op/frame combination not implemented", refusal("w", spec("p", "first")));
    assertEquals("Window op requires a numeric `source` column: s", refusal("w", spec("s", "sum")));
  }

  @Test
  void framesAreRefusedWithTheTextsClientsKnow() {
    assertEquals(
        "Window `range` must be a positive interval",
        refusal("w", framed("sum", new Frame.Range(Double.NaN))));
    assertEquals(
        "Window `range` frames require an explicit `order_by`",
        refusal("w", framed("sum", new Frame.Range(1))));
    assertEquals(
        "Window `range` frames require a numeric or temporal `order_by` column: s",
        refusal("w", framed("sum", new Frame.Range(1), "s")));
    assertEquals(
        "Window `frame` is not applicable to `lag`/`lead`/`diff` (use `offset`)",
        refusal("w", framed("lag", new Frame.Cumulative())));
    assertEquals("Window `rate` requires a `range` frame", refusal("w", spec("p", "rate")));
    assertEquals(
        "Window `ema` is cumulative; it does not accept a `rows` or `range` frame",
        refusal("w", framed("ema", new Frame.Rows(1))));
    assertEquals("Window `ema` requires `alpha` in (0, 1]", refusal("w", spec("p", "ema")));
    assertEquals("Window `ema` requires `alpha` in (0, 1]", refusal("w", smoothed(1.5)));
    assertEquals(
        "Window `row_number` is positional; it does not accept a `rows` or `range` frame",
        refusal("w", framed("row_number", new Frame.Rows(1))));
  }

  @Test
  void theResultHasTheTypeOfTheOperation() {
    assertEquals(
        PhysicalType.FLOAT64, WindowFields.of("w", spec("t", "sum"), FIELDS).physicalType());
    assertEquals(
        PhysicalType.INT64, WindowFields.of("w", spec("s", "count"), FIELDS).physicalType());
    assertEquals(PhysicalType.INT32, WindowFields.of("w", spec("t", "lag"), FIELDS).physicalType());
    assertEquals(
        PhysicalType.STRING, WindowFields.of("w", spec("s", "max"), FIELDS).physicalType());
    assertEquals(
        PhysicalType.INT64, WindowFields.of("w", spec("s", "row_number"), FIELDS).physicalType());
  }
}
