package dev.perspective4j.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final Map<String, Field> FIELDS = fields();

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("i", new Field.Own("i", PhysicalType.INT32, 0));
    fields.put("f", new Field.Own("f", PhysicalType.FLOAT64, 1));
    fields.put("s", new Field.Own("s", PhysicalType.STRING, 2));
    fields.put("b", new Field.Own("b", PhysicalType.BOOL, 3));
    fields.put("d", new Field.Own("d", PhysicalType.DATE, 4));
    fields.put("e", new Field.Expression("e", PhysicalType.FLOAT64, "\"i\" + 1"));
    return fields;
  }

  private static ViewPlan plan(ViewConfig.Builder config) {
    return Planner.plan(config.build(), FIELDS, false);
  }

  private static String refusal(ViewConfig.Builder config) {
    return assertThrows(EngineException.class, () -> plan(config)).getMessage();
  }

  private static Filter filter(String column, String operator, Scalar... operands) {
    return Filter.of(column, operator, operands);
  }

  @Test
  void theDefaultViewShowsEveryColumnThenExpressions() {
    ViewPlan plan = plan(ViewConfig.builder());
    assertEquals(Slice.Kind.FLAT, plan.kind());
    assertEquals(List.of("i", "f", "s", "b", "d", "e"), plan.config().columns().orElseThrow());
    assertEquals(Map.of(), plan.config().aggregates());
  }

  @Test
  void checksFailInTheOrderClientsKnow() {
    ViewConfig.Builder config =
        ViewConfig.builder()
            .filter(filter("nf", "=="), filter("i", "~~", Scalar.of(1)))
            .columns("nc")
            .aggregate("na", "sum")
            .groupBy("ng")
            .splitBy("ns")
            .sort(new Sort("no", SortDirection.ASC));
    assertEquals("Invalid column 'nc' found in View columns.\n", refusal(config));
    assertEquals("Invalid column 'na' found in View aggregates.\n", refusal(config.columns("i")));
    config.aggregate("na", "sum");
    ViewConfig.Builder known =
        ViewConfig.builder()
            .filter(filter("nf", "=="), filter("i", "~~", Scalar.of(1)))
            .groupBy("ng")
            .splitBy("ns")
            .sort(new Sort("no", SortDirection.ASC));
    assertEquals("Invalid column 'ng' found in View group_by.\n", refusal(known));
    assertEquals("Invalid column 'ns' found in View split_by.\n", refusal(known.groupBy("s")));
    assertEquals("Invalid column 'nf' found in View filters.\n", refusal(known.splitBy("b")));
    known.filter(filter("i", "~~", Scalar.of(1)));
    assertEquals("Invalid column 'no' found in View sorts.\n", refusal(known));
    assertEquals("Unknown filter operator string: `~~`\n", refusal(known.sort()));
  }

  @Test
  void operandsAreCheckedBeforeColumns() {
    assertEquals(
        "Filter column not in schema: q",
        refusal(ViewConfig.builder().columns("nope").filter(filter("q", "==", Scalar.of("a")))));
    assertEquals(
        "Could not get dtype for column `q` as it does not exist in the schema.\n",
        refusal(ViewConfig.builder().columns("nope").filter(filter("q", "==", Scalar.of(1)))));
  }

  @ParameterizedTest
  @CsvSource({
    "i, abc, stoi: no conversion",
    "i, 99999999999, stoi: out of range",
    "f, x, stod: no conversion",
    "f, 1e999, stod: out of range",
    "d, soon, Invalid date format",
    "d, 2024-13-01, Invalid date format",
  })
  void anOperandThatCannotBeReadIsRefused(String column, String operand, String text) {
    assertEquals(
        text, refusal(ViewConfig.builder().filter(filter(column, "==", Scalar.of(operand)))));
  }

  @Test
  void aNumberForATextColumnIsRefused() {
    assertEquals(
        "Unsupported double type: 19",
        refusal(ViewConfig.builder().filter(filter("s", "==", Scalar.of(5)))));
  }

  @Test
  void theOperandOfIsNullIsIgnored() {
    ViewPlan plan = plan(ViewConfig.builder().filter(filter("i", "is null", Scalar.of("junk"))));
    assertEquals(1, plan.filters().size());
  }

  @Test
  void aggregatesAreRefusedWithTheTextsClientsKnow() {
    assertEquals(
        "Invalid aggregate 'Sum' for column 'i' found in View aggregates.\n",
        refusal(ViewConfig.builder().aggregate("i", "Sum")));
    assertEquals(
        "Unimplemented aggregate 'identity' for column 'i' found in View aggregates.\n",
        refusal(ViewConfig.builder().aggregate("i", "identity")));
    assertEquals(
        "Missing aggregate for column 'i' found in View aggregates.\n",
        refusal(ViewConfig.builder().aggregate("i", "")));
    assertEquals(
        "Aggregate 'max_by' for column 'i' requires a column argument.\n",
        refusal(ViewConfig.builder().aggregate("i", "max_by")));
    assertEquals(
        "Invalid column 'f,s' found in the 'weighted mean' aggregate for column 'i'.\n",
        refusal(ViewConfig.builder().aggregate("i", Aggregate.of("weighted mean", "f,s"))));
  }

  @Test
  void aTextColumnHasNoSumWhereItIsAggregated() {
    plan(ViewConfig.builder().aggregate("s", "sum"));
    assertEquals(
        "Unexpected coltype",
        refusal(ViewConfig.builder().columns("s").groupBy("b").aggregate("s", "sum")));
    assertEquals(
        "Unexpected dtype",
        refusal(ViewConfig.builder().columns("d").groupBy("b").aggregate("d", "avg")));
  }

  @Test
  void aColumnGroupedByTwiceIsRefusedOnlyIfAsked() {
    ViewConfig config = ViewConfig.builder().groupBy("s", "s").build();
    Planner.plan(config, FIELDS, false);
    assertEquals(
        "Duplicate column 's' found in View group_by.\n",
        assertThrows(EngineException.class, () -> Planner.plan(config, FIELDS, true)).getMessage());
  }

  @Test
  void combinatorsAreNoOperators() {
    assertEquals(
        "Invalid filter op",
        refusal(ViewConfig.builder().filter(filter("i", "and", Scalar.of(1)))));
  }

  @Test
  void theEchoNamesTheAggregatesInUse() {
    ViewPlan plan =
        plan(
            ViewConfig.builder()
                .columns("i", "s")
                .groupBy("b")
                .aggregate("i", "avg")
                .sort(new Sort("b", SortDirection.DESC), new Sort("f", SortDirection.ASC)));
    assertEquals(
        Map.of(
            "i", Aggregate.of("mean"),
            "s", Aggregate.of("count"),
            "b", Aggregate.of("unique"),
            "f", Aggregate.of("sum")),
        plan.config().aggregates());
    assertEquals(2, plan.visible());
    assertEquals(Map.of("i", ColumnType.FLOAT, "s", ColumnType.INTEGER), plan.schema());
  }

  @Test
  void aHiddenColumnSortedTwiceHasTheAggregateOfItsLastSort() {
    ViewConfig.Builder config = ViewConfig.builder().columns("i").groupBy("b").splitBy("s");
    Sort rows = new Sort("s", SortDirection.ASC);
    Sort columns = new Sort("s", SortDirection.COL_DESC);

    ViewPlan rowsFirst = plan(config.sort(rows, columns));
    ViewPlan columnsFirst = plan(config.sort(columns, rows));

    assertEquals(Aggregate.of("unique"), rowsFirst.config().aggregates().get("s"));
    assertEquals(Aggregate.of("count"), columnsFirst.config().aggregates().get("s"));
    assertEquals(List.of(new Ordering(1, SortDirection.ASC)), columnsFirst.rowSorts());
    assertEquals(List.of(new Ordering(1, SortDirection.COL_DESC)), columnsFirst.columnSorts());
  }

  @Test
  void splitOnlyViewsShowCellsAsTheyAre() {
    ViewPlan plan = plan(ViewConfig.builder().columns("s").splitBy("b").aggregate("s", "count"));
    assertEquals(Slice.Kind.SPLIT, plan.kind());
    assertEquals(Map.of("s", Aggregate.of("any")), plan.config().aggregates());
    assertEquals(Map.of("s", ColumnType.STRING), plan.schema());
  }

  @Test
  void theEchoOfAFilterMeansTheSame() {
    ViewPlan plan =
        plan(
            ViewConfig.builder()
                .filter(
                    filter("i", "==", Scalar.of("3.9")),
                    filter("i", "<", Scalar.of(3.9)),
                    filter("d", ">", Scalar.of("1/2/2024")),
                    filter("s", "startswith", Scalar.of("a")),
                    filter("i", "in", Scalar.of(1), Scalar.NULL)));
    assertEquals(
        List.of(
            filter("i", "==", Scalar.of(3)),
            filter("i", "<", Scalar.of(3.9)),
            filter("d", ">", Scalar.of("2024-01-02")),
            filter("s", "begins with", Scalar.of("a")),
            filter("i", "in", Scalar.of(1), Scalar.NULL)),
        plan.config().filter());
  }

  @Test
  void anExpressionHasTheTypeItIsShownWith() {
    ViewPlan plan =
        plan(
            ViewConfig.builder()
                .expression("e", "\"i\" + 1")
                .columns("e")
                .groupRollupMode(GroupRollupMode.TOTAL)
                .aggregate("e", "distinct count"));
    assertEquals(Slice.Kind.TOTAL, plan.kind());
    assertEquals(Map.of("e", ColumnType.INTEGER), plan.expressionSchema());
  }

  @Test
  void sortsWithoutEffectAreLeftOutOfThePlanButEchoed() {
    List<Sort> sorts =
        List.of(new Sort("i", SortDirection.NONE), new Sort("f", SortDirection.COL_ASC));
    ViewPlan plan = plan(ViewConfig.builder().sort(sorts));
    assertEquals(List.of(), plan.rowSorts());
    assertEquals(List.of(), plan.columnSorts());
    assertEquals(sorts, plan.config().sort());
  }
}
