package dev.perspective4j.conformance.loading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.conformance.loading.Payload.Format;
import dev.perspective4j.conformance.loading.Payload.Raw;
import dev.perspective4j.conformance.loading.Payload.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text that only looked broken, taken apart into names and literals as if it had been made of them. */
final class ReadableText {
  private static final JsonFactory JSON = new JsonFactory();

  private final String text;
  private final List<String> names = new ArrayList<>();
  private final List<List<@Nullable String>> rows = new ArrayList<>();

  private ReadableText(String text) {
    this.text = text;
  }

  /** Names and literals; the text itself if it has none, or is broken. */
  static Payload of(Raw raw) {
    ReadableText read = new ReadableText(raw.text());
    boolean readable =
        raw.format() == Format.CSV ? read.csv() : !raw.isMalformed() && read.json(raw.format());
    if (!readable) {
      return raw;
    }
    read.rows.forEach(row -> pad(row, read.names.size()));
    return new Text(raw.format(), read.names, read.rows);
  }

  private static void pad(List<@Nullable String> row, int size) {
    while (row.size() < size) {
      row.add(null);
    }
  }

  // ---- JSON

  private boolean json(Format format) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken token = parser.nextToken();
      if (format == Format.COLUMNS) {
        return token == JsonToken.START_OBJECT && columns(parser);
      }
      if (format == Format.ROWS) {
        if (token != JsonToken.START_ARRAY) {
          return false;
        }
        token = parser.nextToken();
      }
      for (; token == JsonToken.START_OBJECT; token = parser.nextToken()) {
        record(parser);
      }
      return token == null || token == JsonToken.END_ARRAY;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void record(JsonParser parser) throws IOException {
    List<@Nullable String> row = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int column = column(parser.currentName(), row);
      parser.nextToken();
      pad(row, column + 1);
      row.set(column, literal(parser));
    }
    rows.add(row);
  }

  /** The first column of the name that has no cell in the row yet. */
  private int column(String name, List<@Nullable String> row) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name) && (i >= row.size() || row.get(i) == null)) {
        return i;
      }
    }
    names.add(name);
    return names.size() - 1;
  }

  private boolean columns(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      names.add(parser.currentName());
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return false;
      }
      for (int row = 0; parser.nextToken() != JsonToken.END_ARRAY; row++) {
        if (row == rows.size()) {
          rows.add(new ArrayList<>());
        }
        pad(rows.get(row), names.size());
        rows.get(row).set(names.size() - 1, literal(parser));
      }
    }
    return true;
  }

  private String literal(JsonParser parser) throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      parser.getText(); // reads it to its end
    }
    parser.skipChildren();
    return text.substring(from, (int) parser.currentLocation().getCharOffset()).strip();
  }

  // ---- CSV

  private boolean csv() {
    List<List<@Nullable String>> lines = new ArrayList<>();
    List<@Nullable String> line = new ArrayList<>();
    boolean quoted = false;
    int from = text.startsWith("\ufeff") ? 1 : 0;
    String closed = text.endsWith("\n") || text.endsWith("\r") ? text : text + "\n";
    for (int i = from; i < closed.length(); i++) {
      char c = closed.charAt(i);
      if (c == '"' && (quoted || i == from)) {
        quoted = !quoted || closed.startsWith("\"\"", i);
        i += quoted && closed.startsWith("\"\"", i) && i > from ? 1 : 0;
      } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
        line.add(closed.substring(from, i));
        from = i + 1;
        if (c != ',') {
          if (line.size() > 1 || !"".equals(line.getFirst())) {
            lines.add(line);
          }
          line = new ArrayList<>();
        }
      }
    }
    if (quoted || lines.isEmpty()) {
      return false;
    }
    lines.removeFirst().forEach(name -> names.add(LoadingEvidence.text(String.valueOf(name))));
    rows.addAll(lines);
    return rows.stream().allMatch(row -> row.size() == names.size());
  }
}
