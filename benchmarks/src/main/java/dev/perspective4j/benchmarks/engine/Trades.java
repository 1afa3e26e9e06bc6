package dev.perspective4j.benchmarks.engine;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The table of the benchmarks: keyed trades with a sector of 20, a price and a size. */
final class Trades {

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

  /** Rows that change price and size of {@code count} trades. */
  static TableData changes(int rows, int count, long seed) {
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
