package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrow that says, or unpacks to, more than it is: one clear error, and the table stays as it was. */
class HostileArrowTest {

  private static final int BOMB_COLUMNS = 64;
  private static final int BOMB_ROWS = 1 << 20;

  /** Occurs as a length in the metadata of {@link #labels} and nowhere in its cells. */
  private static final int LABELS = 12_345;

  private static byte[] arrow(int rows, List<Slice.Column> columns, ArrowCompression compression) {
    Slice slice =
        new Slice(
            Slice.Kind.FLAT, rows, columns, Optional.empty(), Optional.empty(), Optional.empty());
    ByteBuffer written = ArrowWriter.write(slice, FieldNaming.LEGACY, compression);
    byte[] bytes = new byte[written.remaining()];
    written.get(bytes);
    return bytes;
  }

  /** Half a gigabyte of zeros. */
  private static byte[] bomb(ArrowCompression compression) {
    Vector zeros = new Vector(PhysicalType.INT64, null, BOMB_ROWS);
    zeros.size(BOMB_ROWS);
    zeros.setAllValid();
    List<Slice.Column> columns = new ArrayList<>();
    for (int i = 0; i < BOMB_COLUMNS; i++) {
      columns.add(new Slice.Column(ColumnPath.of("c" + i), zeros));
    }
    return arrow(BOMB_ROWS, columns, compression);
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4", "ZSTD"})
  void bodiesThatUnpackToFarMoreThanTheyAreAreRefused(ArrowCompression compression) {
    byte[] bomb = bomb(compression);
    List<Schema.Column> columns = new ArrayList<>();
    for (int i = 0; i < BOMB_COLUMNS; i++) {
      columns.add(new Schema.Column("c" + i, ColumnType.INTEGER));
    }

    assertTrue(bomb.length < 4 << 20);
    assertTrue(made(bomb).matches("Arrow buffers decompress to more than \\d+ bytes\n"));
    try (Table table =
        Table.create(new TableData.OfSchema(new Schema(columns)), TableOptions.DEFAULT)) {
      table.update(Tables.rows("[{\"c0\":7}]"), 0);
      long held = table.heldBytes();
      TableData data = new TableData.Arrow(ByteBuffer.wrap(bomb));

      assertThrows(EngineException.class, () -> table.update(data, 0));

      assertEquals(1, table.size());
      assertEquals(held, table.heldBytes());
    }
  }

  /** One column of distinct strings, so that there is a dictionary as long as the table. */
  private static byte[] labels() {
    StringDictionary strings = new StringDictionary();
    Vector cells = new Vector(PhysicalType.STRING, strings, LABELS);
    for (int i = 0; i < LABELS; i++) {
      cells.addCode(strings.intern("label " + Integer.toString(i, 36)));
    }
    return arrow(
        LABELS, List.of(new Slice.Column(ColumnPath.of("a"), cells)), ArrowCompression.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 20, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE})
  void falseNumbersOfRowsAndOfStringsOfADictionaryAreRefused(long declared) {
    byte[] good = labels();
    int found = 0;
    for (int at = 0; at + Long.BYTES <= good.length; at += Integer.BYTES) {
      ByteBuffer bad = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
      if (bad.getLong(at) == LABELS) {
        bad.putLong(at, declared);
        assertRefused("(?s).*(Arrow|Invalid|stream).*", bad.array());
        found++;
      }
    }
    assertTrue(found >= 2, () -> "places with a number of rows");
  }

  @Test
  void lengthsBeyondTheMessageAreRefused() {
    byte[] good = labels();
    // Behind the mark that begins a message is the length of its metadata.
    for (int declared : new int[] {-2, 1, 1 << 20, Integer.MAX_VALUE}) {
      ByteBuffer bad = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(-1, bad.getInt(0));
      bad.putInt(Integer.BYTES, declared);
      assertRefused("(?s).*(Arrow|Invalid|stream|message).*", bad.array());
    }
  }

  private static void assertRefused(String message, byte[] arrow) {
    String made = made(arrow);
    assertTrue(made.matches(message), made);
    try (Table table = Table.create(Tables.rows("[{\"a\":\"x\"}]"), TableOptions.DEFAULT)) {
      TableData data = new TableData.Arrow(ByteBuffer.wrap(arrow));
      assertThrows(EngineException.class, () -> table.update(data, 0));
      assertEquals("a:string [\"x\"]", Tables.show(table));
    }
  }

  /** The text by which a new table is refused. */
  private static String made(byte[] arrow) {
    TableData data = new TableData.Arrow(ByteBuffer.wrap(arrow));
    return String.valueOf(
        assertThrows(EngineException.class, () -> Table.create(data, TableOptions.DEFAULT))
            .getMessage());
  }
}
