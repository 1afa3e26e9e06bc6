package dev.perspective4j.conformance.loading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.generate.ArrowBytes;
import dev.perspective4j.wire.proto.MakeTableData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Data of a load, an update or a removal, in a form that can be shown and made smaller. */
sealed interface Payload {

  /** As it goes over the wire. */
  MakeTableData data();

  /** Variants with one part less. */
  List<Payload> smaller();

  /** The formats of text. */
  enum Format {
    ROWS,
    COLUMNS,
    NDJSON,
    CSV
  }

  /**
   * Text of rows and columns.
   *
   * @param rows literals; null where the cell is missing (in columns and CSV, where nothing can be
   *     missing, an explicit null)
   */
  record Text(Format format, List<String> names, List<List<@Nullable String>> rows)
      implements Payload {

    @Override
    public MakeTableData data() {
      MakeTableData.Builder data = MakeTableData.newBuilder();
      ByteString text = ByteString.copyFromUtf8(text());
      return switch (format) {
        case ROWS -> data.setFromRows(text).build();
        case COLUMNS -> data.setFromCols(text).build();
        case NDJSON -> data.setFromNdjson(text).build();
        case CSV -> data.setFromCsv(text).build();
      };
    }

    String text() {
      return switch (format) {
        case ROWS -> "[" + String.join(",", records()) + "]";
        case NDJSON -> String.join("\n", records());
        case COLUMNS -> columns();
        case CSV -> csv();
      };
    }

    private List<String> records() {
      List<String> records = new ArrayList<>();
      for (List<@Nullable String> row : rows) {
        StringJoiner record = new StringJoiner(",", "{", "}");
        for (int i = 0; i < names.size(); i++) {
          if (row.get(i) != null) {
            record.add(json(names.get(i)) + ":" + row.get(i));
          }
        }
        records.add(record.toString());
      }
      return records;
    }

    private String columns() {
      StringJoiner columns = new StringJoiner(",", "{", "}");
      for (int i = 0; i < names.size(); i++) {
        StringJoiner cells = new StringJoiner(",", "[", "]");
        for (List<@Nullable String> row : rows) {
          String cell = row.get(i);
          cells.add(cell == null ? "null" : cell);
        }
        columns.add(json(names.get(i)) + ":" + cells);
      }
      return columns.toString();
    }

    private String csv() {
      StringJoiner header = new StringJoiner(",", "", "\n");
      names.forEach(name -> header.add(name.matches(".*[,\"].*") ? quoted(name) : name));
      StringBuilder text = new StringBuilder(header.toString());
      for (List<@Nullable String> row : rows) {
        StringJoiner line = new StringJoiner(",");
        row.forEach(cell -> line.add(cell == null ? "" : cell));
        text.append(line).append('\n');
      }
      return text.toString();
    }

    @Override
    public List<Payload> smaller() {
      List<Payload> variants = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        variants.add(new Text(format, names, Payload.without(rows, i)));
      }
      for (int i = 0; names.size() > 1 && i < names.size(); i++) {
        int column = i;
        variants.add(
            new Text(
                format,
                Payload.without(names, i),
                rows.stream().map(row -> Payload.without(row, column)).toList()));
      }
      return variants;
    }

    private static String json(String name) {
      return '"' + name.replace("\"", "\\\"") + '"';
    }

