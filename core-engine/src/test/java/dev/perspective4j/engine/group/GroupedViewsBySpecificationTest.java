package dev.perspective4j.engine.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.model.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The worked examples of the specification of views. */
class GroupedViewsBySpecificationTest {
  private static final String EXAMPLE =
      "{'g':['p','p','q','q','r','r'],'s':['x','y','x','z','y','z'],'u':['m','n','m','m','n','n'],"
          + "'v':[1,-20,3,4,5,6],'w':[9,8,7,6,5,4]}";

  private static void assertShown(String expected, ViewConfig.Builder config) {
    try (Table table = Shown.table(EXAMPLE)) {
      assertEquals(expected, Shown.fresh(table, config));
    }
  }

  private static ViewConfig.Builder v() {
    return ViewConfig.builder().columns("v");
  }

  private static Sort sort(String column, SortDirection direction) {
    return new Sort(column, direction);
  }

  @Test
  void groups() {
    assertShown("{'__ROW_PATH__':[[],['p'],['q'],['r']],'v':[-1,-19,7,11]}", v().groupBy("g"));
  }

  @Test
  void groupsAndSplits() {
    assertShown(
        "{'__ROW_PATH__':[[],['p'],['q'],['r']],'x|v':[4,1,3,null],'y|v':[-15,-20,null,5],"
            + "'z|v':[10,null,4,6]}",
        v().groupBy("g").splitBy("s"));
  }

  @Test
  void rowSortOfASplitViewComparesTheWholeRow() {
    assertShown(
        "{'__ROW_PATH__':[[],['r'],['q'],['p']],'x|v':[4,null,3,1],'y|v':[-15,5,null,-20],"
            + "'z|v':[10,6,4,null]}",
        v().groupBy("g").splitBy("s").sort(sort("v", SortDirection.DESC)));
  }

  @Test
  void hiddenSortColumnsAreNotShown() {
    assertShown(
        "{'__ROW_PATH__':[[],['r'],['q'],['p']],'v':[-1,11,7,-19]}",
        v().groupBy("g").sort(sort("w", SortDirection.ASC)));
    assertShown(
        "{'__ROW_PATH__':[[],['r'],['q'],['p']],'v':[-1,11,7,-19]}",
        v().groupBy("g").sort(sort("g", SortDirection.DESC)));
  }

  @Test
  void magnitudeSort() {
    assertShown(
        "{'__ROW_PATH__':[[],['p'],['r'],['q']],'v':[-1,-19,11,7]}",
        v().groupBy("g").sort(sort("v", SortDirection.DESC_ABS)));
  }

  @Test
  void columnSortOrdersSplitGroups() {
    assertShown(
        "{'__ROW_PATH__':[[],['r'],['q'],['p']],'z|v':[10,6,4,null],'x|v':[4,null,3,1],"
            + "'y|v':[-15,5,null,-20]}",
        v().groupBy("g")
            .splitBy("s")
            .sort(sort("v", SortDirection.COL_DESC), sort("v", SortDirection.DESC)));
  }

  @Test
  void splitOnlyShowsRowsUnderTheirSplit() {
    assertShown(
        "{'x|v':[1,null,3,null,null,null],'y|v':[null,-20,null,null,5,null],"
            + "'z|v':[null,null,null,4,null,6]}",
        v().splitBy("s"));
  }

  @Test
  void splitOnlyIsSortedByRowValues() {
    assertShown(
        "{'x|v':[null,null,null,3,null,1],'y|v':[null,5,null,null,-20,null],"
            + "'z|v':[6,null,4,null,null,null]}",
        v().splitBy("s").sort(sort("w", SortDirection.ASC)));
  }

  @Test
  void splitOnlyWithTotalsShowsEachRowInEveryGroupItBelongsTo() {
    try (Table table = Shown.table("{'s':['x','y'],'v':[1,null]}")) {
      assertEquals(
          "{'v':[1,null],'x|v':[1,null],'y|v':[null,null]}",
          Shown.fresh(table, v().splitBy("s").splitRollupMode(SplitRollupMode.ROLLUP)));
    }
  }

  @Test
  void splitTotalsStandBeforeTheirParts() {
    assertShown(
        "{'__ROW_PATH__':[[],['p'],['q'],['r']],'v':[-1,-19,7,11],'m|v':[8,1,7,null],"
            + "'m|x|v':[4,1,3,null],'m|z|v':[4,null,4,null],'n|v':[-9,-20,null,11],"
            + "'n|y|v':[-15,-20,null,5],'n|z|v':[6,null,null,6]}",
        v().groupBy("g").splitBy("u", "s").splitRollupMode(SplitRollupMode.ROLLUP));
    assertShown(
        "{'v':[-1],'m|v':[8],'m|x|v':[4],'m|z|v':[4],'n|v':[-9],'n|y|v':[-15],'n|z|v':[6]}",
        v().splitBy("u", "s")
            .splitRollupMode(SplitRollupMode.ROLLUP)
            .groupRollupMode(GroupRollupMode.TOTAL));
  }

