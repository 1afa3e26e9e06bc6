package dev.perspective4j.benchmarks.sidebyside;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Generated trades: nine columns of every kind, the same for both servers.
 *
 * <p>{@code id} is unique and ascending; {@code sector} has 20 values, {@code symbol} 1,000, {@code
 * account} 100,000.
 */
final class Data {

  private static final long DAY = 86_400_000L;
  private static final long START = 1_700_000_000_000L;

  private Data() {}

  /** An Arrow stream of rows {@code [from, from + count)}. */
  static ByteString arrow(int from, int count) {
    StringDictionary sectors = new StringDictionary();
    StringDictionary symbols = new StringDictionary();
    StringDictionary accounts = new StringDictionary();
    Vector id = new Vector(PhysicalType.INT32, null, count);
    Vector time = new Vector(PhysicalType.DATETIME, null, count);
    Vector day = new Vector(PhysicalType.DATE, null, count);
    Vector sector = new Vector(PhysicalType.STRING, sectors, count);
    Vector symbol = new Vector(PhysicalType.STRING, symbols, count);
    Vector account = new Vector(PhysicalType.STRING, accounts, count);
    Vector price = new Vector(PhysicalType.FLOAT64, null, count);
    Vector size = new Vector(PhysicalType.INT32, null, count);
    Vector buy = new Vector(PhysicalType.BOOL, null, count);
    SplittableRandom random = new SplittableRandom(from + 1L);
    for (int row = from; row < from + count; row++) {
      int company = random.nextInt(1000);
      id.addLong(row);
      time.addLong(START + row * 10L);
      day.addLong((START / DAY) + random.nextInt(250));
      sector.addCode(sectors.intern("sector " + company % 20));
      symbol.addCode(symbols.intern("SYM" + company));
      account.addCode(accounts.intern("account-" + random.nextInt(100_000)));
      price.addDouble(Math.round(random.nextDouble() * 1e6) / 100.0);
      size.addLong(random.nextInt(1, 10_000));
      buy.addLong(random.nextInt(2));
    }
    List<Slice.Column> columns = new ArrayList<>();
    columns.add(column("id", id));
    columns.add(column("time", time));
    columns.add(column("day", day));
    columns.add(column("sector", sector));
    columns.add(column("symbol", symbol));
    columns.add(column("account", account));
    columns.add(column("price", price));
    columns.add(column("size", size));
    columns.add(column("buy", buy));
    Slice slice =
        new Slice(
            Slice.Kind.FLAT, count, columns, Optional.empty(), Optional.empty(), Optional.empty());
    return ByteString.copyFrom(ArrowWriter.write(slice, FieldNaming.LEGACY, ArrowCompression.NONE));
  }

  /** CSV of the first {@code count} rows, without the account column. */
  static ByteString csv(int count) {
    StringBuilder out = new StringBuilder("id,time,day,sector,symbol,price,size,buy\n");
    SplittableRandom random = new SplittableRandom(7);
    for (int row = 0; row < count; row++) {
      int company = random.nextInt(1000);
      out.append(row)
          .append(",2024-03-")
          .append(10 + row % 20)
          .append(" 12:")
          .append(10 + row % 50)
          .append(":00.000,2024-03-")
          .append(10 + row % 20)
          .append(",sector ")
          .append(company % 20)
          .append(",SYM")
          .append(company)
          .append(',')
          .append(Math.round(random.nextDouble() * 1e6) / 100.0)
          .append(',')
          .append(random.nextInt(1, 10_000))
          .append(random.nextBoolean() ? ",true\n" : ",false\n");
    }
    return ByteString.copyFromUtf8(out.toString());
  }

  /** JSON columns of the first {@code count} rows, four columns. */
  static ByteString jsonColumns(int count) {
    StringBuilder id = new StringBuilder();
    StringBuilder symbol = new StringBuilder();
    StringBuilder price = new StringBuilder();
    StringBuilder size = new StringBuilder();
    SplittableRandom random = new SplittableRandom(9);
    for (int row = 0; row < count; row++) {
      String comma = row == 0 ? "" : ",";
      id.append(comma).append(row);
      symbol.append(comma).append("\"SYM").append(random.nextInt(1000)).append('"');
      price.append(comma).append(Math.round(random.nextDouble() * 1e6) / 100.0);
      size.append(comma).append(random.nextInt(1, 10_000));
    }
    return ByteString.copyFromUtf8(
        "{\"id\":["
            + id
            + "],\"symbol\":["
            + symbol
            + "],\"price\":["
            + price
            + "],\"size\":["
            + size
            + "]}");
  }

  private static Slice.Column column(String name, Vector cells) {
    return new Slice.Column(ColumnPath.of(name), cells);
  }

  /** Rows of {@code id}, {@code price} and {@code size} for ids below {@code rows}, as JSON; other ones each turn. */
  static ByteString prices(int rows, int batch, int turn) {
    SplittableRandom random = new SplittableRandom(turn);
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < batch; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"id\":")
          .append(random.nextInt(rows))
          .append(",\"price\":")
          .append(Math.round(random.nextDouble() * 1e6) / 100.0)
          .append(",\"size\":")
          .append(random.nextInt(1, 10_000))
          .append('}');
    }
    return ByteString.copyFromUtf8(out.append(']').toString());
  }
}
