package dev.perspective4j.examples.market;

import static dev.perspective4j.model.ColumnType.DATETIME;
import static dev.perspective4j.model.ColumnType.FLOAT;
import static dev.perspective4j.model.ColumnType.INTEGER;
import static dev.perspective4j.model.ColumnType.STRING;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerTable;
import io.vertx.core.json.JsonArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Hosts the table {@code trades} and writes 1,000 rows per second into it: 20 ticks of 50 rows.
 *
 * <p>The table is keyed by ticker and venue, so each trade updates the row of its instrument.
 */
final class TradesFeed implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 20;
  private static final int ROWS_PER_TICK = 50;

  private final ServerTable trades;
  private final List<Instrument> instruments = Instrument.all();
  private final Random random = new Random(1);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("trades").factory());

  private TradesFeed(ServerTable trades) {
    this.trades = trades;
  }

  /** Hosts the table, fills it with one trade per instrument and keeps it moving. */
  static TradesFeed start(Server server) {
    TradesFeed feed =
        new TradesFeed(
            server.host("trades", new TableData.OfSchema(schema()), TableOptions.indexedBy("id")));
    feed.write(feed.instruments);
    feed.thread.scheduleAtFixedRate(feed::tick, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    return feed;
  }

  @Override
  public void close() {
    thread.close();
  }

  private void tick() {
    write(random.ints(ROWS_PER_TICK, 0, instruments.size()).mapToObj(instruments::get).toList());
  }

  private void write(List<Instrument> traded) {
    JsonArray rows = new JsonArray();
    for (Instrument instrument : traded) {
      rows.add(instrument.trade(random));
    }
    trades.update(TableData.jsonRows(rows.encode())).join();
  }

  private static Schema schema() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    columns.put("id", STRING);
    columns.put("sector", STRING);
    columns.put("ticker", STRING);
    columns.put("venue", STRING);
    columns.put("price", FLOAT);
    columns.put("change", FLOAT);
    columns.put("volume", INTEGER);
    columns.put("trades", INTEGER);
    columns.put("time", DATETIME);
    return Schema.of(columns);
  }
}
