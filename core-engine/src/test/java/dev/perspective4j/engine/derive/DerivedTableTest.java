package dev.perspective4j.engine.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.DerivedTable;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.JoinTable;
import dev.perspective4j.engine.LiveTable;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Tables derived from views of each kind do in each step what the reference engine does. */
class DerivedTableTest {
  private static final ViewConfig POSITIVE =
      ViewConfig.builder().filter(Filter.of("x", ">", Scalar.of(0))).build();

  private static final ViewConfig GROUPED =
      ViewConfig.builder()
          .groupBy("g", "h")
          .columns("x")
          .filter(Filter.of("x", ">", Scalar.of(0)))
          .build();

  private static final ViewConfig SPLIT =
      ViewConfig.builder()
          .splitBy("s")
          .columns("x")
          .filter(Filter.of("x", ">", Scalar.of(0)))
          .build();

  /** A table derived from a view, a view of all of it, and what was heard of its steps. */
  private static final class Derivation implements AutoCloseable {
    final DerivedTable table;
    final View view;
    final List<String> heard = new ArrayList<>();

    Derivation(LiveTable source, ViewConfig config, Optional<Schema> wanted) {
      table = DerivedTable.of(source, config, Dialect.FROM_5_6, wanted);
      view = table.view(ViewConfig.ALL);
      view.recordRowDeltas(true);
      table.onStep(this::hear);
    }

    Derivation(LiveTable source, ViewConfig config) {
      this(source, config, Optional.empty());
    }

    private void hear(Step step) {
      step.removedKeys().ifPresent(keys -> heard.add("removed " + Tables.show(keys)));
      heard.add(json(view.rowDelta()));
    }

    String shown() {
      return json(view.slice(Viewport.ALL));
    }

    String lastHeard() {
      String all = String.join(" ", heard);
      heard.clear();
      return all;
    }

    @Override
    public void close() {
      view.close();
      table.close();
    }
  }