  @Test
  void total() {
    assertShown(
        "{'v':[-1],'g':[6]}",
        ViewConfig.builder().columns("v", "g").groupRollupMode(GroupRollupMode.TOTAL));
    assertShown(
        "{'__ROW_PATH__':[[]],'v':[-1]}", v().groupBy("g").groupRollupMode(GroupRollupMode.TOTAL));
  }

  @Test
  void flatModeShowsLeavesOnly() {
    assertShown(
        "{'__ROW_PATH__':[['p','m'],['p','n'],['q','m'],['r','n']],'x|v':[1,null,3,null],"
            + "'y|v':[null,-20,null,5],'z|v':[null,null,4,6]}",
        v().groupBy("g", "u").splitBy("s").groupRollupMode(GroupRollupMode.FLAT));
  }

  @Test
  void flatModeSortsInsideParents() {
    try (Table table =
        Shown.table("{'a':['x','x','y','y','z'],'b':['p','q','p','q','q'],'v':[1,20,4,8,9]}")) {
      assertEquals(
          "{'__ROW_PATH__':[['x','q'],['x','p'],['y','q'],['y','p'],['z','q']],'v':[20,1,8,4,9]}",
          Shown.fresh(
              table,
              v().groupBy("a", "b")
                  .groupRollupMode(GroupRollupMode.FLAT)
                  .sort(sort("v", SortDirection.DESC))));
    }
  }

  @Test
  void repeatedColumnsAreRepeated() {
    assertShown(
        "{'__ROW_PATH__':[[],['p'],['q'],['r']],'v':[-1,-19,7,11],'v':[-1,-19,7,11]}",
        ViewConfig.builder().columns("v", "v").groupBy("g"));
  }

  @Test
  void noColumnsLeaveRowPaths() {
    assertShown(
        "{'__ROW_PATH__':[[],['p'],['q'],['r']]}",
        ViewConfig.builder().columns(List.of()).groupBy("g"));
  }

  @Test
  void nullAndNotANumberAreOneGroupAndZeroesAreEqual() {
    try (Table table =
        Table.create(
            TableData.csv("f,v\n1.5,1\nnan,2\n,4\n-0.0,8\n0.0,16\n"), TableOptions.DEFAULT)) {
      assertEquals(
          "{'__ROW_PATH__':[[],[null],[0.0],[1.5]],'v':[31,6,24,1]}",
          Shown.fresh(table, v().groupBy("f")));
    }
  }

  @Test
  void splitGroupsComeAndGoWithTheRows() {
    try (Table table =
            Shown.indexed(
                "{'k':[1,2,3,4],'g':['a','b','a','c'],'s':['x','y','y','x'],'v':[1,2,3,4]}", "k");
        View view = table.view(v().groupBy("g").splitBy("s").build())) {
      assertEquals(
          "{'__ROW_PATH__':[[],['a'],['b'],['c']],'x|v':[5,1,null,4],'y|v':[5,3,2,null]}",
          Shown.show(view));
      Shown.update(table, "[{'k':2,'g':'a'}]");
      assertEquals(
          "{'__ROW_PATH__':[[],['a'],['c']],'x|v':[5,1,4],'y|v':[5,5,null]}", Shown.show(view));
      Shown.remove(table, "[4]");
      assertEquals("{'__ROW_PATH__':[[],['a']],'x|v':[1,1],'y|v':[5,5]}", Shown.show(view));
      Shown.update(table, "[{'k':5,'g':'0','s':'m','v':9}]");
      assertEquals(
          "{'__ROW_PATH__':[[],['0'],['a']],'m|v':[9,9,null],'x|v':[1,null,1],'y|v':[5,null,5]}",
          Shown.show(view));
      Shown.update(table, "[{'k':5,'s':'y'}]");
      assertEquals(
          "{'__ROW_PATH__':[[],['0'],['a']],'x|v':[1,null,1],'y|v':[14,9,5]}", Shown.show(view));
      Shown.remove(table, "[1,2,3,5]");
      assertEquals("{'__ROW_PATH__':[[]]}", Shown.show(view));
      Shown.update(table, "[{'k':1,'g':'q','s':'z','v':7}]");
      assertEquals("{'__ROW_PATH__':[[],['q']],'z|v':[7,7]}", Shown.show(view));
    }
  }

