package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a schema that was read, with its children.
 *
 * <p>Nodes are compared by identity: each is one column of arrays.
 */
final class SchemaNode {

  private final String name;
  private final FieldType type;
  private final String typeName;
  private final int bits;
  private final boolean signed;
  private final int scale;
  private final short unit;
  private final @Nullable Encoding encoding;
  private final List<SchemaNode> children;

  /**
   * How a dictionary-encoded field refers to its dictionary.
   *
   * @param id the dictionary
   * @param index type of the indices
   */
  record Encoding(long id, SchemaNode index) {}

  SchemaNode(
      String name,
      FieldType type,
      String typeName,
      int bits,
      boolean signed,
      int scale,
      short unit,
      @Nullable Encoding encoding,
      List<SchemaNode> children) {
    this.name = name;
    this.type = type;
    this.typeName = typeName;
    this.bits = bits;
    this.signed = signed;
    this.scale = scale;
    this.unit = unit;
    this.encoding = encoding;
    this.children = children;
  }

  /** A field of integers, as dictionary indices are. */
  static SchemaNode integers(int bits, boolean signed) {
    return new SchemaNode(
        "", FieldType.INT, "int" + bits, bits, signed, 0, (short) 0, null, List.of());
  }

  String name() {
    return name;
  }

  /** Type of the values; of a dictionary-encoded field that of the dictionary's. */
  FieldType type() {
    return type;
  }

  /** Arrow's name of the type, for messages. */
  String typeName() {
    return typeName;
  }

  /** Width of integers, floats, decimals, dates and times. */
  int bits() {
    return bits;
  }

  /** Whether integers have a sign. */
  boolean isSigned() {
    return signed;
  }

  /** Decimal digits behind the point; may be negative. */
  int scale() {
    return scale;
  }

  /** {@link org.apache.arrow.flatbuf.TimeUnit} of timestamps. */
  short unit() {
    return unit;
  }

  @Nullable Encoding encoding() {
    return encoding;
  }

  List<SchemaNode> children() {
    return children;
  }

  /** The same field without its encoding: what its dictionary holds. */
  SchemaNode values() {
    return new SchemaNode(name, type, typeName, bits, signed, scale, unit, null, children);
  }

  /** Whether rows multiply or columns nest here. */
  boolean isNested() {
    return encoding == null && (type.isList() || type == FieldType.STRUCT);
  }

  /**
   * Physical type of a column made of these cells.
   *
   * @throws EngineException if no column can hold them
   */
  PhysicalType physicalType() {
    return switch (type) {
      case NULL, UTF8, LARGE_UTF8, VIEW -> PhysicalType.STRING;
      case BOOL -> PhysicalType.BOOL;
      case DATE -> PhysicalType.DATE;
      case TIMESTAMP -> PhysicalType.DATETIME;
      case TIME32 -> PhysicalType.UINT32;
      case DECIMAL -> PhysicalType.FLOAT64;
      case FLOAT -> bits == 32 ? PhysicalType.FLOAT32 : PhysicalType.FLOAT64;
      case INT ->
          switch (bits) {
            case 8 -> signed ? PhysicalType.INT8 : PhysicalType.UINT8;
            case 16 -> signed ? PhysicalType.INT16 : PhysicalType.UINT16;
            case 32 -> signed ? PhysicalType.INT32 : PhysicalType.UINT32;
            default -> signed ? PhysicalType.INT64 : PhysicalType.UINT64;
          };
      case TIME64 ->
          throw new EngineException("Could not load Arrow column of type `" + typeName + "`.\n");
      case FIXED_SIZE_BINARY,
          LIST,
          LARGE_LIST,
          STRUCT,
          FIXED_SIZE_LIST,
          MAP,
          LIST_VIEW,
          DENSE_UNION,
          SPARSE_UNION,
          RUN_END_ENCODED,
          DURATION,
          INTERVAL ->
          throw new EngineException("Could not load arrow column of type `" + typeName + "`\n");
    };
  }
}
