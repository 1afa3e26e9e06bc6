package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.json.RowsJson;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A step of a table reaches its join with a table derived from it twice: once from each side. */
class JoinWithDerivedTest {
  private static final ViewConfig DERIVED =
      ViewConfig.builder()
          .expression("other", "float(\"b\")")
          .expression("twice", "\"v\" * 2")
          .columns("other", "twice")
          .filter(Filter.of("v", ">", Scalar.of(-1.0)))
          .build();

  private static final List<ViewConfig> VIEWS =
      List.of(
          ViewConfig.builder().columns("k", "v", "twice").build(),
          ViewConfig.builder()
              .columns("k", "v", "twice")
              .sort(new Sort("twice", SortDirection.DESC), new Sort("b", SortDirection.ASC))
              .build(),
          ViewConfig.builder()
              .columns("k", "v", "twice")
              .filter(Filter.of("v", ">", Scalar.of(0.0)))
              .build(),
          ViewConfig.builder()
              .expression("sum", "\"v\" + \"twice\"")
              .groupBy("b")
              .columns("v", "sum")
              .filter(Filter.of("twice", "<", Scalar.of(8.0)))
              .build());

  @Property(tries = 300)
  void viewsEqualFreshOnes(@ForAll long seed, @ForAll JoinType type) {
    Random random = new Random(seed);
    boolean indexed = random.nextBoolean();
    TableOptions options = indexed ? TableOptions.indexedBy("k") : TableOptions.limitedTo(5);
    try (Table source = Table.create(Tables.rows("[{\"k\":0.5,\"b\":1.5,\"v\":3.25}]"), options);
        DerivedTable derived =
            DerivedTable.of(source, DERIVED, Dialect.BEFORE_5_6, Optional.empty());
        JoinTable join = JoinTable.of(source, derived, "k", "other", type)) {
      List<View> views = VIEWS.stream().map(join::view).toList();
      for (int step = 0; step < 20; step++) {
        source.update(Tables.rows(rows(random)), 0);
        if (indexed && random.nextInt(4) == 0) {
          source.remove(Tables.rows("[" + random.nextInt(4) + ".5]"));
        }
        for (int i = 0; i < views.size(); i++) {
          try (View fresh = join.view(VIEWS.get(i))) {
            assertEquals(show(fresh), show(views.get(i)), "view " + i + " after step " + step);
          }
        }
      }
      views.forEach(View::close);
    }
  }

  private static String rows(Random random) {
    StringBuilder rows = new StringBuilder(row(random));
    for (int more = random.nextInt(3); more > 0; more--) {
      rows.setLength(rows.length() - 1);
      rows.append(',').append(row(random).substring(1));
    }
    return rows.toString();
  }

  private static String row(Random random) {
    String key = "{\"k\":" + random.nextInt(4) + ".5";
    String other = random.nextInt(3) == 0 ? "" : ",\"b\":" + random.nextInt(4) + ".5";
    String value = random.nextInt(3) == 0 ? "" : ",\"v\":" + (random.nextInt(8) - 2) + ".25";
    boolean whole = other.isEmpty() && value.isEmpty();
    return "[" + key + (whole ? ",\"b\":1.5,\"v\":3.25" : other + value) + "}]";
  }

  private static String show(View view) {
    return StandardCharsets.UTF_8
        .decode(RowsJson.write(view.slice(Viewport.ALL), JsonOptions.DEFAULT))
        .toString();
  }
}