  @Test
  void valuesThatBecomeNullMoveTheirRow() {
    try (Table table =
            Shown.indexed("{'i':[1,2,3],'x':[1,2,3],'s':['p','q','r'],'g':['a','b','a']}", "i");
        View groups = table.view(ViewConfig.builder().columns("x").groupBy("x").build());
        View splits = table.view(ViewConfig.builder().columns("x").splitBy("s").build())) {
      Shown.update(table, "[{'i':1,'x':null,'s':null}]");

      assertEquals("{'__ROW_PATH__':[[],[null],[2],[3]],'x':[5,0,2,3]}", Shown.show(groups));
      assertEquals(
          List.of("null|x", "q|x", "r|x"),
          splits.columnPaths().stream().map(ColumnPath::text).toList());
    }
  }

  @Test
  void expandAndCollapseTellHowManyRowsCameAndWent() {
    try (Table table = Shown.table("{'a':['x','x','y','z'],'b':['p','q','p','q'],'v':[1,2,3,4]}");
        View view = table.view(v().groupBy("a", "b").groupByDepth(1).build())) {
      assertEquals(4, view.dimensions().viewRows());
      assertEquals(2, view.expand(1));
      assertEquals(0, view.expand(1));
      assertEquals(0, view.expand(2), "full-depth row");
      assertEquals(0, view.expand(99));
      assertEquals(2, view.collapse(1));
      assertEquals(0, view.collapse(1));
      assertEquals(3, view.collapse(0));
      assertEquals(3, view.expand(0));
      view.setDepth(2);
      assertEquals(8, view.dimensions().viewRows());
      view.setDepth(0);
      assertEquals(4, view.dimensions().viewRows());
      view.setDepth(3);
      assertEquals(4, view.dimensions().viewRows());
    }
  }

  @Test
  void openingDoesNothingInFlatAndTotalMode() {
    try (Table table = Shown.table(EXAMPLE);
        View flat = table.view(v().groupBy("g").groupRollupMode(GroupRollupMode.FLAT).build());
        View total = table.view(v().groupRollupMode(GroupRollupMode.TOTAL).build());
        View split = table.view(v().splitBy("s").build());
        View pivot = table.view(v().groupBy("g").splitBy("s").build())) {
      assertEquals(0, flat.expand(0));
      assertEquals(0, total.collapse(0));
      assertEquals(3, split.expand(3));
      assertEquals(0, split.collapse(0));
      assertEquals(6, split.dimensions().viewRows());
      assertEquals(2, pivot.expand(2), "clients rely on the row of a full-depth group");
    }
  }

  @Test
  void manualStateKeepsNewGroupsClosed() {
    try (Table table = Shown.table("{'g':['a','b'],'h':['x','x'],'v':[1,2]}");
        View ruled = table.view(v().groupBy("g", "h").build());
        View manual = table.view(v().groupBy("g", "h").build())) {
      manual.collapse(1);
      Shown.update(table, "[{'g':'0','h':'q','v':4}]");

      assertEquals(
          "{'__ROW_PATH__':[[],['0'],['0','q'],['a'],['a','x'],['b'],['b','x']],"
              + "'v':[7,4,4,1,1,2,2]}",
          Shown.show(ruled));
      assertEquals(
          "{'__ROW_PATH__':[[],['0'],['a'],['b'],['b','x']],'v':[7,4,1,2,2]}", Shown.show(manual));
    }
  }

  @Test
  void aTotalClosedOverAnEmptyTableOpensWithTheFirstRows() {
    try (Table table = Shown.table("{'g':['a'],'h':['x'],'v':[1]}");
        View view = table.view(v().groupBy("g", "h").build());
        View filtered =
            table.view(v().groupBy("g", "h").filter(Filter.of("v", ">", Scalar.of(3.0))).build())) {
      filtered.collapse(0);
      table.replace(TableData.jsonRows("[]"));
      view.collapse(0);
      Shown.update(table, "[{'g':'b','h':'y','v':2}]");

      assertEquals("{'__ROW_PATH__':[[],['b']],'v':[2,2]}", Shown.show(view));

      filtered.collapse(0);
      Shown.update(table, "[{'g':'c','h':'y','v':4}]");

      assertEquals("{'__ROW_PATH__':[[]],'v':[4]}", Shown.show(filtered));
    }
  }

