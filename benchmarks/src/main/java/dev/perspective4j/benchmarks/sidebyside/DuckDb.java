package dev.perspective4j.benchmarks.sidebyside;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The yardstick beyond the reference: the same groups over the same rows in DuckDB, both engines in this
 * process, nothing computed before and no wire in between.
 */
final class DuckDb {

  private static final int REPEATS = 9;
  private static final int SCREEN = 50;

  private DuckDb() {}

  /**
   * A group-by.
   *
   * @param name what it is
   * @param groups columns of the groups
   */
  private record Query(String name, List<String> groups) {

    ViewConfig config() {
      return ViewConfig.builder().groupBy(groups).columns("price", "size").build();
    }

    String sql() {
      String keys = String.join(", ", groups);
      return "SELECT "
          + keys
          + ", sum(price), sum(size) FROM trades GROUP BY ROLLUP ("
          + keys
          + ") ORDER BY "
          + keys
          + " NULLS FIRST LIMIT "
          + SCREEN;
    }
  }

  private static final List<Query> QUERIES =
      List.of(
          new Query("DuckDB: cold group 20", List.of("sector")),
          new Query("DuckDB: cold group 20 x 1,000", List.of("sector", "symbol")),
          new Query("DuckDB: cold group 100k", List.of("account")));

  /** Runs the queries whose names match; prints nothing if there are none. */
  static void compare(ByteString arrow, Pattern wanted) {
    List<Query> queries =
        QUERIES.stream().filter(query -> wanted.matcher(query.name()).find()).toList();
    if (queries.isEmpty()) {
      return;
    }
    try (Table table =
            Table.create(new TableData.Arrow(arrow.asReadOnlyByteBuffer()), TableOptions.DEFAULT);
        Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      fill(duck, table);
      System.out.printf(
          Locale.ROOT, "%nin process%n%-48s %12s %12s %8s%n", "", "DuckDB", "ours", "share");
      for (Query query : queries) {
        double[] theirs = new double[REPEATS];
        double[] ours = new double[REPEATS];
        for (int turn = -3; turn < REPEATS; turn++) {
          double a = ask(duck, query);
          double b = ask(table, query);
          if (turn >= 0) {
            theirs[turn] = a;
            ours[turn] = b;
          }
        }
        Arrays.sort(theirs);
        Arrays.sort(ours);
        double a = theirs[REPEATS / 2];
        double b = ours[REPEATS / 2];
        System.out.printf(Locale.ROOT, "%-48s %12.2f %12.2f %7.2fx%n", query.name(), a, b, b / a);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("DuckDB failed", failed);
    }
  }

  private static double ask(Connection duck, Query query) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(query.sql())) {
      while (rows.next()) {
        rows.getDouble(query.groups().size() + 1);
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double ask(Table table, Query query) {
    long start = System.nanoTime();
    View view = table.view(query.config());
    view.slice(Viewport.rows(0, SCREEN));
    double millis = (System.nanoTime() - start) / 1e6;
    view.close();
    return millis;
  }

  /** Copies the columns that the queries read. */
  private static void fill(Connection duck, Table table) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(
          "CREATE TABLE trades (sector VARCHAR, symbol VARCHAR, account VARCHAR, price DOUBLE, size"
              + " INTEGER)");
    }
    View view =
        table.view(
            ViewConfig.builder().columns("sector", "symbol", "account", "price", "size").build());
    Slice all = view.slice(Viewport.ALL);
    try (DuckDBAppender appender =
        duck.unwrap(DuckDBConnection.class).createAppender("main", "trades")) {
      for (int row = 0; row < all.rowCount(); row++) {
        appender.beginRow();
        for (Slice.Column column : all.columns()) {
          Vector cells = column.cells();
          switch (cells.physicalType().lane()) {
            case CODE -> appender.append(cells.dictionary().string(cells.codes()[row]));
            case DOUBLE -> appender.append(cells.doubles()[row]);
            case LONG -> appender.append((int) cells.longs()[row]);
          }
        }
        appender.endRow();
      }
    }
    view.close();
  }
}