  private static String json(Slice slice) {
    Slice flat =
        new Slice(
            Slice.Kind.FLAT,
            slice.rowCount(),
            slice.columns(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return StandardCharsets.UTF_8
        .decode(ColumnsJson.write(flat, JsonOptions.DEFAULT))
        .toString()
        .replace("\"", "");
  }

  private static Table table(String rows, String index) {
    return Table.create(Tables.rows(rows.replace('\'', '"')), TableOptions.indexedBy(index));
  }

  private static void update(Table table, String rows) {
    table.update(Tables.rows(rows.replace('\'', '"')), 0);
  }

  @Test
  void flatRowsStandInKeyOrderAndNotifyWhateverIsWritten() {
    try (Table source = table("[{'i':5,'x':5},{'i':2,'x':2},{'i':9,'x':9}]", "i");
        Derivation derived = new Derivation(source, POSITIVE)) {
      update(source, "[{'i':4,'x':4}]");
      assertEquals("{i:[2,4,5,9],x:[2,4,5,9]}", derived.shown());
      assertEquals("{i:[4],x:[4]}", derived.lastHeard());

      update(source, "[{'i':5,'x':-5}]");
      assertEquals("{i:[2,4,9],x:[2,4,9]}", derived.shown());
      assertEquals("removed [5] {i:[],x:[]}", derived.lastHeard());

      update(source, "[{'i':5,'x':-6},{'i':12,'x':-1}]");
      assertEquals("", derived.lastHeard());

      update(source, "[{'i':5,'x':55},{'i':2,'x':-1}]");
      assertEquals("{i:[4,5,9],x:[4,55,9]}", derived.shown());
      assertEquals("removed [2] {i:[5],x:[55]}", derived.lastHeard());

      update(source, "[{'i':5,'x':55}]");
      assertEquals("{i:[5],x:[55]}", derived.lastHeard());

      source.replace(Tables.rows("[{\"i\":3,\"x\":3},{\"i\":5,\"x\":55}]"));
      assertEquals("{i:[3,5],x:[3,55]}", derived.shown());
      assertEquals("removed [4,9] {i:[3,5],x:[3,55]}", derived.lastHeard());

      source.replace(Tables.rows("[]"));
      assertEquals("{i:[],x:[]}", derived.shown());
      assertEquals("removed [3,5] {i:[],x:[]}", derived.lastHeard());
    }
  }

  @Test
  void rowsOfAnIndexThatIsNotShownStillStandInKeyOrder() {
    ViewConfig config =
        ViewConfig.builder().columns("x").filter(Filter.of("x", ">", Scalar.of(0))).build();
    try (Table source = table("[{'i':5,'x':5},{'i':2,'x':2},{'i':9,'x':9}]", "i");
        Derivation derived = new Derivation(source, config)) {
      assertEquals(Optional.empty(), derived.table.index());
      update(source, "[{'i':4,'x':4},{'i':1,'x':1}]");
      update(source, "[{'i':5,'x':-5}]");
      update(source, "[{'i':5,'x':55}]");
      source.remove(Tables.rows("[2]"));
      update(source, "[{'i':2,'x':22}]");

      assertEquals("{x:[1,22,4,55,9]}", derived.shown());
      View sorted =
          derived.table.view(
              ViewConfig.builder()
                  .columns("x")
                  .expression("one", "1")
                  .sort(new Sort("one", SortDirection.ASC))
                  .build());
      assertEquals("{x:[1,22,4,55,9]}", json(sorted.slice(Viewport.ALL)));
      sorted.close();
    }
  }

  @Test
  void groupsStandInOrderOfCreation() {
    try (Table source =
            table(
                "[{'i':5,'x':5,'g':'a','h':'p'},{'i':2,'x':2,'g':'b','h':'p'},{'i':9,'x':9,'g':'a','h':'q'}]",
                "i");
        Derivation derived = new Derivation(source, GROUPED)) {
      assertEquals(
          "{g:[null,a,a,a,b,b],h:[null,null,p,q,null,p],x:[16,14,5,9,2,2]}", derived.shown());

      update(source, "[{'i':5,'x':5},{'i':20,'x':-5}]");
      assertEquals("", derived.lastHeard());

      update(source, "[{'i':4,'x':4,'g':'0','h':'z'}]");
      assertEquals("{g:[null,0,0],h:[null,null,z],x:[20,4,4]}", derived.lastHeard());

      update(source, "[{'i':5,'x':-5}]");
      assertEquals("{g:[null,a],h:[null,null],x:[15,9]}", derived.lastHeard());

      update(source, "[{'i':5,'x':55}]");
      assertEquals(
          "{g:[null,a,a,b,b,0,0,a],h:[null,null,q,null,p,null,z,p],x:[70,64,9,2,2,4,4,55]}",
          derived.shown());

      update(source, "[{'i':5,'g':'x'},{'i':2,'g':'y'},{'i':31,'g':'w','h':'1','x':1}]");
      assertEquals(
          "{g:[null,a,a,0,0,w,w,x,x,y,y],h:[null,null,q,null,z,null,1,null,p,null,p],"
              + "x:[71,9,9,4,4,1,1,55,55,2,2]}",
          derived.shown());

      source.replace(Tables.rows("[{\"i\":5,\"x\":1,\"g\":\"c\",\"h\":\"p\"}]"));
      assertEquals("{g:[null,c,c],h:[null,null,p],x:[1,1,1]}", derived.shown());

      source.replace(Tables.rows("[]"));
      assertEquals("{g:[null],h:[null],x:[null]}", derived.shown());
      derived.lastHeard();
      source.replace(Tables.rows("[]"));
      assertEquals("{g:[null],h:[null],x:[null]}", derived.lastHeard());
    }
  }

  @Test
  void ofASplitViewRowsStandByLevel() {
    ViewConfig config = ViewConfig.builder().groupBy("g", "i").splitBy("s").columns("x").build();
    try (Table source =
            table(
                "[{'i':5,'x':5,'g':'a','s':'p'},{'i':2,'x':2,'g':'b','s':'q'},{'i':3,'x':2,'g':'a','s':'q'}]",
                "i");
        Derivation derived = new Derivation(source, config)) {
      assertEquals(
          "{g:[null,a,b,a,a,b],i:[null,null,null,3,5,2],p|x:[5,5,null,null,5,null],"
              + "q|x:[4,2,2,2,null,2]}",
          derived.shown());

      update(source, "[{'i':1,'x':1,'g':'0','s':'p'},{'i':7,'x':1,'g':'a','s':'p'}]");
      assertEquals(
          "{g:[null,a,b,0,a,a,b,0,a],i:[null,null,null,null,3,5,2,1,7],"
              + "p|x:[7,6,null,1,null,5,null,1,1],q|x:[4,2,2,null,2,null,2,null,null]}",
          derived.shown());
      derived.lastHeard();

      update(source, "[{'i':8,'x':1,'g':'z','s':'new'}]");
      assertEquals(
          "{g:[null,z,z],i:[null,null,8],p|x:[7,null,null],q|x:[4,null,null]}",
          derived.lastHeard());
      source.remove(Tables.rows("[8]"));
      assertEquals("{g:[null],i:[null],p|x:[7],q|x:[4]}", derived.lastHeard());
    }
  }

  @Test
  void rowsUnderSplitsAreNewWhenTheyComeBack() {
    Schema some =
        new Schema(
            List.of(
                new Schema.Column("a|x", ColumnType.INTEGER),
                new Schema.Column("c|x", ColumnType.INTEGER),
                new Schema.Column("q", ColumnType.INTEGER)));
    try (Table source =
            table("[{'i':5,'x':5,'s':'a'},{'i':2,'x':2,'s':'b'},{'i':9,'x':9,'s':'a'}]", "i");
        Derivation all = new Derivation(source, SPLIT);
        Derivation wanted = new Derivation(source, SPLIT, Optional.of(some))) {
      assertEquals("{a|x:[null,5,9],b|x:[2,null,null]}", all.shown());

      update(source, "[{'i':4,'x':4,'s':'b'}]");
      update(source, "[{'i':1,'x':1,'s':'c'}]");
      update(source, "[{'i':5,'x':-5}]");
      update(source, "[{'i':5,'x':55,'s':'b'}]");
      assertEquals("{a|x:[null,9,null,null,null],b|x:[2,null,4,null,55]}", all.shown());
      assertEquals(
          "{a|x:[null,9,null,null,null],c|x:[null,null,null,1,null],q:[null,null,null,null,null]}",
          wanted.shown());
      all.lastHeard();

      update(source, "[{'i':5,'x':55,'s':'b'}]");
      assertEquals("", all.lastHeard());

      update(source, "[{'i':5,'s':'c'}]");
      assertEquals("{a|x:[null],b|x:[null]}", all.lastHeard());

      source.remove(Tables.rows("[2,4,9]"));
      update(source, "[{'i':2,'x':7,'s':'a'}]");
      assertEquals("{a|x:[null,null,7],b|x:[null,null,null]}", all.shown());
      assertEquals("{a|x:[null,null,7],c|x:[1,55,null],q:[null,null,null]}", wanted.shown());
    }
  }

  @Test
  void rowsThatALimitPushesOutGo() {
    try (Table source =
            Table.create(
                Tables.rows(
                    "[{\"i\":5,\"s\":\"p\",\"g\":\"c\"},{\"i\":2,\"s\":\"q\",\"g\":\"b\"},"
                        + "{\"i\":3,\"s\":\"q\",\"g\":\"a\"}]"),
                TableOptions.limitedTo(3));
        Derivation flat = new Derivation(source, ViewConfig.builder().columns("i").build());
        Derivation split =
            new Derivation(source, ViewConfig.builder().columns("i").splitBy("s").build());
        Derivation grouped =
            new Derivation(source, ViewConfig.builder().columns("i").groupBy("g").build())) {
      update(source, "[{'i':6,'s':'p','g':'d'}]");
      assertEquals("{i:[2,3,6]}", flat.shown());
      assertEquals("{p|i:[null,null,6],q|i:[2,3,null]}", split.shown());
      assertEquals("{g:[null,a,b,d],i:[11,3,2,6]}", grouped.shown());

      update(source, "[{'i':7,'s':'p','g':'b'}]");
      assertEquals("{p|i:[null,6,7],q|i:[3,null,null]}", split.shown());
      assertEquals("{g:[null,a,b,d],i:[16,3,7,6]}", grouped.shown());
      grouped.lastHeard();

      update(
          source,
          "[{'i':0,'s':'p','g':'b'},{'i':1,'s':'p','g':'b'},{'i':2,'s':'p','g':'b'},"
              + "{'i':3,'s':'p','g':'b'},{'i':4,'s':'p','g':'b'}]");
      assertEquals("{i:[2,3,4]}", flat.shown());
      assertEquals("{p|i:[2,3,4],q|i:[null,null,null]}", split.shown());
      assertEquals("{g:[null,b],i:[9,9]}", grouped.shown());
      assertEquals("{g:[null,b],i:[9,9]}", grouped.lastHeard());
    }
  }

  @Test
  void sharesOfAGroupFollowTheWholeTheyAreSharesOf() {
    ViewConfig total =
        ViewConfig.builder().groupBy("g").columns("x").aggregate("x", "pct sum total").build();
    ViewConfig parent =
        ViewConfig.builder()
            .groupBy("s", "g")
            .columns("x")
            .aggregate("x", "pct sum parent")
            .build();
    try (Table source =
            table(
                "[{'i':5,'x':5,'g':'c','s':'p'},{'i':2,'x':2,'g':'b','s':'q'},{'i':3,'x':3,'g':'a','s':'q'}]",
                "i");
        Derivation ofTotal = new Derivation(source, total);
        Derivation ofParent = new Derivation(source, parent)) {
      update(source, "[{'i':9,'x':10,'g':'z','s':'q'}]");

      assertEquals("{g:[null,a,b,c,z],x:[100.0,15.0,10.0,25.0,50.0]}", ofTotal.shown());
      assertEquals("{g:[null,a,b,c,z],x:[100.0,15.0,10.0,25.0,50.0]}", ofTotal.lastHeard());
      assertEquals(
          "{s:[null,p,q,q,q,q],g:[null,null,null,a,b,z],"
              + "x:[100.0,25.0,75.0,20.0,13.333333333333334,66.66666666666666]}",
          ofParent.lastHeard());
    }
  }

  @Test
  void aRowThatTakesTheSlotOfAnotherInTheSameStepIsNew() {
    try (Table left = table("[{'k':1,'g':'a'},{'k':2,'g':'b'}]", "k");
        Table right = Table.create(Tables.rows("[{\"r\":1,\"x\":5}]"), TableOptions.limitedTo(1));
        JoinTable join = JoinTable.of(left, right, "k", "r", JoinType.INNER);
        Derivation grouped =
            new Derivation(join, ViewConfig.builder().groupBy("g").columns("x").build());
        Derivation split =
            new Derivation(join, ViewConfig.builder().splitBy("g").columns("x").build())) {
      update(right, "[{'r':2,'x':5}]");

      assertEquals("{g:[null,b],x:[5,5]}", grouped.shown());
      assertEquals("{g:[b],x:[5]}", grouped.lastHeard());
      assertEquals("{a|x:[null]}", split.shown());
      assertEquals("{a|x:[null]}", split.lastHeard());
    }
  }

  @Test
  void totalsAndLeavesFollow() {
    ViewConfig leaves =
        ViewConfig.builder()
            .groupBy("g", "i")
            .columns("x")
            .groupRollupMode(GroupRollupMode.FLAT)
            .build();
    ViewConfig total =
        ViewConfig.builder().columns("x").groupRollupMode(GroupRollupMode.TOTAL).build();
    try (Table source =
            table("[{'i':5,'x':5,'g':'c'},{'i':2,'x':2,'g':'b'},{'i':3,'x':2,'g':'a'}]", "i");
        Derivation ofLeaves = new Derivation(source, leaves);
        Derivation ofTotal = new Derivation(source, total)) {
      update(source, "[{'i':1,'x':1,'g':'0'},{'i':7,'x':1,'g':'a'}]");
      update(source, "[{'i':7,'g':'c'}]");

      assertEquals("{g:[a,b,c,0,c],i:[3,2,5,1,7],x:[2,2,5,1,1]}", ofLeaves.shown());
      assertEquals("{x:[11]}", ofTotal.shown());
      source.remove(Tables.rows("[1,2,3,5,7]"));
      assertEquals("{g:[],i:[],x:[]}", ofLeaves.shown());
      assertEquals("{x:[null]}", ofTotal.shown());
    }
  }

  @Test
  void aRowOfManyGroupsIsWrittenAlone() {
    StringJoiner rows = new StringJoiner(",", "[", "]");
    for (int i = 0; i < 10_000; i++) {
      rows.add("{'i':" + i + ",'x':1,'g':" + i + "}");
    }
    try (Table source = table(rows.toString(), "i");
        Derivation derived =
            new Derivation(source, ViewConfig.builder().groupBy("g").columns("x").build())) {
      update(source, "[{'i':77,'x':3}]");

      assertEquals("{g:[null,77],x:[10002,3]}", derived.lastHeard());
      assertEquals(10_001, derived.table.size());
    }
  }

  @Test
  void tablesDerivedFromDerivedTablesFollowInTheSameStep() {
    try (Table source =
            table("[{'i':1,'x':1,'g':'a'},{'i':2,'x':2,'g':'b'},{'i':3,'x':30,'g':'c'}]", "i");
        Derivation flat = new Derivation(source, POSITIVE);
        Derivation sums =
            new Derivation(
                flat.table,
                ViewConfig.builder()
                    .groupBy("g")
                    .columns("x")
                    .groupRollupMode(GroupRollupMode.FLAT)
                    .build());
        Derivation large =
            new Derivation(
                sums.table,
                ViewConfig.builder().filter(Filter.of("x", ">", Scalar.of(10))).build())) {
      assertEquals("{g:[c],x:[30]}", large.shown());

      update(source, "[{'i':4,'x':40,'g':'b'},{'i':3,'x':-1}]");

      assertEquals("{g:[a,b],x:[1,42]}", sums.shown());
      assertEquals("{g:[b],x:[42]}", large.shown());
      assertEquals("{g:[b],x:[42]}", large.lastHeard());
    }
  }

  @Test
  void aJoinWithATableDerivedFromItsOtherSideTakesOneStep() {
    ViewConfig sums =
        ViewConfig.builder()
            .groupBy("g")
            .columns("x")
            .groupRollupMode(GroupRollupMode.FLAT)
            .build();
    try (Table source =
            table("[{'i':1,'x':1,'g':'a'},{'i':2,'x':2,'g':'b'},{'i':3,'x':3,'g':'a'}]", "i");
        Derivation derived =
            new Derivation(
                source,
                ViewConfig.builder()
                    .expression("k", "\"g\"")
                    .expression("sum", "\"x\"")
                    .groupBy("k")
                    .columns("sum")
                    .groupRollupMode(GroupRollupMode.FLAT)
                    .build());
        JoinTable join = JoinTable.of(source, derived.table, "g", "k", JoinType.LEFT);
        Derivation joined = new Derivation(join, ViewConfig.ALL);
        Derivation again = new Derivation(join, sums)) {
      assertEquals("{i:[1,2,3],x:[1,2,3],g:[a,b,a],sum:[4,2,4]}", joined.shown());

      update(source, "[{'i':3,'x':30}]");

      assertEquals("{i:[1,2,3],x:[1,2,30],g:[a,b,a],sum:[31,2,31]}", joined.shown());
      assertEquals("{i:[1,3],x:[1,30],g:[a,a],sum:[31,31]}", joined.lastHeard());
      assertEquals("{g:[a],x:[31]}", again.lastHeard());
    }
  }

  @Test
  void refusesColumnsThatCannotBe() {
    try (Table source = table("[{'i':1,'x':1,'g':'a'}]", "i")) {
      assertEquals(
          "Duplicate column 'g (count)' in derived table schema",
          refusal(
              source,
              ViewConfig.builder().groupBy("g").columns("g", "g").build(),
              Optional.empty()));
      assertEquals(
          "Column \"x\" does not have the type of the View's column",
          refusal(source, ViewConfig.ALL, Optional.of(Schema.of("x", ColumnType.STRING))));
      assertEquals(
          "Specified index `i` does not exist in dataset.",
          refusal(source, ViewConfig.ALL, Optional.of(Schema.of("x", ColumnType.INTEGER))));
    }
  }

  private static String refusal(Table source, ViewConfig config, Optional<Schema> wanted) {
    EngineException refused =
        assertThrows(
            EngineException.class, () -> DerivedTable.of(source, config, Dialect.FROM_5_6, wanted));
    return String.valueOf(refused.getMessage());
  }
}