  @Test
  void extremesAreThoseOfTheDeepestVisibleLevel() {
    try (Table table = Shown.table("{'g':['a','a','b'],'h':['x','y','x'],'i':[3,-5,7]}");
        View view =
            table.view(
                ViewConfig.builder().columns("i").groupBy("g", "h").groupByDepth(1).build());
        View pivot =
            table.view(ViewConfig.builder().columns("i").groupBy("g").splitBy("h").build());
        View total =
            table.view(
                ViewConfig.builder().columns("i").groupRollupMode(GroupRollupMode.TOTAL).build())) {
      assertEquals(new MinMax(Scalar.of(-2.0), Scalar.of(7.0)), view.minMax("i"));
      view.setDepth(1);
      assertEquals(new MinMax(Scalar.of(-5.0), Scalar.of(7.0)), view.minMax("i"));
      view.collapse(0);
      assertEquals(new MinMax(Scalar.NULL, Scalar.NULL), view.minMax("i"));
      assertEquals(new MinMax(Scalar.of(-5.0), Scalar.of(7.0)), pivot.minMax("i"));
      assertEquals(new MinMax(Scalar.NULL, Scalar.NULL), total.minMax("i"));
      EngineException refused = assertThrows(EngineException.class, () -> view.minMax("h"));
      assertEquals(
          "Could not find column index for `h` as it does not exist in the schema.\n",
          refused.getMessage());
    }
  }

  @Test
  void emptyTables() {
    Schema schema = Schema.of("a", ColumnType.INTEGER, "g", ColumnType.STRING);
    try (Table table = Shown.empty(schema, TableOptions.DEFAULT)) {
      ViewConfig.Builder a = ViewConfig.builder().columns("a").groupBy("g");
      assertEquals("{'__ROW_PATH__':[[]],'a':[null]}", Shown.fresh(table, a));
      assertEquals(
          "{'__ROW_PATH__':[],'a':[]}",
          Shown.fresh(table, a.groupRollupMode(GroupRollupMode.FLAT)));
      assertEquals(
          "{'__ROW_PATH__':[[]],'a':[null]}",
          Shown.fresh(
              table,
              ViewConfig.builder()
                  .columns("a")
                  .groupBy("g")
                  .splitBy("g")
                  .splitRollupMode(SplitRollupMode.ROLLUP)));
      assertEquals("{}", Shown.fresh(table, ViewConfig.builder().columns("a").splitBy("g")));
      assertEquals(
          "{}",
          Shown.fresh(
              table,
              ViewConfig.builder()
                  .columns("a")
                  .splitBy("g")
                  .groupRollupMode(GroupRollupMode.TOTAL)));
    }
  }

  @Test
  void keysBehindGroupsAreListedBackwards() {
    try (Table table =
            Shown.indexed(
                "{'k':['c','m','q1','a','z','b'],'p':['c','m','q','a','z','b'],"
                    + "'g':['1','1','2','2','2','2']}",
                "k");
        View view = table.view(ViewConfig.builder().columns("k").groupBy("g", "p").build())) {
      Slice slice = view.slice(Viewport.rows(0, 2), KeysWanted.BEHIND_GROUPS);
      table.remove(Tables.rows("[\"m\"]"));

      StringBuilder keys = new StringBuilder();
      var total = slice.groupKeys().orElseThrow().of(0);
      for (int i = 0; i < total.size(); i++) {
        keys.append(total.dictionary().string(total.codes()[i])).append(' ');
      }
      assertEquals("z q1 b a m c ", keys.toString());
    }
  }

  @Test
  void viewportsCountValueColumns() {
    try (Table table = Shown.table(EXAMPLE);
        View view =
            table.view(ViewConfig.builder().columns("v", "w").groupBy("g").splitBy("u").build())) {
      Slice slice =
          view.slice(
              new Viewport(
                  OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(1), OptionalLong.of(3)));

      assertEquals("{'__ROW_PATH__':[['p']],'m|w':[9],'n|v':[-20]}", Shown.show(slice));
      assertEquals(
          "{'__ROW_PATH__':[]}",
          Shown.show(
              view.slice(
                  new Viewport(
                      OptionalLong.of(9),
                      OptionalLong.of(2),
                      OptionalLong.of(4_294_967_295L),
                      OptionalLong.of(1)))));
    }
  }

  // ---- row deltas ----

  private static final String DELTAS =
      "{'k':[1,2,3,4],'g':['a','b','a','b'],'h':['x','y','x','y'],'v':[10,20,30,40]}";

  private static final Filter ABOVE_15 = Filter.of("v", ">", Scalar.of(15.0));

