package dev.perspective4j.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents of plain columns are read straight from their array, all others, and those that have no
 * array, by a parser. Both make the same of them.
 */
class PlainColumnsTest {
  private static final int ROWS = 4_000;

  private final SplittableRandom random = new SplittableRandom(11);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0",
        "2147483648",
        "999999999999999999",
        "9999999999999999999",
        "01",
        "-",
        "1.",
        "0.1",
        "-0.0",
        "1e5",
        "1E-400",
        "1e400",
        "123456789.123456789123456789",
        "1.5e",
        ".5",
        "true",
        "false",
        "null",
        "nul",
        "True",
        "NaN",
        "\"\"",
        "\"x\"",
        "\"\\u00e9\\n\\/\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\x\"",
        "\"é😀\"",
        "\"a\tb\"",
        "\"]\"",
        "\"\\\"]\"",
        "\"2024-01-02\"",
        "\"2024-01-02 03:04:05\"",
        "[1]",
        "{\"a\":1}",
        "[]",
        "1 1",
        ""
      })
  void aCellFarDownIsReadAlike(String cell) {
    for (String others : new String[] {"7", "2.5", "\"text\"", "\"2024-01-01\"", "true", "null"}) {
      String column = (others + " , ").repeat(20_000);
      assertAlike("{\"a\": [" + column + cell + "], \"b\":[" + column + others + "]}", "");
    }
  }

  @Test
  void columnsOfDifferentLengthsAreReadAlike() {
    assertAlike("{\"a\":[" + "1,".repeat(40_000) + "2],\"b\":[\"x\",null,\"y\"]}", "");
    assertAlike("{\"a\":[" + "1,".repeat(40_000) + "2],\"b\":[]}", "");
    assertAlike("{\"a\":[" + "1,".repeat(40_000) + "2],\"a\":[3]}", "");
    assertAlike("{\"a\":[" + "1,".repeat(40_000) + "2]} x", "");
    assertAlike("{\"a\":[" + "1,".repeat(40_000) + "2],}", "");
    assertAlike("{\"a\":[" + "1,".repeat(40_000) + "]}", "");
  }

  @Test
  void keysAreFoundAlike() {
    String keys = "1,2,3,2,1,".repeat(10_000) + "4";
    String values = "null,1,null,2,3,".repeat(10_000) + "5";

    assertAlike("{\"k\":[" + keys + "],\"v\":[" + values + "]}", "k");
    assertAlike("{\"v\":[" + values + "],\"k\":[" + keys + "]}", "none");
  }

  @Test
  void brokenDocumentsAreReadAlike() {
    for (int turn = 0; turn < 100; turn++) {
      byte[] json = document().getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i > 0; i--) {
        String bytes = "[]{},:\"\\ 0e-.tnx\u00e9";
        json[random.nextInt(json.length)] = (byte) bytes.charAt(random.nextInt(bytes.length()));
      }
      assertAlike(json, "");
    }
  }

  private String document() {
    StringBuilder json = new StringBuilder("{");
    int columns = random.nextInt(1, 5);
    for (int c = 0; c < columns; c++) {
      json.append(c == 0 ? "" : ", ").append("\"c\u00e9").append(c).append("\" : [");
      int kind = random.nextInt(6);
      for (int row = 0; row < ROWS * 4 / columns; row++) {
        json.append(row == 0 ? "" : ",");
        if (random.nextInt(20) == 0) {
          json.append("null");
          continue;
        }
        switch (kind) {
          case 0 -> json.append(random.nextInt());
          case 1 -> json.append(random.nextLong() >> random.nextInt(64));
          case 2 -> json.append(random.nextDouble() * Math.pow(10, random.nextInt(-20, 20)));
          case 3 -> json.append("\"s\u20ac").append(random.nextInt(500)).append("\\n\"");
          case 4 -> json.append(random.nextBoolean());
          default -> json.append("\"2024-03-").append(10 + random.nextInt(20)).append("\"");
        }
      }
      json.append("]");
    }
    return json.append("}").toString();
  }

  private static void assertAlike(String json, String index) {
    assertAlike(json.getBytes(StandardCharsets.UTF_8), index);
  }

  private static void assertAlike(byte[] json, String index) {
    ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();
    String parsed = outcome(direct, index);
    String plain = outcome(ByteBuffer.wrap(json), index);
    // Not assertEquals on the whole: its message would hold the whole.
    int same = 0;
    while (same < Math.min(parsed.length(), plain.length())
        && parsed.charAt(same) == plain.charAt(same)) {
      same++;
    }
    assertEquals(parsed.length(), plain.length(), () -> "of " + parsed.length() + " characters");
    assertEquals(parsed.length(), same);
  }

  private static String outcome(ByteBuffer json, String index) {
    TableOptions options = index.isEmpty() ? TableOptions.DEFAULT : TableOptions.indexedBy(index);
    try (Table table = Table.create(new TableData.JsonColumns(json), options)) {
      return Tables.show(table);
    } catch (EngineException refused) {
      return refused.getMessage();
    }
  }
}
