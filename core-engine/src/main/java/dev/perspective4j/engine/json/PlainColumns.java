package dev.perspective4j.engine.json;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchSink;
import dev.perspective4j.engine.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a new table from a document of column arrays that hold nothing but scalars, some rows of
 * all columns at a time and several columns at the same time.
 *
 * <p>This is the common case, and only that: whatever is out of the ordinary, errors included,
 * makes the attempt fail, and {@link JsonColumnsReader} reads the document again, token by token.
 * Ordinary are columns of different names whose type is settled by their first rows.
 */
final class PlainColumns {

  /*
   * Optimism with a way back. The common document, {"a":[1,2,…],"b":[…]}, needs no JSON parser: one
   * pass finds the brackets of each array, looking at quotes and brackets only, and then
   * each array is read by a reader of one type (PlainColumn), which knows after the first rows
   * whether it expects numbers, texts or booleans. Columns are independent of each other, so they
   * are read on several threads.
   *
   * Invariant: an answer of true means that the batches are what the full reader would have made of
   * the document. Anything that is not plainly so (nesting, escapes in names, names that occur
   * twice, a later cell of another type, an error of any kind) is answered by false. Errors are
   * therefore never reported from here: the full reader finds them again and says where they are.
   * Rows handed over before a failure are discarded by the caller.
   *
   * Memory: at most RUN rows of each column are under way. Cost: about two passes over the bytes; a
   * failed attempt costs what it has read. Documents below WORTHWHILE bytes are not worth the
   * threads.
   */

  /** Bytes that are worth it. */
  private static final int WORTHWHILE = 1 << 16;

  /** Rows read at a time. */
  private static final int RUN = 1 << 14;

  private static final int LONGEST_NAME = 1 << 10;

  private final byte[] text;
  private final int to;
  private final List<PlainColumn> columns = new ArrayList<>();

  private PlainColumns(byte[] text, int to) {
    this.text = text;
    this.to = to;
  }

  /**
   * Hands the rows over.
   *
   * @return whether all were handed over; if not, some may have been
   */
  static boolean read(byte[] text, int from, int to, BatchSink sink) {
    if (to - from < WORTHWHILE) {
      return false;
    }
    PlainColumns document = new PlainColumns(text, to);
    try {
      return document.find(from) && document.readRows(sink);
    } catch (EngineException refused) {
      return false;
    } finally {
      // An idle thread of the pool may still refer to the list, which would keep the text.
      document.columns.clear();
    }
  }

  /** Finds where the columns are; false if that is not plain to see. */
  private boolean find(int from) {
    Set<String> names = new HashSet<>();
    int at = skipBlanks(from);
    if (!is('{', at)) {
      return false;
    }
    do {
      int quote = skipBlanks(at + 1);
      int end = is('"', quote) ? endOfName(quote + 1) : -1;
      if (end < 0) {
        return false;
      }
      String name = new String(text, quote + 1, end - quote - 1, StandardCharsets.UTF_8);
      int colon = skipBlanks(end + 1);
      int bracket = skipBlanks(colon + 1);
      if (!is(':', colon) || !is('[', bracket) || !names.add(name)) {
        return false;
      }
      int close = endOfArray(bracket + 1);
      if (close < 0) {
        return false;
      }
      columns.add(new PlainColumn(name, text, bracket + 1, close));
      at = skipBlanks(close + 1);
    } while (is(',', at));
    return is('}', at) && skipBlanks(at + 1) == to;
  }

  private boolean is(char wanted, int at) {
    return at < to && text[at] == wanted;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < to && PlainColumn.isBlank(text[at])) {
      at++;
    }
    return at;
  }

  /** The closing quote of a name, or -1. */
  private int endOfName(int from) {
    int last = Math.min(to, from + LONGEST_NAME);
    for (int i = from; i < last; i++) {
      byte b = text[i];
      if (b == '"') {
        return Utf8.isValid(text, from, i - from) ? i : -1;
      }
      if (b == '\\' || (b >= 0 && b < ' ')) {
        return -1;
      }
    }
    return -1;
  }

  /** The bracket that closes an array, or -1 if something nests in it. */
  private int endOfArray(int from) {
    int i = from;
    while (i < to) {
      switch (text[i]) {
        case ']' -> {
          return i;
        }
        case '[', '{' -> {
          return -1;
        }
        case '"' -> {
          i++;
          while (i < to && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
          }
        }
        default -> {}
      }
      i++;
    }
    return -1;
  }

  private boolean readRows(BatchSink sink) {
    while (!columns.stream().allMatch(PlainColumn::isRead)) {
      columns.parallelStream().forEach(column -> column.read(RUN));
      int rows = 0;
      for (PlainColumn column : columns) {
        if (!column.isPlain()) {
          return false;
        }
        rows = Math.max(rows, column.count());
      }
      List<Batch.Column> cells = new ArrayList<>();
      for (PlainColumn column : columns) {
        cells.add(column.finish(rows));
      }
      sink.accept(new Batch(rows, cells));
    }
    return true;
  }
}
