package dev.perspective4j.conformance.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers as plain trees of maps, lists, strings, booleans, doubles and nulls, so that two servers'
 * answers can be compared whatever their bytes look like.
 *
 * <p>JSON texts are parsed (an object keeps its order of keys and its repeated keys), CSV is split
 * into lines, Arrow is decoded into columns, maps are sorted.
 */
public final class Canonical {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern FLOAT = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  private Canonical() {}

  /** A message as a tree; keys are field names. */
  public static Map<String, @Nullable Object> of(Message message) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (!field.getName().equals("msg_id")) {
                tree.put(field.getName(), ofField(field, value));
              }
            });
    return tree;
  }

  private static @Nullable Object ofField(FieldDescriptor field, Object value) {
    switch (field.getName()) {
      case "json_string":
        return json(((ByteString) value).toStringUtf8());
      case "ndjson_string":
        return lines(((ByteString) value).toStringUtf8()).stream().map(Canonical::json).toList();
      case "csv":
        return lines(((ByteString) value).toStringUtf8()).stream().map(Canonical::cells).toList();
      case "arrow", "delta", "indices":
        return ArrowTree.of((ByteString) value);
      default:
        break;
    }
    if (field.isMapField()) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      for (Object entry : (List<?>) value) {
        Message pair = (Message) entry;
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor item = field.getMessageType().findFieldByNumber(2);
        sorted.put(String.valueOf(pair.getField(key)), ofValue(item, pair.getField(item)));
      }
      return sorted;
    }
    if (field.isRepeated()) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Object item : (List<?>) value) {
        items.add(ofValue(field, item));
      }
      return items;
    }
    return ofValue(field, value);
  }

  private static @Nullable Object ofValue(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message message -> of(message);
      case EnumValueDescriptor constant -> constant.getName();
      case ByteString bytes -> bytes.toStringUtf8();
      case Integer number -> (double) Integer.toUnsignedLong(number);
      case Long number -> (double) number;
      case Float number -> (double) number;
      default -> value;
    };
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  /** The cells of a CSV line, numbers as such; quoted text with commas falls apart alike on both sides. */
  private static List<Object> cells(String line) {
    List<Object> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(FLOAT.matcher(cell).matches() ? Double.valueOf(cell) : cell);
    }
    return cells;
  }

  /** JSON text as a tree; an object becomes a list of two-element lists, key and value. */
  public static @Nullable Object json(String text) {
    if (text.isEmpty()) {
      return "";
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return json(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  private static @Nullable Object json(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> new Exact(parser.getText());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(json(parser));
        }
        yield items;
      }
      case START_OBJECT -> {
        List<@Nullable Object> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          List<@Nullable Object> entry = new ArrayList<>();
          entry.add(key);
          entry.add(json(parser));
          entries.add(entry);
        }
        yield entries;
      }
      default -> throw new IllegalStateException("unexpected " + parser.currentToken());
    };
  }

  /**
   * An integer literal: integers and floats differ in the text ({@code 1} and {@code 1.0}).
   *
   * @param digits the literal
   */
  public record Exact(String digits) {}
}
