package dev.perspective4j.source.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes Parquet files. */
final class DuckDb {
  private DuckDb() {}

  /**
   * The rows of a query as a Parquet file.
   *
   * @param options more of {@code copy}'s options, each begun with a comma
   */
  static ByteBuffer parquet(Path directory, String query, String options) {
    Path file = directory.resolve("rows.parquet");
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
      statement.execute("copy (" + query + ") to '" + file + "' (format parquet" + options + ")");
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
