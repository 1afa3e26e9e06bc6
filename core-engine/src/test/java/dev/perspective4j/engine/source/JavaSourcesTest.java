package dev.perspective4j.engine.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.TableReader;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables filled from Java values instead of text. */
class JavaSourcesTest {

  private record Trade(
      long id, String symbol, double price, boolean firm, LocalDate day, Instant at) {}

  private static final RowMapping<Trade> TRADES =
      RowMapping.<Trade>builder()
          .integer("id", Trade::id)
          .string("symbol", Trade::symbol)
          .number("price", Trade::price)
          .bool("firm", Trade::firm)
          .date("day", Trade::day)
          .datetime("at", Trade::at)
          .object("class", ColumnType.STRING, t -> t.getClass().getSimpleName())
          .build();

  private static Trade trade(long id, String symbol) {
    return new Trade(
        id, symbol, id / 2.0, id % 2 == 0, LocalDate.ofEpochDay(id), Instant.ofEpochMilli(id));
  }

  @Test
  void objectsBecomeRowsThroughAMapping() {
    try (Table table =
        Table.create(
            TRADES.rows(List.of(trade(2, "b"), trade(1, null))), TableOptions.indexedBy("id"))) {
      table.update(TRADES.append(List.of(trade(2, "c"), trade(3, "d")), table.appender()), 0);
      assertEquals(
          "id:integer [1,2,3], symbol:string [null,\"c\",\"d\"], price:float [0.5,1.0,1.5],"
              + " firm:boolean [0,1,0], day:date [1,2,3], at:datetime [1,2,3],"
              + " class:string [\"Trade\",\"Trade\",\"Trade\"]",
          Tables.show(table));
    }
  }

  @Test
  void cellsThatAreNotSetKeepTheirValue() {
    try (Table table =
        Table.create(
            Tables.rows("[{\"k\":1,\"a\":1,\"b\":\"x\"},{\"k\":2,\"a\":2,\"b\":\"y\"}]"),
            TableOptions.indexedBy("k"))) {
      RowAppender rows = table.appender();
      int k = rows.column("k");
      rows.set(k, 1).set(rows.column("a"), 1.9).endRow();
      rows.set(k, "2").setNull(rows.column("b")).endRow();
      rows.set(k, 3).setObject(rows.column("b"), List.of(1)).endRow();
      table.update(rows, 0);
      assertEquals(
          "k:integer [1,2,3], a:integer [1,2,null], b:string [\"x\",null,\"[1]\"]",
          Tables.show(table));
    }
  }

  @Test
  void valuesThatDoNotFitAreRefusedBeforeAnythingChanges() {
    try (Table table = Table.create(Tables.rows("[{\"k\":1}]"), TableOptions.indexedBy("k"))) {
      RowAppender rows = table.appender();
      EngineException e = assertThrows(EngineException.class, () -> rows.set(0, 1L << 40).endRow());
      assertEquals(
          "Value 1099511627776 is out of range for column \"k\" of type integer at index 0\n",
          e.getMessage());
      assertThrows(EngineException.class, () -> rows.column("nope"));
      assertEquals(1, table.size());
    }
  }

  @Test
  void resultsOfQueriesBecomeRows() throws Exception {
    Object[][] data = {
      {7, "x", null, LocalDate.of(1970, 1, 2), LocalDateTime.of(1970, 1, 1, 0, 0, 1)},
      {null, null, 2.5, null, null}
    };
    int[] types = {Types.BIGINT, Types.VARCHAR, Types.DECIMAL, Types.DATE, Types.TIMESTAMP};
    try (Table table =
        Table.create(ResultSetRows.read(resultSet(types, data), 10), TableOptions.DEFAULT)) {
      assertEquals(
          "c1:integer [7,null], c2:string [\"x\",null], c3:float [null,2.5], c4:date [1,null],"
              + " c5:datetime [1000,null]",
          Tables.show(table));
    }
    ResultSet tooMany = resultSet(types, data);
    assertThrows(EngineException.class, () -> ResultSetRows.read(tooMany, 1));
  }

  private static ResultSet resultSet(int[] types, Object[][] data) {
    int[] row = {-1};
    boolean[] wasNull = {false};
    ResultSetMetaData meta =
        (ResultSetMetaData)
            Proxy.newProxyInstance(
                JavaSourcesTest.class.getClassLoader(),
                new Class<?>[] {ResultSetMetaData.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "getColumnCount" -> types.length;
                      case "getColumnType" -> types[(int) args[0] - 1];
                      case "getColumnLabel" -> "c" + args[0];
                      case "isSigned" -> true;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return (ResultSet)
        Proxy.newProxyInstance(
            JavaSourcesTest.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, args) -> {
              switch (method.getName()) {
                case "getMetaData":
                  return meta;
                case "next":
                  return ++row[0] < data.length;
                case "wasNull":
                  return wasNull[0];
                default:
                  Object cell = data[row[0]][(int) args[0] - 1];
                  wasNull[0] = cell == null;
                  return switch (method.getName()) {
                    case "getLong" -> cell == null ? 0L : ((Number) cell).longValue();
                    case "getDouble" -> cell == null ? 0.0 : ((Number) cell).doubleValue();
                    default -> cell;
                  };
              }
            });
  }

  /** A format of lines {@code key=value}. */
  public static final class KeyValueReader implements TableReader {
    /** Made by the service loader. */
    public KeyValueReader() {}

    @Override
    public String format() {
      return "key-value";
    }

    @Override
    public BatchReader reader() {
      return (data, target, sink) -> {
        Vector keys = new Vector(PhysicalType.STRING, new StringDictionary(), 4);
        Vector values = new Vector(PhysicalType.STRING, new StringDictionary(), 4);
        String text = StandardCharsets.UTF_8.decode(data.duplicate()).toString();
        text.lines()
            .forEach(
                line -> {
                  String[] parts = line.split("=", 2);
                  keys.addCode(keys.dictionary().intern(parts[0]));
                  values.addCode(values.dictionary().intern(parts[1]));
                });
        sink.accept(
            new Batch(
                keys.size(),
                List.of(
                    new Batch.Column("key", keys, null), new Batch.Column("value", values, null))));
      };
    }
  }

  @Test
  void pluginsAddFormats() {
    try (Table table =
        Table.create(
            TableData.of("key-value", Tables.utf8("b=1\na=2")), TableOptions.indexedBy("key"))) {
      table.update(table.read(TableData.of("key-value", Tables.utf8("c=3\nb=4"))), 0);
      assertEquals(
          "key:string [\"a\",\"b\",\"c\"], value:string [\"2\",\"4\",\"3\"]", Tables.show(table));
    }
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> Table.create(TableData.of("nope", Tables.utf8("")), TableOptions.DEFAULT));
    assertEquals("No reader for format \"nope\"", e.getMessage());
  }
}
