package dev.perspective4j.engine.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.perspective4j.engine.column.PhysicalType;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** Builds the schema of a stream: storages as Arrow types, strings as dictionaries of their own. */
final class SchemaMessage {

  private SchemaMessage() {}

  /** Writes the schema; dictionary ids count up from 0 over the string fields. */
  static int write(FlatBufferBuilder builder, java.util.List<ArrowField> fields) {
    int[] offsets = new int[fields.size()];
    long dictionaryId = 0;
    for (int i = 0; i < offsets.length; i++) {
      ArrowField field = fields.get(i);
      PhysicalType physicalType = field.cells().physicalType();
      int name = builder.createString(field.name());
      int children = Field.createChildrenVector(builder, new int[0]);
      int dictionary = 0;
      if (physicalType == PhysicalType.STRING) {
        int indexType = Int.createInt(builder, 32, true);
        DictionaryEncoding.startDictionaryEncoding(builder);
        DictionaryEncoding.addId(builder, dictionaryId++);
        DictionaryEncoding.addIndexType(builder, indexType);
        dictionary = DictionaryEncoding.endDictionaryEncoding(builder);
      }
      int type = type(builder, physicalType);
      Field.startField(builder);
      Field.addName(builder, name);
      Field.addNullable(builder, true);
      Field.addTypeType(builder, typeType(physicalType));
      Field.addType(builder, type);
      if (dictionary != 0) {
        Field.addDictionary(builder, dictionary);
      }
      Field.addChildren(builder, children);
      offsets[i] = Field.endField(builder);
    }
    int fieldVector = Schema.createFieldsVector(builder, offsets);
    Schema.startSchema(builder);
    Schema.addEndianness(builder, Endianness.Little);
    Schema.addFields(builder, fieldVector);
    return Schema.endSchema(builder);
  }

  private static byte typeType(PhysicalType physicalType) {
    return switch (physicalType) {
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> Type.Int;
      case FLOAT32, FLOAT64 -> Type.FloatingPoint;
      case BOOL -> Type.Bool;
      case DATE -> Type.Date;
      case DATETIME -> Type.Timestamp;
      case STRING -> Type.Utf8;
    };
  }

  private static int type(FlatBufferBuilder builder, PhysicalType physicalType) {
    return switch (physicalType) {
      case INT8, INT16, INT32, INT64 -> Int.createInt(builder, physicalType.bytes() * 8, true);
      case UINT8, UINT16, UINT32, UINT64 -> Int.createInt(builder, physicalType.bytes() * 8, false);
      case FLOAT32 -> FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
      case FLOAT64 -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
      case BOOL -> {
        Bool.startBool(builder);
        yield Bool.endBool(builder);
      }
      case DATE -> Date.createDate(builder, DateUnit.DAY);
      case DATETIME -> Timestamp.createTimestamp(builder, TimeUnit.MILLISECOND, 0);
      case STRING -> {
        Utf8.startUtf8(builder);
        yield Utf8.endUtf8(builder);
      }
    };
  }
}
