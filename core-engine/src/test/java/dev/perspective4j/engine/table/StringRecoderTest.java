package dev.perspective4j.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.StringList;
import dev.perspective4j.engine.column.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StringRecoderTest {

  @Test
  void equalStringsOfABatchGetOneCodeAndUnusedOnesNone() {
    StringDictionary table = new StringDictionary();
    int known = table.intern("known");
    StringDictionary batch = list("new", "known", "new", "unused", "");
    StringRecoder recoder = new StringRecoder(batch, table);

    Vector first = recoder.recode(cells(batch, 0, 1, 2, 4, 0, -1));
    Vector second = recoder.recode(cells(batch, 2));

    int added = table.find("new");
    int empty = table.find("");
    assertArrayEquals(
        new int[] {added, known, added, empty, added}, Arrays.copyOf(first.codes(), 5));
    assertTrue(first.isNull(5));
    assertEquals(added, second.codes()[0]);
    assertEquals(3, table.count());
    assertEquals(-1, table.find("unused"));
  }

  @Test
  void fewCellsOfALargeDictionaryAreLookedUpAlone() {
    StringDictionary table = new StringDictionary();
    StringDictionary batch = list("a", "b", "c", "a");
    StringRecoder recoder = new StringRecoder(batch, table);

    Vector cells = recoder.recode(cells(batch, 3, 0));

    assertEquals(cells.codes()[0], cells.codes()[1]);
    assertEquals("a", table.string(cells.codes()[0]));
    assertEquals(1, table.count());
  }

  private static StringDictionary list(String... texts) {
    int[] ends = new int[texts.length];
    int end = 0;
    for (int i = 0; i < texts.length; i++) {
      end += texts[i].length();
      ends[i] = end;
    }
    return StringList.of(String.join("", texts).getBytes(StandardCharsets.US_ASCII), ends);
  }

  private static Vector cells(StringDictionary batch, int... codes) {
    Vector cells = new Vector(PhysicalType.STRING, batch, codes.length);
    for (int code : codes) {
      if (code < 0) {
        cells.addNull();
      } else {
        cells.addCode(code);
      }
    }
    return cells;
  }
}
