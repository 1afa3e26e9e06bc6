package dev.perspective4j.engine.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.perspective4j.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Collects the messages of a stream and lays them out in one array at the end, so that every buffer
 * is copied exactly once.
 */
final class MessageSink {

  private static final int CONTINUATION = -1;
  private static final int FRAME = 8;
  private static final long MANY_CELLS = 1 << 17;

  private final ArrowCompression compression;
  private final List<Encapsulated> messages = new ArrayList<>();

  MessageSink(ArrowCompression compression) {
    this.compression = compression;
  }

  private record Encapsulated(ByteBuffer metadata, List<BodyBuffer> body) {}

  /**
   * Length and number of nulls of one column of a batch.
   *
   * @param length number of cells
   * @param nulls number of cells without a value
   */
  record Node(long length, long nulls) {}

  void schema(List<ArrowField> fields) {
    FlatBufferBuilder builder = new FlatBufferBuilder(256 + 128 * fields.size());
    int header = SchemaMessage.write(builder, fields);
    add(builder, MessageHeader.Schema, header, List.of());
  }

  void dictionary(long id, UsedStrings strings) {
    List<BodyBuffer> body = compress(List.of(BodyBuffer.EMPTY, strings.offsets(), strings.data()));
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    int batch = batch(builder, strings.count(), List.of(new Node(strings.count(), 0)), body);
    int header = DictionaryBatch.createDictionaryBatch(builder, id, batch, false);
    add(builder, MessageHeader.DictionaryBatch, header, body);
  }

  void records(long length, List<Node> nodes, List<BodyBuffer> plainBody) {
    List<BodyBuffer> body = compress(plainBody);
    FlatBufferBuilder builder = new FlatBufferBuilder(256 + 64 * nodes.size());
    int header = batch(builder, length, nodes, body);
    add(builder, MessageHeader.RecordBatch, header, body);
  }

  /** The stream: all messages and the end mark. */
  ByteBuffer finish() {
    long size = FRAME;
    for (Encapsulated message : messages) {
      size += FRAME + pad(message.metadata.remaining()) + bodyLength(message.body);
    }
    if (size > Integer.MAX_VALUE - 64) {
      throw new EngineException("Result exceeds 2 GiB; read it in smaller windows");
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    List<Placed> places = new ArrayList<>();
    for (Encapsulated message : messages) {
      int metadataLength = (int) pad(message.metadata.remaining());
      int at = out.position() + FRAME + metadataLength;
      out.putInt(CONTINUATION).putInt(metadataLength).put(message.metadata);
      for (BodyBuffer buffer : message.body) {
        places.add(new Placed(buffer, out.slice(at, (int) buffer.length())));
        at += (int) pad(buffer.length());
      }
      out.position(at);
    }
    out.putInt(CONTINUATION).putInt(0).flip();
    each(places, size / Long.BYTES)
        .forEach(place -> place.buffer.put(place.target.order(ByteOrder.LITTLE_ENDIAN)));
    return out;
  }

  /** A buffer and where it goes. */
  private record Placed(BodyBuffer buffer, ByteBuffer target) {}

  /** Things to be done one after the other, or side by side if they concern many cells. */
  static <T> Stream<T> each(List<T> things, long cells) {
    return cells > MANY_CELLS ? things.parallelStream() : things.stream();
  }

  private List<BodyBuffer> compress(List<BodyBuffer> body) {
    if (compression == ArrowCompression.NONE) {
      return body;
    }
    return each(body, bodyLength(body) / Long.BYTES)
        .map(buffer -> BodyCompressor.compress(buffer, compression))
        .toList();
  }

  private int batch(
      FlatBufferBuilder builder, long length, List<Node> nodes, List<BodyBuffer> body) {
    int codec = 0;
    if (compression != ArrowCompression.NONE) {
      byte type =
          compression == ArrowCompression.LZ4 ? CompressionType.LZ4_FRAME : CompressionType.ZSTD;
      codec = BodyCompression.createBodyCompression(builder, type, BodyCompressionMethod.BUFFER);
    }
    RecordBatch.startBuffersVector(builder, body.size());
    long end = bodyLength(body);
    for (BodyBuffer buffer : body.reversed()) {
      end -= pad(buffer.length());
      Buffer.createBuffer(builder, end, buffer.length());
    }
    int buffers = builder.endVector();
    RecordBatch.startNodesVector(builder, nodes.size());
    for (Node node : nodes.reversed()) {
      FieldNode.createFieldNode(builder, node.length, node.nulls);
    }
    int nodeVector = builder.endVector();
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, length);
    RecordBatch.addNodes(builder, nodeVector);
    RecordBatch.addBuffers(builder, buffers);
    if (codec != 0) {
      RecordBatch.addCompression(builder, codec);
    }
    return RecordBatch.endRecordBatch(builder);
  }

  private void add(FlatBufferBuilder builder, byte type, int header, List<BodyBuffer> body) {
    int message =
        Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength(body), 0);
    builder.finish(message);
    messages.add(new Encapsulated(builder.dataBuffer(), body));
  }

  private static long bodyLength(List<BodyBuffer> body) {
    long length = 0;
    for (BodyBuffer buffer : body) {
      length += pad(buffer.length());
    }
    return length;
  }

  private static long pad(long length) {
    return (length + 7) & -8;
  }
}
