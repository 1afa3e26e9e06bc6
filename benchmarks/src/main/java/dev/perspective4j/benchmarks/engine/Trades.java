package dev.perspective4j.benchmarks.engine;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** The table of the benchmarks: keyed trades with a sector of 20, a price and a size. */
public final class Trades {

  private static final int LOADED_AT_ONCE = 100_000;

  private Trades() {}

  /** A table of {@code rows} rows keyed by {@code id}. */
  static Table table(int rows) {
    StringBuilder csv = new StringBuilder("id,sector,price,size\n");
    SplittableRandom random = new SplittableRandom(3);
    for (int row = 0; row < rows; row++) {
      csv.append(row)
          .append(",sector ")
          .append(random.nextInt(20))
          .append(',')
          .append(random.nextInt(1_000_000) / 100.0)
          .append(',')
          .append(random.nextInt(10_000))
          .append('\n');
    }
    return Table.create(new TableData.Csv(utf8(csv)), TableOptions.indexedBy("id"));
  }

  /** Such a table with company and side as well, loaded a part at a time so that the heap stays small however large it is. */
  public static Table keyed(int rows) {
    Schema schema =
        new Schema(
            List.of(
                new Schema.Column("id", ColumnType.INTEGER),
                new Schema.Column("sector", ColumnType.STRING),
                new Schema.Column("price", ColumnType.FLOAT),
                new Schema.Column("size", ColumnType.INTEGER),
                new Schema.Column("symbol", ColumnType.STRING),
                new Schema.Column("buy", ColumnType.BOOLEAN)));
    Table table = Table.create(new TableData.OfSchema(schema), TableOptions.indexedBy("id"));
    SplittableRandom random = new SplittableRandom(3);
    for (int from = 0; from < rows; from += LOADED_AT_ONCE) {
      RowAppender appender = table.appender();
      for (int row = from; row < Math.min(rows, from + LOADED_AT_ONCE); row++) {
        int company = random.nextInt(1000);
        appender
            .set(0, row)
            .set(1, "sector " + company % 20)
            .set(2, random.nextInt(1_000_000) / 100.0)
            .set(3, random.nextInt(10_000))
            .set(4, "SYM" + company)
            .set(5, random.nextBoolean())
            .endRow();
      }
      table.update(appender, 0);
    }
    return table;
  }

  /** Rows that change price and size of {@code count} trades. */
  public static TableData changes(int rows, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"id\":")
          .append(random.nextInt(rows))
          .append(",\"price\":")
          .append(random.nextInt(1_000_000) / 100.0)
          .append(",\"size\":")
          .append(random.nextInt(10_000))
          .append('}');
    }
    return new TableData.JsonRows(utf8(json.append(']')));
  }

  private static ByteBuffer utf8(CharSequence text) {
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
