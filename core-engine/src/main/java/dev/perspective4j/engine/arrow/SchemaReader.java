package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.jspecify.annotations.Nullable;

/**
 * Turns a schema of unknown origin into {@link SchemaNode}s, bounded in depth and number: the bytes
 * may let fields share children or be their own ancestors.
 */
final class SchemaReader {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_FIELDS = 200_000;

  private int fields;

  private SchemaReader() {}

  static List<SchemaNode> read(Schema schema) {
    if (schema.endianness() != Endianness.Little) {
      throw new EngineException("Arrow data of big-endian machines is not supported\n");
    }
    SchemaReader reader = new SchemaReader();
    List<SchemaNode> nodes = new ArrayList<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      nodes.add(reader.field(schema.fields(i), 0));
    }
    return nodes;
  }

  private SchemaNode field(@Nullable Field field, int depth) {
    if (field == null || depth > MAX_DEPTH || ++fields > MAX_FIELDS) {
      throw new EngineException(
          "Arrow schema nests deeper than "
              + MAX_DEPTH
              + " levels or has more than "
              + MAX_FIELDS
              + " fields\n");
    }
    List<SchemaNode> children = new ArrayList<>();
    for (int i = 0; i < field.childrenLength(); i++) {
      children.add(field(field.children(i), depth + 1));
    }
    String name = field.name();
    return typed(field, name == null ? "" : name, encoding(field.dictionary()), children);
  }

  private static SchemaNode.@Nullable Encoding encoding(@Nullable DictionaryEncoding dictionary) {
    if (dictionary == null) {
      return null;
    }
    Int index = dictionary.indexType();
    SchemaNode indices =
        index == null
            ? SchemaNode.integers(32, true)
            : SchemaNode.integers(integerBits(index.bitWidth()), index.isSigned());
    return new SchemaNode.Encoding(dictionary.id(), indices);
  }

  private static SchemaNode typed(
      Field field, String name, SchemaNode.@Nullable Encoding encoding, List<SchemaNode> children) {
    FieldType type;
    String typeName;
    int bits = 0;
    boolean signed = true;
    int scale = 0;
    short unit = 0;
    switch (field.typeType()) {
      case Type.Null -> {
        type = FieldType.NULL;
        typeName = "null";
      }
      case Type.Int -> {
        Int integer = present((Int) field.type(new Int()));
        type = FieldType.INT;
        bits = integerBits(integer.bitWidth());
        signed = integer.isSigned();
        typeName = (signed ? "int" : "uint") + bits;
      }
      case Type.FloatingPoint -> {
        short precision = present((FloatingPoint) field.type(new FloatingPoint())).precision();
        type = FieldType.FLOAT;
        bits = precision == Precision.HALF ? 16 : precision == Precision.SINGLE ? 32 : 64;
        typeName = bits == 16 ? "halffloat" : bits == 32 ? "float" : "double";
      }
      case Type.Decimal -> {
        Decimal decimal = present((Decimal) field.type(new Decimal()));
        type = FieldType.DECIMAL;
        bits = decimal.bitWidth();
        scale = decimal.scale();
        typeName = "decimal" + bits;
        if ((bits != 32 && bits != 64 && bits != 128 && bits != 256) || Math.abs(scale) > 1000) {
          throw malformed();
        }
      }
      case Type.Bool -> {
        type = FieldType.BOOL;
        typeName = "bool";
      }
      case Type.Date -> {
        type = FieldType.DATE;
        bits = present((Date) field.type(new Date())).unit() == DateUnit.DAY ? 32 : 64;
        typeName = bits == 32 ? "date32[day]" : "date64[ms]";
      }
      case Type.Time -> {
        Time time = present((Time) field.type(new Time()));
        type = time.bitWidth() == 32 ? FieldType.TIME32 : FieldType.TIME64;
        bits = time.bitWidth() == 32 ? 32 : 64;
        unit = time.unit();
        typeName = "time" + bits + "[" + unitName(unit) + "]";
      }
      case Type.Timestamp -> {
        type = FieldType.TIMESTAMP;
        bits = 64;
        unit = present((Timestamp) field.type(new Timestamp())).unit();
        typeName = "timestamp[" + unitName(unit) + "]";
      }
      case Type.Utf8 -> {
        type = FieldType.UTF8;
        typeName = "utf8";
      }
      case Type.Binary -> {
        type = FieldType.UTF8;
        typeName = "binary";
      }
      case Type.LargeUtf8 -> {
        type = FieldType.LARGE_UTF8;
        typeName = "large_utf8";
      }
      case Type.LargeBinary -> {
        type = FieldType.LARGE_UTF8;
        typeName = "large_binary";
      }
      case Type.Utf8View -> {
        type = FieldType.VIEW;
        typeName = "utf8_view";
      }
      case Type.BinaryView -> {
        type = FieldType.VIEW;
        typeName = "binary_view";
      }
      case Type.FixedSizeBinary -> {
        type = FieldType.FIXED_SIZE_BINARY;
        typeName = "fixed_size_binary";
      }
      case Type.List -> {
        type = FieldType.LIST;
        typeName = "list";
      }
      case Type.LargeList -> {
        type = FieldType.LARGE_LIST;
        typeName = "large_list";
      }
      case Type.FixedSizeList -> {
        type = FieldType.FIXED_SIZE_LIST;
        typeName = "fixed_size_list";
      }
      case Type.Struct_ -> {
        type = FieldType.STRUCT;
        typeName = "struct";
      }
      case Type.Map -> {
        type = FieldType.MAP;
        typeName = "map";
      }
      case Type.ListView, Type.LargeListView -> {
        type = FieldType.LIST_VIEW;
        typeName = field.typeType() == Type.ListView ? "list_view" : "large_list_view";
      }
      case Type.Union -> {
        boolean dense = present((Union) field.type(new Union())).mode() == UnionMode.Dense;
        type = dense ? FieldType.DENSE_UNION : FieldType.SPARSE_UNION;
        typeName = dense ? "dense_union" : "sparse_union";
      }
      case Type.RunEndEncoded -> {
        type = FieldType.RUN_END_ENCODED;
        typeName = "run_end_encoded";
      }
      case Type.Duration -> {
        type = FieldType.DURATION;
        typeName = "duration";
      }
      case Type.Interval -> {
        type = FieldType.INTERVAL;
        typeName =
            switch (present((Interval) field.type(new Interval())).unit()) {
              case IntervalUnit.YEAR_MONTH -> "month_interval";
              case IntervalUnit.DAY_TIME -> "day_time_interval";
              default -> "month_day_nano_interval";
            };
      }
      default -> throw malformed();
    }
    if (type.isList() && children.size() != 1) {
      throw malformed();
    }
    return new SchemaNode(name, type, typeName, bits, signed, scale, unit, encoding, children);
  }

  private static String unitName(short unit) {
    return switch (unit) {
      case TimeUnit.SECOND -> "s";
      case TimeUnit.MILLISECOND -> "ms";
      case TimeUnit.MICROSECOND -> "us";
      case TimeUnit.NANOSECOND -> "ns";
      default -> throw malformed();
    };
  }

  private static int integerBits(int bits) {
    if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
      throw malformed();
    }
    return bits;
  }

  private static <T> T present(@Nullable T table) {
    if (table == null) {
      throw malformed();
    }
    return table;
  }

  private static EngineException malformed() {
    return new EngineException(
        "Failed to open RecordBatchStreamReader: Invalid: Malformed Arrow schema\n");
  }
}