  @Test
  void deltasHoldTheGroupsWhoseResultsChanged() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view = table.view(v().groupBy("g").build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':2,'v':25}]");
      assertEquals("{'v':[105,65]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':2,'v':25}]");
      assertEquals("{'v':[]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':1,'g':'b'}]");
      assertEquals("{'v':[30,75]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':9,'g':'0','v':7}]");
      assertEquals("{'v':[112,7]}", Shown.show(view.rowDelta()));
      Shown.remove(table, "[9]");
      assertEquals("{'v':[105]}", Shown.show(view.rowDelta()));
      table.replace(TableData.jsonRows("[]"));
      assertEquals("{'v':[]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':1,'g':'a','v':100},{'k':2,'g':'b','v':5}]");
      assertEquals("{'v':[105,100,5]}", Shown.show(view.rowDelta()));
    }
  }

  @Test
  void deltasHoldSharesWhoseSumChanged() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view =
            table.view(
                v().groupBy("g", "h").aggregate("v", Aggregate.of("pct sum parent")).build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':1,'v':30}]");
      assertEquals("{'v':[100.0,50.0,100.0]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':4,'h':'x'}]");
      assertEquals("{'v':[66.66666666666666,33.33333333333333]}", Shown.show(view.rowDelta()));
    }
  }

  @Test
  void deltasWithCountsHoldTheTotalAndTheGroupsOfEveryWrittenRow() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view =
            table.view(ViewConfig.builder().groupBy("g").columns("h").filter(ABOVE_15).build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':2,'v':20}]");
      assertEquals("{'h':[3,2]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':3,'g':'b'}]");
      assertEquals("{'h':[3,3]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':1,'v':9}]"); // hidden by the filter
      assertEquals("{'h':[3]}", Shown.show(view.rowDelta()));
      Shown.remove(table, "[77]");
      assertEquals("{'h':[3]}", Shown.show(view.rowDelta()));
      table.replace(TableData.jsonRows("[]"));
      assertEquals("{'h':[]}", Shown.show(view.rowDelta()));
    }
  }

  @Test
  void deltasWithLastValuesHoldTheGroupsOfEveryWrittenRow() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view = table.view(v().groupBy("g").aggregate("v", "last").build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':2,'h':'y'}]");

      assertEquals("{'v':[40,40]}", Shown.show(view.rowDelta()));
    }
  }

  @Test
  void deltasOfViewsWithoutColumnsHoldNoRows() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view = table.view(ViewConfig.builder().groupBy("g").columns().build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':9,'g':'c'}]");

      assertEquals(0, view.rowDelta().rowCount());
    }
  }

  @Test
  void deltasOfSplitViewsHoldTheRowsWithAChangedCell() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view = table.view(v().groupBy("g").splitBy("h").build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':2,'v':25}]");
      assertEquals("{'x|v':[40,null],'y|v':[65,65]}", Shown.show(view.rowDelta()));
      Shown.update(table, "[{'k':5,'g':'a','h':'z','v':7}]");
      assertEquals("{'x|v':[40,40],'y|v':[65,null],'z|v':[7,7]}", Shown.show(view.rowDelta()));
      table.replace(TableData.jsonRows("[]"));
      assertEquals("{}", Shown.show(view.rowDelta()));
    }
  }

  @Test
  void deltasOfSplitOnlyViewsHoldChangedRows() {
    try (Table table = Shown.indexed(DELTAS, "k");
        View view = table.view(v().splitBy("h").build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'k':2,'v':20},{'k':3,'v':31},{'k':5,'h':'x','v':1}]");

      assertEquals("{'x|v':[31,1],'y|v':[null,null]}", Shown.show(view.rowDelta()));
    }
  }

  @Test
  void deltasOfSplitOnlyViewsLeaveOutRowsThatOnlyAWindowElsewhereTouched() {
    WindowSpec previous =
        new WindowSpec(
            "v",
            "lag",
            List.of(),
            Optional.of(new WindowSpec.Order("v", false)),
            Optional.empty(),
            OptionalInt.of(1),
            OptionalDouble.empty());
    try (Table table =
            Table.create(
                TableData.jsonRows("[{'h':'x','v':3},{'h':'y','v':4}]".replace('\'', '"')),
                TableOptions.limitedTo(2));
        View other = table.view(v().window("w", previous).columns("w").build());
        View view = table.view(v().splitBy("h").build())) {
      view.recordRowDeltas(true);
      Shown.update(table, "[{'h':'y','v':1}]"); // takes the place of the first row

      assertEquals("{'y|v':[1]}", Shown.show(view.rowDelta()));
      assertEquals("{'w':[1,null]}", Shown.show(other));
    }
  }
}
