package dev.perspective4j.conformance.generate;

import com.github.luben.zstd.Zstd;
import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes Arrow IPC of any type, so that loads of what other programs send can be compared. Values are
 * Java objects: numbers, booleans, strings, lists for lists, maps for structs, null.
 */
public final class ArrowBytes {

  /** How a field's values are kept. */
  public enum Encoding {
    PLAIN,
    DICTIONARY,
    /** A dictionary to which every batch adds its values. */
    DELTA
  }

  /**
   * A field.
   *
   * @param children of a list one, of a struct its members
   */
  public record Field(
      String name, ArrowKind kind, boolean zoned, Encoding encoding, List<Field> children) {
    public static Field of(String name, ArrowKind kind) {
      return new Field(name, kind, false, Encoding.PLAIN, List.of());
    }
  }

  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  private final List<Field> fields;
  private final byte compression;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<long[]> dictionaryBlocks = new ArrayList<>();
  private final List<long[]> recordBlocks = new ArrayList<>();
  private final List<LinkedHashSet<Object>> dictionaries = new ArrayList<>();

  private ArrowBytes(List<Field> fields, byte compression) {
    this.fields = fields;
    this.compression = compression;
    fields.forEach(_ -> dictionaries.add(new LinkedHashSet<>()));
  }

  /**
   * Writes batches of rows.
   *
   * @param batches each a list of rows, a row being a value for each field
   * @param compression a {@link CompressionType}, or a negative number for none
   * @param file whether to write the file format
   */
  public static byte[] write(
      List<Field> fields,
      List<List<List<@Nullable Object>>> batches,
      int compression,
      boolean file) {
    ArrowBytes bytes = new ArrowBytes(fields, (byte) compression);
    if (file) {
      bytes.out.writeBytes(MAGIC);
      bytes.out.writeBytes(new byte[2]);
    }
    FlatBufferBuilder schema = new FlatBufferBuilder();
    bytes.message(schema, MessageHeader.Schema, bytes.schema(schema), List.of());
    if (file) {
      // Only one dictionary per field is allowed before deltas; all of them come first.
      for (int column = 0; column < fields.size(); column++) {
        bytes.dictionary(column, batches.stream().flatMap(List::stream).toList(), false);
      }
    }
    boolean first = true;
    for (List<List<@Nullable Object>> batch : batches) {
      bytes.batch(batch, !file, first);
      first = false;
    }
    bytes.out.writeBytes(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
    if (file) {
      bytes.footer();
    }
    return bytes.out.toByteArray();
  }

  private void batch(List<List<@Nullable Object>> rows, boolean withDictionaries, boolean first) {
    for (int column = 0; withDictionaries && column < fields.size(); column++) {
      if (first || fields.get(column).encoding == Encoding.DELTA) {
        dictionary(column, rows, !first);
      }
    }
    Body body = new Body();
    for (int column = 0; column < fields.size(); column++) {
      Field field = fields.get(column);
      List<@Nullable Object> values = column(rows, column);
      if (field.encoding == Encoding.PLAIN) {
        body.array(field, values);
      } else {
        List<Object> known = List.copyOf(dictionaries.get(column));
        List<@Nullable Object> codes = new ArrayList<>();
        for (Object value : values) {
          int code = value == null ? -1 : known.indexOf(value);
          codes.add(code < 0 ? null : (long) code);
        }
        body.array(Field.of(field.name, ArrowKind.INT32), codes);
      }
    }
    FlatBufferBuilder builder = new FlatBufferBuilder();
    long[] block =
        message(
            builder, MessageHeader.RecordBatch, body.header(builder, rows.size()), body.buffers);
    recordBlocks.add(block);
  }

  private static List<@Nullable Object> column(List<List<@Nullable Object>> rows, int column) {
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(column)));
    return values;
  }

  private void dictionary(int column, List<List<@Nullable Object>> rows, boolean delta) {
    Field field = fields.get(column);
    if (field.encoding == Encoding.PLAIN) {
      return;
    }
    LinkedHashSet<Object> known = dictionaries.get(column);
    List<@Nullable Object> added = new ArrayList<>();
    for (Object value : column(rows, column)) {
      if (value != null && known.add(value)) {
        added.add(value);
      }
    }
    Body body = new Body();
    body.array(Field.of(field.name, field.kind), added);
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int batch = body.header(builder, added.size());
    int header = DictionaryBatch.createDictionaryBatch(builder, column, batch, delta);
    dictionaryBlocks.add(message(builder, MessageHeader.DictionaryBatch, header, body.buffers));
  }

  // ---- metadata

  private int schema(FlatBufferBuilder builder) {
    int[] offsets = new int[fields.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = field(builder, fields.get(i), i);
    }
    int vector = Schema.createFieldsVector(builder, offsets);
    Schema.startSchema(builder);
    Schema.addFields(builder, vector);
    return Schema.endSchema(builder);
  }

  private static int field(FlatBufferBuilder builder, Field field, int id) {
    int[] children = new int[field.children.size()];
    for (int i = 0; i < children.length; i++) {
      children[i] = field(builder, field.children.get(i), 0);
    }
    int name = builder.createString(field.name);
    int childVector = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, children);
    int dictionary = 0;
    if (field.encoding != Encoding.PLAIN) {
      int index = Int.createInt(builder, 32, true);
      dictionary =
          DictionaryEncoding.createDictionaryEncoding(builder, id, index, false, (short) 0);
    }
    int type = field.kind.describe(builder, field.zoned);
    org.apache.arrow.flatbuf.Field.startField(builder);
    org.apache.arrow.flatbuf.Field.addName(builder, name);
    org.apache.arrow.flatbuf.Field.addNullable(builder, true);
    org.apache.arrow.flatbuf.Field.addTypeType(builder, field.kind.code());
    org.apache.arrow.flatbuf.Field.addType(builder, type);
    if (dictionary != 0) {
      org.apache.arrow.flatbuf.Field.addDictionary(builder, dictionary);
    }
    org.apache.arrow.flatbuf.Field.addChildren(builder, childVector);
    return org.apache.arrow.flatbuf.Field.endField(builder);
  }

  /** Appends a message; returns its place: offset, length of metadata, length of body. */
  private long[] message(FlatBufferBuilder builder, byte type, int header, List<byte[]> buffers) {
    long bodyLength = buffers.stream().mapToLong(buffer -> pad(buffer.length)).sum();
    builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength, 0));
    byte[] metadata = builder.sizedByteArray();
    int length = pad(metadata.length);
    long[] place = {out.size(), length + 8L, bodyLength};
    ByteBuffer frame = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(frame.putInt(-1).putInt(length).array());
    out.writeBytes(metadata);
    out.writeBytes(new byte[length - metadata.length]);
    for (byte[] buffer : buffers) {
      out.writeBytes(buffer);
      out.writeBytes(new byte[pad(buffer.length) - buffer.length]);
    }
    return place;
  }

  private void footer() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int schema = schema(builder);
    Footer.startDictionariesVector(builder, dictionaryBlocks.size());
    dictionaryBlocks.reversed().forEach(at -> block(builder, at));
    int dictionaryVector = builder.endVector();
    Footer.startRecordBatchesVector(builder, recordBlocks.size());
    recordBlocks.reversed().forEach(at -> block(builder, at));
    int recordVector = builder.endVector();
    builder.finish(
        Footer.createFooter(
            builder, MetadataVersion.V5, schema, dictionaryVector, recordVector, 0));
    byte[] footer = builder.sizedByteArray();
    out.writeBytes(footer);
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(length.putInt(footer.length).array());
    out.writeBytes(MAGIC);
  }

  private static void block(FlatBufferBuilder builder, long[] at) {
    Block.createBlock(builder, at[0], (int) at[1], at[2]);
  }

  private static int pad(int length) {
    return (length + 7) & -8;
  }

  // ---- values

  /** Nodes and buffers of one batch. */
  private final class Body {
    final List<long[]> nodes = new ArrayList<>();
    final List<byte[]> buffers = new ArrayList<>();

    int header(FlatBufferBuilder builder, int rows) {
      int codec =
          compression < 0
              ? 0
              : BodyCompression.createBodyCompression(
                  builder, compression, BodyCompressionMethod.BUFFER);
      RecordBatch.startBuffersVector(builder, buffers.size());
      long end = buffers.stream().mapToLong(buffer -> pad(buffer.length)).sum();
      for (byte[] buffer : buffers.reversed()) {
        end -= pad(buffer.length);
        Buffer.createBuffer(builder, end, buffer.length);
      }
      int bufferVector = builder.endVector();
      RecordBatch.startNodesVector(builder, nodes.size());
      nodes.reversed().forEach(node -> FieldNode.createFieldNode(builder, node[0], node[1]));
      int nodeVector = builder.endVector();
      RecordBatch.startRecordBatch(builder);
      RecordBatch.addLength(builder, rows);
      RecordBatch.addNodes(builder, nodeVector);
      RecordBatch.addBuffers(builder, bufferVector);
      if (codec != 0) {
        RecordBatch.addCompression(builder, codec);
      }
      return RecordBatch.endRecordBatch(builder);
    }

    void array(Field field, List<@Nullable Object> values) {
      long nulls = values.stream().filter(value -> value == null).count();
      nodes.add(new long[] {values.size(), nulls});
      if (field.kind == ArrowKind.NULL) {
        return;
      }
      buffer(bits(values, value -> value != null));
      if (field.kind == ArrowKind.BOOL) {
        buffer(bits(values, Boolean.TRUE::equals));
      } else if (field.kind.isText()) {
        texts(field.kind, values);
      } else if (field.kind.isList()) {
        lists(field, values);
      } else if (field.kind == ArrowKind.STRUCT) {
        for (Field child : field.children) {
          List<@Nullable Object> members = new ArrayList<>();
          values.forEach(
              value -> members.add(value instanceof Map<?, ?> m ? m.get(child.name) : null));
          array(child, members);
        }
      } else {
        buffer(numbers(field.kind, values));
      }
    }

    private void texts(ArrowKind kind, List<@Nullable Object> values) {
      ByteBuffer offsets = offsets(kind, values.size());
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      offset(kind, offsets, 0);
      for (Object value : values) {
        if (value != null) {
          data.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
        }
        offset(kind, offsets, data.size());
      }
      buffer(offsets.array());
      buffer(data.toByteArray());
    }

    private void lists(Field field, List<@Nullable Object> values) {
      ByteBuffer offsets = offsets(field.kind, values.size());
      List<@Nullable Object> items = new ArrayList<>();
      offset(field.kind, offsets, 0);
      for (Object value : values) {
        if (value instanceof List<?> list) {
          items.addAll(list);
        }
        offset(field.kind, offsets, items.size());
      }
      buffer(offsets.array());
      array(field.children.getFirst(), items);
    }

    private static ByteBuffer offsets(ArrowKind kind, int count) {
      return ByteBuffer.allocate((count + 1) * kind.width()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void offset(ArrowKind kind, ByteBuffer offsets, int value) {
      if (kind.width() == 8) {
        offsets.putLong(value);
      } else {
        offsets.putInt(value);
      }
    }

    private static byte[] bits(
        List<@Nullable Object> values, java.util.function.Predicate<@Nullable Object> set) {
      byte[] bits = new byte[(values.size() + 7) / 8];
      for (int i = 0; i < values.size(); i++) {
        if (set.test(values.get(i))) {
          bits[i / 8] |= (byte) (1 << i % 8);
        }
      }
      return bits;
    }

    private static byte[] numbers(ArrowKind kind, List<@Nullable Object> values) {
      ByteBuffer to =
          ByteBuffer.allocate(values.size() * kind.width()).order(ByteOrder.LITTLE_ENDIAN);
      for (Object value : values) {
        Number number = value == null ? (Number) 0L : (Number) value;
        switch (kind) {
          case HALF -> to.putShort(Float.floatToFloat16(number.floatValue()));
          case FLOAT -> to.putFloat(number.floatValue());
          case DOUBLE -> to.putDouble(number.doubleValue());
          case DECIMAL -> {
            BigInteger unscaled = BigInteger.valueOf(number.longValue());
            to.putLong(unscaled.longValue()).putLong(unscaled.shiftRight(64).longValue());
          }
          default -> {
            switch (kind.width()) {
              case 1 -> to.put(number.byteValue());
              case 2 -> to.putShort(number.shortValue());
              case 4 -> to.putInt(number.intValue());
              default -> to.putLong(number.longValue());
            }
          }
        }
      }
      return to.array();
    }

    private void buffer(byte[] plain) {
      buffers.add(compression < 0 || plain.length == 0 ? plain : compress(plain));
    }
  }

  private byte[] compress(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(plain.length).array());
    if (compression == CompressionType.ZSTD) {
      packed.writeBytes(Zstd.compress(plain));
      return packed.toByteArray();
    }
    try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(packed)) {
      frame.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
