package dev.perspective4j.engine.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the aggregate specification. */
class AggregatesBySpecificationTest {
  private Table table;

  @BeforeEach
  void loadTheWorkedExample() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    columns.put("id", ColumnType.INTEGER);
    columns.put("g", ColumnType.STRING);
    columns.put("h", ColumnType.STRING);
    columns.put("i", ColumnType.INTEGER);
    columns.put("f", ColumnType.FLOAT);
    columns.put("s", ColumnType.STRING);
    columns.put("b", ColumnType.BOOLEAN);
    columns.put("d", ColumnType.DATE);
    columns.put("t", ColumnType.DATETIME);
    table = Shown.empty(Schema.of(columns), TableOptions.indexedBy("id"));
    Shown.update(
        table,
        """
        [{'id':1,'g':'A','h':'x','i':5,'f':1.5,'s':'beta','b':true,'d':'2024-01-03','t':1700000003000},
         {'id':2,'g':'A','h':'x','i':-3,'f':-2.25,'s':'alpha','b':false,'d':'2024-01-01','t':1700000001000},
         {'id':3,'g':'A','h':'y','i':null,'f':null,'s':null,'b':null,'d':null,'t':null},
         {'id':4,'g':'A','h':'y','i':7,'f':4,'s':'beta','b':true,'d':'2024-01-05','t':1700000005000},
         {'id':5,'g':'B','h':'x','i':0,'f':0,'s':'','b':false,'d':'2024-02-01','t':1700000009000},
         {'id':6,'g':'B','h':'z','i':-8,'f':-0.5,'s':'gamma','b':true,'d':'2023-12-31','t':1690000000000},
         {'id':7,'g':'C','h':'x','i':null,'f':null,'s':null,'b':null,'d':null,'t':null}]
        """);
  }

  @AfterEach
  void close() {
    table.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "i | sum | 1,9,2,7,-8,0,-8,0,0",
        "i | abs sum | 1,9,2,7,8,0,8,0,0",
        "i | sum abs | 23,15,8,7,8,0,8,0,0",
        "i | sum not null | 1,9,2,7,-8,0,-8,0,0",
        "i | gmv | 17,9,2,7,8,0,-8,0,0",
        "i | mul | 0,-105,-15,7,0,0,-8,null,null",
        "i | count | 7,4,2,2,2,1,1,1,1",
        "i | distinct count | 6,4,2,2,2,1,1,1,1",
        "i | avg | 0.2,3.0,1.0,7.0,-4.0,0.0,-8.0,null,null",
        "i | var | 29.360000000000003,18.666666666666668,16.0,null,16.0,null,null,null,null",
        "i | stddev | 5.418486873657627,4.320493798938574,4.0,null,4.0,null,null,null,null",
        "i | pct sum parent |"
            + " 100.0,900.0,22.22222222222222,77.77777777777779,-800.0,-0.0,100.0,0.0,null",
        "i | pct sum total | 100.0,900.0,200.0,700.0,-800.0,0.0,-800.0,0.0,0.0",
        "i | min | -8,-3,-3,7,-8,0,-8,null,null",
        "i | max | 7,7,5,7,0,0,-8,null,null",
        "i | high minus low | 15,10,8,0,8,0,0,null,null",
        "i | high | 7,7,5,7,0,0,-8,null,null",
        "i | low | -8,-3,-3,7,-8,0,-8,null,null",
        "i | q1 | -3,-3,-3,7,-8,0,-8,null,null",
        "i | median | 0,5,5,7,0,0,-8,null,null",
        "i | q3 | 5,7,5,7,0,0,-8,null,null",
        "i | first | 5,5,5,null,0,0,-8,null,null",
        "i | last by index | null,7,-3,7,-8,0,-8,null,null",
        "i | last minus first | null,2,-8,null,-8,0,0,null,null",
        "i | last | null,7,-3,7,-8,0,-8,null,null",
        "i | any | 5,5,5,7,-8,0,-8,null,null",
        "i | dominant | 5,5,5,7,0,0,-8,null,null",
        "i | unique | null,null,null,null,null,0,-8,null,null",
        "i | distinct leaf | null,null,null,null,null,0,-8,null,null",
        "i | and | false,false,true,false,false,false,true,false,false",
        "i | join | 'null, -8, -3, 0, 5, 7','null, -3, 5, 7','-3, 5','null, 7','-8,"
            + " 0','0','-8','null','null'",
        "f | sum | 2.75,3.25,-0.75,4.0,-0.5,0.0,-0.5,0.0,0.0",
        "f | gmv | 3.75,4.75,-0.75,4.0,0.5,0.0,-0.5,0.0,0.0",
        "f | avg | 0.55,1.0833333333333333,-0.375,4.0,-0.25,0.0,-0.5,null,null",
        "f | var | 4.41,6.597222222222222,3.515625,null,0.0625,null,null,null,null",
        "f | median | 0.0,1.5,-0.375,4.0,-0.25,0.0,-0.5,null,null",
        "s | count | 7,4,2,2,2,1,1,1,1",
        "s | distinct count | 5,3,2,2,2,1,1,1,1",
        "s | any | 'beta','beta','beta','beta','','','gamma',null,null",
        "s | dominant | 'beta','beta','beta','beta','','','gamma',null,null",
        "s | first | 'beta','beta','beta',null,'','','gamma',null,null",
        "s | last | null,'beta','alpha','beta','gamma','','gamma',null,null",
        "s | unique | null,null,null,null,null,'','gamma',null,null",
        "s | distinct leaf | '','','','','','','gamma','',null",
        "s | median | 'beta','beta','beta','beta','gamma','','gamma',null,null",
        "s | min | '','alpha','alpha','beta','','','gamma',null,null",
        "b | or | true,true,true,true,true,false,true,false,false",
        "b | and | false,false,false,false,false,false,true,false,false",
        "b | avg | 0.6,0.6666666666666666,0.5,1.0,0.5,0.0,1.0,null,null",
        "d | min |"
            + " 1703980800000,1704067200000,1704067200000,1704412800000,1703980800000,1706745600000,1703980800000,null,null",
      })
  void workedExample(String column, String aggregate, String expected) {
    ViewConfig.Builder config =
        ViewConfig.builder().groupBy("g", "h").columns(column).aggregate(column, aggregate);

    try (View view = table.view(config.build())) {
      assertEquals("[" + expected + "]", Shown.column(view, column));
    }
  }

  private static final String SIGNED =
      "{'g':['A','A','A','B','B'],'h':['x','x','y','x','z'],'c':['P','Q','P','Q','Q'],'i':[5,-3,-7,2,-8]}";

  @Test
  void grossValueOfATotalWithoutGroupsIsSigned() {
    try (Table signed = Shown.table(SIGNED)) {
      assertEquals(
          "{'i':[-11]}",
          Shown.fresh(
              signed,
              ViewConfig.builder()
                  .columns("i")
                  .aggregate("i", "gmv")
                  .groupRollupMode(GroupRollupMode.TOTAL)));
    }
  }

  @Test
  void grossValueFollowsRowChildrenInsideEachSplit() {
    try (Table signed = Shown.table(SIGNED)) {
      assertEquals(
          "{'__ROW_PATH__':[[],['A'],['A','x'],['A','y'],['B'],['B','x'],['B','z']],"
              + "'P|i':[2,12,5,-7,null,null,null],'Q|i':[9,3,-3,null,10,2,-8]}",
          Shown.fresh(
              signed,
              ViewConfig.builder()
                  .columns("i")
                  .groupBy("g", "h")
                  .splitBy("c")
                  .aggregate("i", "gmv")));
    }
  }

  @Test
  void sharesAreOfTheSplitParentThenOfTheRowParent() {
    try (Table rows =
        Shown.table(
            "{'g':['A','A','A','B'],'a':['P','P','Q','Q'],'b':['x','y','x','y'],'v':[1,3,4,8]}")) {
      assertEquals(
          "{'__ROW_PATH__':[[],['A'],['B']],'v':[100.0,50.0,50.0],'P|v':[25.0,50.0,null],"
              + "'P|x|v':[25.0,25.0,null],'P|y|v':[75.0,75.0,null],'Q|v':[75.0,50.0,100.0],"
              + "'Q|x|v':[33.33333333333333,100.0,null],'Q|y|v':[66.66666666666666,null,100.0]}",
          Shown.fresh(
              rows,
              ViewConfig.builder()
                  .columns("v")
                  .groupBy("g")
                  .splitBy("a", "b")
                  .splitRollupMode(SplitRollupMode.ROLLUP)
                  .aggregate("v", "pct sum parent")));
    }
  }

  @Test
  void lastFollowsTheNewestLeafGroup() {
    try (Table rows = Shown.indexed("{'id':[1,2],'g':['B','C'],'v':[1,2]}", "id");
        View view =
            rows.view(
                ViewConfig.builder().columns("v").groupBy("g").aggregate("v", "last").build())) {
      assertEquals("{'__ROW_PATH__':[[],['B'],['C']],'v':[2,1,2]}", Shown.show(view));
      Shown.update(rows, "[{'id':3,'g':'B','v':3}]");
      assertEquals("[2,3,2]", Shown.column(view, "v"));
      Shown.update(rows, "[{'id':4,'g':'A','v':4}]");
      assertEquals("[4,4,3,2]", Shown.column(view, "v"));
      Shown.update(rows, "[{'id':2,'v':22}]");
      Shown.remove(rows, "[4]");
      assertEquals("[22,3,22]", Shown.column(view, "v"));
      Shown.remove(rows, "[1,3]");
      Shown.update(rows, "[{'id':5,'g':'B','v':5}]");
      assertEquals("[5,5,22]", Shown.column(view, "v"));
      Shown.update(rows, "[{'id':6,'g':'Z','v':7},{'id':7,'g':'D','v':8},{'id':8,'g':null,'v':9}]");
      assertEquals("[7,9,5,22,8,7]", Shown.column(view, "v"));
    }
  }

  @Test
  void aLaterViewKnowsNothingOfTheAgeOfGroups() {
    ViewConfig any =
        ViewConfig.builder().columns("v").groupBy("g", "h").aggregate("v", "any").build();
    try (Table rows = Shown.table("{'g':['a'],'h':['y'],'v':[1]}");
        View open = rows.view(any)) {
      Shown.update(rows, "[{'g':'a','h':'x','v':2}]");
      assertEquals("[1,1,2,1]", Shown.column(open, "v"));
      try (View later = rows.view(any)) {
        assertEquals("[2,2,2,1]", Shown.column(later, "v"));
      }
      assertEquals("[1,1,2,1]", Shown.column(open, "v"));
    }
  }

  @Test
  void aLaterViewKnowsNothingOfTheAgeOfSplits() {
    ViewConfig.Builder sorted =
        ViewConfig.builder()
            .columns("v")
            .splitBy("a", "b")
            .sort(new Sort("v", SortDirection.COL_DESC));
    try (Table rows = Shown.table("{'a':['x'],'b':['q'],'v':[1]}");
        View open = rows.view(sorted.build())) {
      Shown.update(rows, "[{'a':'y','b':'p','v':2},{'a':'x','b':'p','v':3}]");
      assertEquals(
          "{'y|p|v':[null,2,null],'x|p|v':[null,null,3],'x|q|v':[1,null,null]}", Shown.show(open));
      assertEquals(
          "{'x|p|v':[null,null,3],'x|q|v':[1,null,null],'y|p|v':[null,2,null]}",
          Shown.fresh(rows, sorted));
    }
  }

  @Test
  void watermarksWidenOnlyAndStayWithTheGroup() {
    try (Table rows = Shown.indexed("{'id':[1],'x':['a'],'y':[100]}", "id");
        View low =
            rows.view(
                ViewConfig.builder().columns("y").groupBy("x").aggregate("y", "low").build());
        View high =
            rows.view(
                ViewConfig.builder().columns("y").groupBy("x").aggregate("y", "high").build())) {
      Shown.update(rows, "[{'id':1,'y':99}]");
      assertEquals("[99,99]", Shown.column(low, "y"));
      Shown.update(rows, "[{'id':1,'y':101}]");
      assertEquals("[99,99]", Shown.column(low, "y"));
      Shown.update(rows, "[{'id':1,'x':'b','y':100}]");
      assertEquals("[99,100]", Shown.column(low, "y"));
      assertEquals("[101,100]", Shown.column(high, "y"));
      Shown.remove(rows, "[1]");
      assertEquals("[101]", Shown.column(high, "y"));
      Shown.update(rows, "[{'id':2,'x':'b','y':1}]");
      assertEquals("[1,1]", Shown.column(high, "y"));
    }
  }

  private static final ViewConfig.Builder EMPTIED =
      ViewConfig.builder()
          .columns("i", "f", "s", "b", "d", "t")
          .groupBy("g")
          .aggregate("i", "sum")
          .aggregate("f", "sum abs")
          .aggregate("s", "any")
          .aggregate("b", "and")
          .aggregate("d", "min")
          .aggregate("t", "count");

  @Test
  void totalOfATableWithoutRowsIsNull() {
    Shown.remove(table, "[1,2,3,4,5,6,7]");

    assertEquals(
        "{'__ROW_PATH__':[[]],'i':[null],'f':[null],'s':[null],'b':[null],'d':[null],'t':[null]}",
        Shown.fresh(table, EMPTIED));
  }

  @Test
  void totalOfAFilterThatHidesEverything() {
    ViewConfig config = EMPTIED.build();
    ViewConfig filtered =
        new ViewConfig(
            config.columns(),
            config.groupBy(),
            config.splitBy(),
            java.util.List.of(Filter.of("i", ">", Scalar.of(100))),
            config.filterOp(),
            config.sort(),
            config.expressions(),
            config.windows(),
            config.aggregates(),
            config.groupByDepth(),
            config.groupRollupMode(),
            config.splitRollupMode());

    try (View old = table.view(filtered);
        View newer = table.view(filtered, Dialect.FROM_5_6)) {
      assertEquals(
          "{'__ROW_PATH__':[[]],'i':[null],'f':[0.0],'s':[''],'b':[true],'d':[null],'t':[0]}",
          Shown.show(old));
      assertEquals(
          "{'__ROW_PATH__':[[]],'i':[null],'f':[null],'s':[''],'b':[true],'d':[null],'t':[0]}",
          Shown.show(newer));
    }
  }

  @Test
  void totalOfALiveViewThatLostItsRows() {
    try (View old = table.view(EMPTIED.build());
        View newer = table.view(EMPTIED.build(), Dialect.FROM_5_6)) {
      Shown.remove(table, "[1,2,3,4,5,6,7]");

      assertEquals(
          "{'__ROW_PATH__':[[]],'i':[0],'f':[0.0],'s':[''],'b':[true],'d':[null],'t':[0]}",
          Shown.show(old));
      assertEquals(
          "{'__ROW_PATH__':[[]],'i':[null],'f':[null],'s':[''],'b':[true],'d':[null],'t':[0]}",
          Shown.show(newer));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sum,'[-2,1,0,-3]','[-2,1,null,-3]'",
    "sum abs,'[4,1,0,3]','[4,1,null,3]'",
    "abs sum,'[2,1,0,3]','[2,1,null,3]'",
    "sum or zero,'[-2,1,0,-3]','[-2,1,0,-3]'",
    "sum not null,'[-2,1,0,-3]','[-2,1,null,-3]'",
    "pct sum parent,'[100.0,-50.0,-0.0,150.0]','[100.0,-50.0,null,150.0]'",
  })
  void sumsOfNoValueDependOnTheGeneration(String aggregate, String old, String newer) {
    ViewConfig config =
        ViewConfig.builder().columns("x").groupBy("g").aggregate("x", aggregate).build();
    try (Table rows = Shown.table("{'g':['a','a','b','b','c'],'x':[1,null,null,null,-3]}");
        View oldView = rows.view(config, Dialect.BEFORE_5_6);
        View newView = rows.view(config, Dialect.FROM_5_6)) {
      assertEquals(old, Shown.column(oldView, "x"));
      assertEquals(newer, Shown.column(newView, "x"));
    }
  }

  @Test
  void extremesAndMeansByAnotherColumn() {
    try (Table rows =
        Shown.table("{'v':[1,2,3,4],'a':[1,2,3,4],'u':[10,20,0,0],'w':[5,5,1,1],'z':[1,-1,0,0]}")) {
      assertEquals(
          "{'v':[1],'a':[3],'u':[null]}",
          Shown.fresh(
              rows,
              ViewConfig.builder()
                  .columns("v", "a", "u")
                  .groupRollupMode(GroupRollupMode.TOTAL)
                  .aggregate("v", Aggregate.of("max by", "w"))
                  .aggregate("a", Aggregate.of("min by", "w"))
                  .aggregate("u", Aggregate.of("weighted mean", "z"))));
    }
  }

  @Test
  void floatSumsSurviveCancellation() {
    try (Table rows = Shown.indexed("{'id':[1,2,3],'g':['a','a','a'],'f':[0.1,1e300,1e-5]}", "id");
        View sum = rows.view(ViewConfig.builder().columns("f").groupBy("g").build());
        View variance =
            rows.view(
                ViewConfig.builder().columns("f").groupBy("g").aggregate("f", "var").build())) {
      Shown.update(rows, "[{'id':4,'g':'a','f':-1e200}]");
      Shown.update(rows, "[{'id':5,'g':'a','f':1e100}]");
      Shown.remove(rows, "[2,4,5]");

      assertEquals("[0.10001,0.10001]", Shown.column(sum, "f"));
      assertEquals(
          Shown.fresh(rows, ViewConfig.builder().columns("f").groupBy("g").aggregate("f", "var")),
          Shown.show(variance));
    }
  }
}
