package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.DateText;
import dev.perspective4j.engine.text.NumberText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct values in ascending order as text, separated by commas and cut at 280 bytes. Results
 * go into a dictionary of their own for each vector, so that texts no longer shown are not kept.
 */
final class JoinedText extends Aggregation {
  private static final int LIMIT = 280;

  private final CellValues values;
  private final CellRows cells;
  private final ValueCounts tally = new ValueCounts();

  JoinedText(CellValues values, CellRows cells) {
    super(PhysicalType.STRING);
    this.values = values;
    this.cells = cells;
  }

  @Override
  public Vector vector(int capacity) {
    return new Vector(PhysicalType.STRING, new StringDictionary(), capacity);
  }

  @Override
  void append(int cell, Vector out) {
    out.addCode(out.dictionary().intern(text(cells.rows(cell))));
  }

  private String text(IntList rows) {
    tally.clear();
    boolean nulls = false;
    for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
      int n = CellValues.chunkSize(rows, from);
      Vector chunk = values.load(rows, from, n);
      for (int i = 0; i < n; i++) {
        if (chunk.isNull(i)) {
          nulls = true;
        } else {
          tally.count(OrderedBits.of(chunk, i));
        }
      }
    }
    long[] distinct = tally.keys();
    boolean codes = values.source().physicalType() == PhysicalType.STRING;
    if (codes) {
      int[] ranks = values.source().dictionary().ranks();
      for (int i = 0; i < distinct.length; i++) {
        distinct[i] |= (long) ranks[(int) distinct[i]] << 32;
      }
    }
    Arrays.sort(distinct);
    return join(distinct, nulls);
  }

  private String join(long[] sorted, boolean nulls) {
    StringBuilder text = new StringBuilder();
    int used = 0;
    for (int i = nulls ? -1 : 0; i < sorted.length; i++) {
      String value = i < 0 ? "null" : print(sorted[i]);
      int bytes = value.getBytes(StandardCharsets.UTF_8).length;
      if (used + bytes > LIMIT) {
        break;
      }
      if (!text.isEmpty() || i > (nulls ? -1 : 0)) {
        text.append(", ");
      }
      text.append(value);
      used += bytes + 2;
    }
    return text.toString();
  }

  private String print(long bits) {
    return switch (values.source().physicalType()) {
      case STRING -> values.source().dictionary().string((int) bits);
      case BOOL -> bits != 0 ? "true" : "false";
      case DATE -> DateText.date(bits);
      case DATETIME -> DateText.dateTime(bits);
      case FLOAT32, FLOAT64 -> NumberText.sixDigits(OrderedBits.toDouble(bits));
      case UINT64 -> Long.toUnsignedString(bits ^ Long.MIN_VALUE);
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> Long.toString(bits);
    };
  }
}
