package dev.perspective4j.examples.market;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A ticker on a venue, whose price walks at random. */
final class Instrument {
  private static final Map<String, String> SECTORS = new LinkedHashMap<>();

  static {
    SECTORS.put("Banks", "BOND CRED FUND INSR LOAN SAVE");
    SECTORS.put("Energy", "COAL GASO HYDR OILS SOLR WIND");
    SECTORS.put("Goods", "AERO CARS RAIL SHIP STEL TOOL");
    SECTORS.put("Health", "BIOT DRUG GENE LABS MEDI SCAN");
    SECTORS.put("Retail", "BOOK FOOD HOME SHOE TOYS WINE");
    SECTORS.put("Tech", "CHIP CODE DATA DISK NETS WAFR");
  }

  private static final List<String> VENUES = List.of("AMS", "CHI", "FRA", "HKG", "LON", "NYC");

  private final String sector;
  private final String ticker;
  private final String venue;
  private final double open;
  private double price;
  private long volume;
  private int trades;

  private Instrument(String sector, String ticker, String venue, double open) {
    this.sector = sector;
    this.ticker = ticker;
    this.venue = venue;
    this.open = open;
    this.price = open;
  }

  /** Every ticker on every venue. */
  static List<Instrument> all() {
    Random random = new Random(2);
    List<Instrument> all = new ArrayList<>();
    SECTORS.forEach(
        (sector, tickers) -> {
          for (String ticker : tickers.split(" ")) {
            double open = 20 + 180 * random.nextDouble();
            for (String venue : VENUES) {
              all.add(new Instrument(sector, ticker, venue, open));
            }
          }
        });
    return all;
  }

  /** Trades once; the answer is the instrument's new row. */
  JsonObject trade(Random random) {
    price *= Math.exp(0.002 * random.nextGaussian());
    volume += 100L * (1 + random.nextInt(9));
    trades++;
    return new JsonObject()
        .put("id", ticker + "@" + venue)
        .put("sector", sector)
        .put("ticker", ticker)
        .put("venue", venue)
        .put("price", Math.round(price * 100) / 100.0)
        .put("change", Math.round((price / open - 1) * 10_000) / 100.0)
        .put("volume", volume)
        .put("trades", trades)
        .put("time", System.currentTimeMillis());
  }
}
