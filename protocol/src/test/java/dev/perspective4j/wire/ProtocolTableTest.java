package dev.perspective4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.perspective4j.wire.proto.PerspectiveProto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The messages equal the documented protocol: {@code fields.txt} is its tables, line by line. */
class ProtocolTableTest {

  /** Documented as {@code string}; declared {@code bytes}, which has the same encoding. */
  private static final Set<String> TEXTS_AS_BYTES =
      Set.of(
          "MakeTableData.from_csv",
          "MakeTableData.from_rows",
          "MakeTableData.from_cols",
          "MakeTableData.from_ndjson",
          "ViewToColumnsStringResp.json_string",
          "ViewToRowsStringResp.json_string",
          "ViewToNdjsonStringResp.ndjson_string",
          "ViewToCSVResp.csv");

  @Test
  void everyMessageFieldAndEnumIsAsDocumented() throws IOException {
    Set<String> declared = new TreeSet<>();
    PerspectiveProto.getDescriptor()
        .getMessageTypes()
        .forEach(message -> describe(message, declared));
    PerspectiveProto.getDescriptor().getEnumTypes().forEach(type -> declared.add(describe(type)));

    assertEquals(String.join("\n", documented()), String.join("\n", declared));
  }

  private static Set<String> documented() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ProtocolTableTest.class.getResourceAsStream("fields.txt")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void describe(Descriptor message, Set<String> lines) {
    List<FieldDescriptor> fields = message.getFields();
    if (fields.isEmpty()) {
      lines.add(name(message.getFullName()) + " -");
    }
    for (FieldDescriptor field : fields) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %d %s %s %s",
              name(message.getFullName()),
              field.getNumber(),
              field.getName(),
              type(field),
              label(field)));
    }
    for (Descriptor nested : message.getNestedTypes()) {
      if (!nested.getOptions().getMapEntry()) {
        describe(nested, lines);
      }
    }
    message.getEnumTypes().forEach(type -> lines.add(describe(type)));
  }

  private static String describe(EnumDescriptor type) {
    StringBuilder line = new StringBuilder("enum ").append(name(type.getFullName()));
    for (EnumValueDescriptor value : type.getValues()) {
      line.append(' ').append(value.getName()).append('=').append(value.getNumber());
    }
    return line.toString();
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map<"
          + type(entry.findFieldByName("key"))
          + ","
          + type(entry.findFieldByName("value"))
          + ">";
    }
    String path = name(field.getContainingType().getFullName()) + "." + field.getName();
    return switch (field.getType()) {
      case MESSAGE -> name(field.getMessageType().getFullName());
      case ENUM -> name(field.getEnumType().getFullName());
      case BYTES -> TEXTS_AS_BYTES.contains(path) ? "string" : "bytes";
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String label(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map";
    }
    if (field.isRepeated()) {
      return "rep";
    }
    if (field.getRealContainingOneof() != null) {
      return "oneof:" + field.getRealContainingOneof().getName();
    }
    if (field.toProto().getProto3Optional()) {
      return "opt";
    }
    return field.hasPresence() ? "message" : "imp";
  }

  private static String name(String fullName) {
    return fullName.replace("perspective.proto.", "").replace("google.protobuf.", "");
  }
}
