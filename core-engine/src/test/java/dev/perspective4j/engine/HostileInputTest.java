package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that wants more than it is worth: one clear error, and the table stays as it was. */
class HostileInputTest {

  private static final int ZSTD = 0xFD2FB528;
  private static final int LZ4 = 0x184D2204;

  static Stream<Arguments> deep() {
    String lists = "[".repeat(100_000);
    String objects = "{\"a\":".repeat(100_000);
    return Stream.of(
        Arguments.of(Tables.rows("[{\"a\":" + lists), "nesting depth"),
        Arguments.of(Tables.rows("[" + objects), "nesting depth"),
        Arguments.of(Tables.columns("{\"a\":[" + lists), "nesting depth"),
        Arguments.of(Tables.columns("{\"a\":[" + objects), "nesting depth"),
        Arguments.of(Tables.ndjson("{\"a\":" + lists), "nesting depth"),
        Arguments.of(Tables.ndjson(objects), "nesting depth"));
  }

  @ParameterizedTest
  @MethodSource("deep")
  void deepNestingIsRefused(TableData data, String reason) {
    String message = refusal(data);

    assertTrue(message.matches("Invalid JSON at offset \\d+: .*" + reason + ".*"), message);
  }

  @ParameterizedTest
  @MethodSource("endless")
  void endlessNumbersAndNamesAreRefused(TableData data) {
    String message = refusal(data);

    assertTrue(message.startsWith("Invalid JSON at offset "), message);
  }

  static Stream<TableData> endless() {
    return Stream.of(
        Tables.rows("[{\"a\":" + "9".repeat(1_000_000) + "}]"),
        Tables.columns("{\"a\":[" + "9".repeat(1_000_000) + "]}"),
        Tables.ndjson("{\"" + "n".repeat(1_000_000) + "\":1}"));
  }

  @ParameterizedTest
  @CsvSource({
    "types-zstd, -2, Decompressed length of a buffer is out of range",
    "types-zstd, 9223372036854775807, Decompressed length of a buffer is out of range",
    "types-zstd, 2000000000, ZSTD decompression failed",
    "types-lz4, -2, Decompressed length of a buffer is out of range",
    "types-lz4, 9223372036854775807, Decompressed length of a buffer is out of range",
    "types-lz4, 2000000000, LZ4 decompression failed"
  })
  void falseLengthsOfCompressedBuffersAreRefused(String resource, long length, String reason)
      throws IOException {
    byte[] good = resource(resource);
    List<Integer> frames = frames(good, resource.endsWith("zstd") ? ZSTD : LZ4);

    for (int frame : frames) {
      ByteBuffer bad = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
      bad.putLong(frame - 8, length);
      EngineException refused =
          assertThrows(
              EngineException.class,
              () -> Table.create(new TableData.Arrow(bad), TableOptions.DEFAULT));
      assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }
    assertTrue(frames.size() > 3);
  }

  /** Where frames begin. */
  private static List<Integer> frames(byte[] bytes, int magic) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> frames = new ArrayList<>();
    for (int at = 8; at + 4 <= bytes.length; at += 8) {
      if (in.getInt(at) == magic) {
        frames.add(at);
      }
    }
    return frames;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = HostileInputTest.class.getResourceAsStream("/arrow/" + name + ".arrow")) {
      return in.readAllBytes();
    }
  }

  /** The text by which both a new table and an update are refused. */
  private static String refusal(TableData data) {
    EngineException made =
        assertThrows(EngineException.class, () -> Table.create(data, TableOptions.DEFAULT));
    try (Table table = Table.create(Tables.rows("[{\"a\":1}]"), TableOptions.DEFAULT)) {
      EngineException refused = assertThrows(EngineException.class, () -> table.update(data, 0));
      assertEquals("a:integer [1]", Tables.show(table));
      assertEquals(made.getMessage(), refused.getMessage());
    }
    return String.valueOf(made.getMessage());
  }
}
