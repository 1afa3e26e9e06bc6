package dev.perspective4j.engine.format;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.text.Utf8Builder;

/** How a text format shows the cells of a column. */
public enum CellStyle {
  /** Nulls are {@code null}, strings JSON strings, dates and datetimes epoch milliseconds. */
  JSON("null", ""),
  /** As {@link #JSON}, with dates and datetimes as JSON strings. */
  JSON_FORMATTED("null", "\""),
  /** Nulls are nothing, strings stand in quotes, dates and datetimes do not. */
  CSV("", "");

  private final String nothing;
  private final String dateQuote;

  CellStyle(String nothing, String dateQuote) {
    this.nothing = nothing;
    this.dateQuote = dateQuote;
  }

  /** JSON with dates as asked. */
  public static CellStyle json(boolean formatted) {
    return formatted ? JSON_FORMATTED : JSON;
  }

  /** The text of a null. */
  String nothing() {
    return nothing;
  }

  /** What stands before and after a date that is text. */
  String dateQuote() {
    return dateQuote;
  }

  void writeString(StringDictionary dictionary, int code, Utf8Builder out) {
    if (this == CSV) {
      CsvString.write(dictionary, code, out);
    } else {
      JsonString.write(dictionary, code, out);
    }
  }
}
