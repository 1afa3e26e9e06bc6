package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/** The messages of a stream, one behind the other, with or without end mark. */
final class IpcStream implements IpcMessages {

  private static final String OPENING = "Failed to open RecordBatchStreamReader: Invalid: ";
  private static final String READING = "Failed to read stream record batch: ";
  private static final int CONTINUATION = -1;

  private final ByteBuffer bytes;
  private final Schema schema;
  private int at;
  private String failure = OPENING;

  IpcStream(ByteBuffer bytes) {
    this.bytes = bytes;
    IpcMessage first;
    try {
      first = bytes.hasRemaining() ? read() : null;
    } catch (IndexOutOfBoundsException e) {
      throw new EngineException(OPENING + "Invalid flatbuffers message.\n", e);
    }
    if (first == null) {
      throw new EngineException(OPENING + "Tried reading schema message, was null or length 0\n");
    }
    this.schema = schema(first.header());
    this.failure = READING + "Invalid: ";
  }

  private static Schema schema(Message message) {
    try {
      if (message.headerType() == MessageHeader.Schema
          && message.header(new Schema()) instanceof Schema schema) {
        return schema;
      }
    } catch (IndexOutOfBoundsException e) {
      throw new EngineException(OPENING + "Invalid flatbuffers message.\n", e);
    }
    throw new EngineException(OPENING + "Expected a schema as the first message of the stream\n");
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable IpcMessage next() {
    return at == bytes.limit() ? null : read();
  }

  @Override
  public String failure() {
    return READING;
  }

  /** Reads the message at {@code at}, or the end mark: then null, now and later. */
  private @Nullable IpcMessage read() {
    int available = bytes.limit() - at;
    if (available < 4) {
      throw invalid("Corrupted message, only " + available + " bytes available");
    }
    int length = bytes.getInt(at);
    at += 4;
    if (length == CONTINUATION) {
      available = bytes.limit() - at;
      if (available < 4) {
        throw invalid("Corrupted metadata length, only " + available + " bytes available");
      }
      length = bytes.getInt(at);
      at += 4;
    }
    if (length == 0) {
      at = bytes.limit();
      return null;
    }
    available = bytes.limit() - at;
    if (length < 0 || length > available) {
      throw invalid("Expected to read " + length + " metadata bytes, but only read " + available);
    }
    Message header = message(bytes.slice(at, length));
    at += length;
    long bodyLength = header.bodyLength();
    available = bytes.limit() - at;
    if (bodyLength < 0 || bodyLength > available) {
      throw invalid(
          "Expected to be able to read "
              + bodyLength
              + " bytes for message body, got "
              + available);
    }
    ByteBuffer body = bytes.slice(at, (int) bodyLength).order(ByteOrder.LITTLE_ENDIAN);
    at += (int) bodyLength;
    return new IpcMessage(header, body);
  }

  /** The metadata of a message, its version checked. */
  static Message message(ByteBuffer metadata) {
    Message message = Message.getRootAsMessage(metadata.order(ByteOrder.LITTLE_ENDIAN));
    short version = message.version();
    if (version != MetadataVersion.V4 && version != MetadataVersion.V5) {
      throw new IndexOutOfBoundsException("metadata version " + version);
    }
    return message;
  }

  private EngineException invalid(String text) {
    return new EngineException(failure + text + "\n");
  }
}
