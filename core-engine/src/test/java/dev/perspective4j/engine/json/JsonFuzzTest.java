package dev.perspective4j.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Hostile JSON is refused with the one exception there is for it, and changes nothing. */
class JsonFuzzTest {
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "false",
    "1",
    "-1.5e3",
    "1e400",
    "\"\"",
    "\"a\"",
    "\"k\"",
    "\"2020-01-02\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud800\"",
    " ",
    "\n",
    "\"1\"",
    "0x1",
    "123456789012345678901234567890",
    "{\"a\":1}",
    "[1,2]",
    "{\"k\":1,\"a\":[1,2]}",
    "\"__INDEX__\"",
    "\"a.b\"",
    "\u0000",
    "\uFEFF",
    "NaN",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615"
  };

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 3 ? 8 : 10);
    return switch (kind) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> Integer.toString(random.nextInt(20) - 10);
      case 3 -> Double.toString(random.nextGaussian());
      case 4 -> "\"x" + random.nextInt(5) + "\"";
      case 5 -> Long.toString(random.nextLong());
      case 6 -> "\"2020-01-0" + (1 + random.nextInt(9)) + "\"";
      case 7 -> "\"" + random.nextInt(100) + "\"";
      case 8 -> {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth + 1));
        }
        yield "[" + String.join(",", items) + "]";
      }
      default -> object(random, depth + 1);
    };
  }

  private static String object(Random random, int depth) {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      members.add("\"" + "kabcd".charAt(random.nextInt(5)) + "\":" + value(random, depth));
    }
    return "{" + String.join(",", members) + "}";
  }

  private static TableData data(Random random) {
    StringBuilder text = new StringBuilder();
    int shape = random.nextInt(3);
    switch (shape) {
      case 0 -> {
        List<String> rows = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          rows.add(object(random, 0));
        }
        text.append('[').append(String.join(",", rows)).append(']');
      }
      case 1 -> text.append(object(random, 0).replace(":", ":[").replace(",\"", "],\""));
      default -> text.append(object(random, 0)).append('\n').append(object(random, 0));
    }
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(3));
        text.replace(at, end, TOKENS[random.nextInt(TOKENS.length)]);
      }
    }
    byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(6) == 0 && utf8.length > 0) {
      utf8[random.nextInt(utf8.length)] = (byte) random.nextInt();
    }
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    return switch (shape) {
      case 0 -> new TableData.JsonRows(bytes);
      case 1 -> new TableData.JsonColumns(bytes);
      default -> new TableData.Ndjson(bytes);
    };
  }

  @Property(tries = 3000)
  void anyTextMakesATableOrIsRefused(@ForAll long seed) {
    Random random = new Random(seed);
    TableOptions options =
        (random.nextBoolean() ? TableOptions.DEFAULT : TableOptions.indexedBy("k"))
            .withListFlatten(ListFlatten.values()[random.nextInt(3)]);
    long before = PageMemory.allocatedBytes();
    try (Table table = Table.create(data(random), options)) {
      assertEquals(table.schema().columns().size(), table.schema().names().size());
    } catch (EngineException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    }
    assertEquals(before, PageMemory.allocatedBytes());
  }

  @Property(tries = 3000)
  void anyTextIsAppliedAsAWholeOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    TableOptions options =
        (random.nextBoolean() ? TableOptions.DEFAULT : TableOptions.indexedBy("k"))
            .withListFlatten(ListFlatten.values()[random.nextInt(3)]);
    try (Table table =
        Table.create(
            Tables.rows(
                "[{\"k\":1,\"a\":1.5,\"b\":\"x\",\"c\":true,\"d\":\"2020-01-01\",\"a.b\":1}]"),
            options)) {
      for (int i = 0; i < 4; i++) {
        String before = Tables.show(table);
        TableData data = data(random);
        try {
          switch (random.nextInt(3)) {
            case 0 -> table.remove(data);
            case 1 -> table.replace(data);
            default -> table.update(data, 0);
          }
        } catch (EngineException refused) {
          assertEquals(before, Tables.show(table));
        }
      }
    }
  }

  /** Cells of every kind, written as rows, columns and records, load alike. */
  @Property(tries = 300)
  void rowsColumnsAndRecordsOfTheSameCellsLoadAlike(@ForAll long seed) {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(20);
    String[] names = {"a", "b", "c.d", "é\\n"};
    String[][] cells = new String[names.length][rows];
    for (int column = 0; column < names.length; column++) {
      int kind = random.nextInt(5);
      for (int row = 0; row < rows; row++) {
        // The first row has no nulls, so that the order of columns does not depend on the format.
        boolean isNull = row > 0 && random.nextInt(4) == 0;
        cells[column][row] =
            isNull
                ? "null"
                : switch (kind) {
                  case 0 -> Integer.toString(random.nextInt());
                  case 1 -> random.nextInt(100) + ".25";
                  case 2 -> Boolean.toString(random.nextBoolean());
                  case 3 -> "\"t" + random.nextInt(9) + "\\u00e9\"";
                  default -> "\"2020-01-02T03:04:" + (10 + random.nextInt(40)) + "Z\"";
                };
      }
    }
    StringBuilder asColumns = new StringBuilder("{");
    for (int column = 0; column < names.length; column++) {
      asColumns
          .append(column == 0 ? "" : ",")
          .append("\"" + names[column] + "\":[")
          .append(String.join(",", cells[column]))
          .append(']');
    }
    asColumns.append('}');
    List<String> records = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<String> members = new ArrayList<>();
      for (int column = 0; column < names.length; column++) {
        members.add("\"" + names[column] + "\": " + cells[column][row]);
      }
      records.add("{" + String.join(",", members) + "}");
    }
    TableOptions options = TableOptions.DEFAULT;
    try (Table a = Table.create(Tables.columns(asColumns.toString()), options);
        Table b = Table.create(Tables.rows("[" + String.join(" , ", records) + "]"), options);
        Table c = Table.create(Tables.ndjson(String.join("\r\n", records)), options)) {
      assertEquals(Tables.show(a), Tables.show(b));
      assertEquals(Tables.show(a), Tables.show(c));
    }
  }
}
