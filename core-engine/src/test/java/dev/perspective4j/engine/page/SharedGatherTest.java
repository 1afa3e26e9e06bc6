package dev.perspective4j.engine.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that are fetched once for several readers are those that each would have fetched. */
class SharedGatherTest {
  private static final int ROWS = 70_000; // more than one page

  private static PagedColumn column(PhysicalType physicalType, PageMemory memory, boolean nulls) {
    StringDictionary dictionary =
        physicalType == PhysicalType.STRING ? new StringDictionary() : null;
    PagedColumn column = new PagedColumn(physicalType, dictionary, memory);
    Vector cells = new Vector(physicalType, dictionary, ROWS);
    for (int i = 0; i < ROWS; i++) {
      if (nulls && i % 5 == 0) {
        cells.addNull();
        continue;
      }
      switch (physicalType.lane()) {
        case LONG -> cells.addLong(i);
        case DOUBLE -> cells.addDouble(i / 2.0);
        case CODE -> cells.addCode(cells.dictionary().intern("text " + i % 100));
      }
    }
    column.ensureSlots(ROWS);
    column.write(0, cells, 0, ROWS);
    return column;
  }

  private static Object cells(PagedColumn column, int[] slots, int offset, int count) {
    Vector out = new Vector(column.physicalType(), column.dictionaryOrNull(), Vector.CHUNK);
    out.size(Vector.CHUNK);
    out.setAllValid(); // what was there before must not shine through
    column.gather(slots, offset, count, out);
    Object[] cells = new Object[count];
    for (int i = 0; i < count; i++) {
      cells[i] =
          out.isNull(i)
              ? null
              : switch (out.physicalType().lane()) {
                case LONG -> (Object) out.longs()[i];
                case DOUBLE -> out.doubles()[i];
                case CODE -> out.dictionary().string(out.codes()[i]);
              };
    }
    assertEquals(count, out.size());
    assertEquals(!Arrays.asList(cells).contains(null), out.allValid());
    return cells;
  }

  private static void assertSame(PagedColumn column, int[] slots, int offset, int count) {
    Object[] expected = (Object[]) cells(column, slots.clone(), offset, count);
    assertArrayEquals(expected, (Object[]) cells(column, slots, offset, count));
  }

  @ParameterizedTest
  @CsvSource({
    "INT32,false",
    "INT64,true",
    "FLOAT64,false",
    "FLOAT64,true",
    "STRING,true",
    "BOOL,false"
  })
  void sharedCellsAreThoseOfTheColumn(PhysicalType physicalType, boolean nulls) {
    try (PageMemory memory = PageMemory.inMemory()) {
      PagedColumn column = column(physicalType, memory, nulls);
      for (int size : new int[] {1, 63, 64, 65, 1000, 2048, 5000, 40_000}) {
        int[] slots = new Random(size).ints(size, 0, ROWS).toArray();
        column.share(slots);
        for (int from = 0; from < size; from += Vector.CHUNK) {
          assertSame(column, slots, from, Math.min(Vector.CHUNK, size - from));
          assertSame(column, slots, from, Math.min(Vector.CHUNK, size - from));
        }
        assertSame(column, slots, Math.min(3, size - 1), 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"INT32,false", "FLOAT64,true"})
  void cellsAreReadAnewOnceTheyAreNoLongerShared(PhysicalType physicalType, boolean nulls) {
    try (PageMemory memory = PageMemory.inMemory()) {
      PagedColumn column = column(physicalType, memory, nulls);
      int[] slots = new Random(1).ints(100, 0, ROWS).toArray();
      column.share(slots);
      assertSame(column, slots, 0, 100);

      column.share(new int[0]);
      column.setNull(slots[7]);
      assertSame(column, slots, 0, 100);

      column.share(slots);
      assertSame(column, slots, 0, 100);
    }
  }
}