    private static String quoted(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
      return format + " " + text();
    }
  }

  /** Text as it is, well-formed or not. */
  record Raw(Format format, String text) implements Payload {
    private static final JsonFactory JSON = new JsonFactory();

    /** Whether it is no JSON: broken, nothing, or more than one value where one should be. */
    boolean isMalformed() {
      // The parser of the test is not as strict as the servers are.
      if (text.contains("\\ud800") || text.contains("1e309")) {
        return true;
      }
      try (JsonParser parser = JSON.createParser(text)) {
        if (format == Format.ROWS && text.matches("(?s)\\[.*}\\s*,\\s*[^{\\s].*]\\s*")) {
          return true; // an element that is no object
        }
        JsonToken first = parser.nextToken();
        for (JsonToken token = first; token != null; token = parser.nextToken()) {
          parser.skipChildren();
          boolean list = format == Format.NDJSON && token != JsonToken.START_OBJECT;
          if (list || (format != Format.NDJSON && parser.nextToken() != null)) {
            return true;
          }
        }
        return first == null || first == JsonToken.VALUE_NULL;
      } catch (IOException malformed) {
        return true;
      }
    }

    @Override
    public MakeTableData data() {
      MakeTableData.Builder data = MakeTableData.newBuilder();
      ByteString bytes = ByteString.copyFromUtf8(text);
      return switch (format) {
        case ROWS -> data.setFromRows(bytes).build();
        case COLUMNS -> data.setFromCols(bytes).build();
        case NDJSON -> data.setFromNdjson(bytes).build();
        case CSV -> data.setFromCsv(bytes).build();
      };
    }

    @Override
    public List<Payload> smaller() {
      return List.of();
    }
  }

  /**
   * A view on a table of its own.
   *
   * @param rows what the table is made of
   * @param options the options of that table
   */
  record OfView(Text rows, LoadingScript.Options options) implements Payload {
    @Override
    public MakeTableData data() {
      throw new IllegalStateException("needs the name of the view");
    }

    MakeTableData data(String view) {
      return MakeTableData.newBuilder().setFromView(view).build();
    }

    @Override
    public List<Payload> smaller() {
      return rows.smaller().stream()
          .<Payload>map(less -> new OfView((Text) less, options))
          .toList();
    }

    @Override
    public String toString() {
      return "view of " + rows + " with " + options;
    }
  }

  /** Arrow. */
  record Arrow(
      List<ArrowBytes.Field> fields,
      List<List<List<@Nullable Object>>> batches,
      int compression,
      boolean file)
      implements Payload {

    @Override
    public MakeTableData data() {
      byte[] bytes = ArrowBytes.write(fields, batches, compression, file);
      return MakeTableData.newBuilder().setFromArrow(ByteString.copyFrom(bytes)).build();
    }

    @Override
    public List<Payload> smaller() {
      List<Payload> variants = new ArrayList<>();
      for (int i = 0; batches.size() > 1 && i < batches.size(); i++) {
        variants.add(new Arrow(fields, Payload.without(batches, i), compression, file));
      }
      for (int b = 0; b < batches.size(); b++) {
        for (int i = 0; i < batches.get(b).size(); i++) {
          List<List<List<@Nullable Object>>> fewer = new ArrayList<>(batches);
          fewer.set(b, Payload.without(batches.get(b), i));
          variants.add(new Arrow(fields, fewer, compression, file));
        }
      }
      for (int i = 0; fields.size() > 1 && i < fields.size(); i++) {
        int column = i;
        variants.add(
            new Arrow(
                Payload.without(fields, i),
                batches.stream()
                    .map(batch -> batch.stream().map(row -> Payload.without(row, column)).toList())
                    .toList(),
                compression,
                file));
      }
      if (compression >= 0) {
        variants.add(new Arrow(fields, batches, -1, file));
      }
      return variants;
    }
  }

  /**
   * A schema.
   *
   * @param types names of types, as many as names
   */
  record OfSchema(List<String> names, List<String> types) implements Payload {
    @Override
    public MakeTableData data() {
      dev.perspective4j.wire.proto.Schema.Builder schema =
          dev.perspective4j.wire.proto.Schema.newBuilder();
      for (int i = 0; i < names.size(); i++) {
        schema.addSchema(
            dev.perspective4j.wire.proto.Schema.KeyTypePair.newBuilder()
                .setName(names.get(i))
                .setType(dev.perspective4j.wire.proto.ColumnType.valueOf(types.get(i))));
      }
      return MakeTableData.newBuilder().setFromSchema(schema).build();
    }

    @Override
    public List<Payload> smaller() {
      List<Payload> variants = new ArrayList<>();
      for (int i = 0; names.size() > 1 && i < names.size(); i++) {
        variants.add(new OfSchema(Payload.without(names, i), Payload.without(types, i)));
      }
      return variants;
    }
  }

  /** A list without one item. */
  static <T extends @Nullable Object> List<T> without(List<T> list, int index) {
    List<T> fewer = new ArrayList<>(list);
    fewer.remove(index);
    return fewer;
  }
}
