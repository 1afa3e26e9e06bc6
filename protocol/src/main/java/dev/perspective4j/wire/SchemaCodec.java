package dev.perspective4j.wire;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.wire.proto.Schema.KeyTypePair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas: the ordered form of tables and the map form of views and expressions. */
public final class SchemaCodec {

  private SchemaCodec() {}

  /** The message of a schema. */
  public static dev.perspective4j.wire.proto.Schema encode(Schema schema) {
    dev.perspective4j.wire.proto.Schema.Builder builder =
        dev.perspective4j.wire.proto.Schema.newBuilder();
    for (Schema.Column column : schema.columns()) {
      builder.addSchema(
          KeyTypePair.newBuilder().setName(column.name()).setType(Enums.encode(column.type())));
    }
    return builder.build();
  }

  /**
   * The schema of a message.
   *
   * @throws WireException if a type number is unknown or a name occurs twice
   */
  public static Schema decode(dev.perspective4j.wire.proto.Schema message) {
    List<Schema.Column> columns = new ArrayList<>(message.getSchemaCount());
    for (KeyTypePair pair : message.getSchemaList()) {
      columns.add(new Schema.Column(pair.getName(), Enums.decode(pair.getType())));
    }
    try {
      return new Schema(columns);
    } catch (IllegalArgumentException invalid) {
      throw new WireException(String.valueOf(invalid.getMessage()), invalid);
    }
  }

  /** The value of a field {@code map<string, ColumnType>}, in the order of {@code types}. */
  public static Map<String, dev.perspective4j.wire.proto.ColumnType> encodeTypes(
      Map<String, ColumnType> types) {
    Map<String, dev.perspective4j.wire.proto.ColumnType> encoded = new LinkedHashMap<>();
    types.forEach((name, type) -> encoded.put(name, Enums.encode(type)));
    return encoded;
  }

  /**
   * The types of a field {@code map<string, ColumnType>}, in the order received.
   *
   * @throws WireException if a type number is unknown
   */
  public static Map<String, ColumnType> decodeTypes(
      Map<String, dev.perspective4j.wire.proto.ColumnType> types) {
    Map<String, ColumnType> decoded = new LinkedHashMap<>();
    types.forEach((name, type) -> decoded.put(name, Enums.decode(type)));
    return decoded;
  }
}
