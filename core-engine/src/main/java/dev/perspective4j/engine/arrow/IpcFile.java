package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/** The messages of a file, found through its footer: all dictionaries, then all record batches. */
final class IpcFile implements IpcMessages {

  private static final String OPENING = "Failed to open RecordBatchFileReader: Invalid: ";
  private static final int FOOTER_LENGTH = 4;
  private static final int CONTINUATION = -1;

  private final ByteBuffer bytes;
  private final Schema schema;
  private final List<Place> places = new ArrayList<>();
  private int next;

  private record Place(long offset, int metadataLength, long bodyLength) {}

  IpcFile(ByteBuffer bytes, byte[] magic) {
    this.bytes = bytes;
    int size = bytes.limit();
    if (size <= magic.length * 2 + FOOTER_LENGTH) {
      throw new EngineException(OPENING + "File is too small: " + size + "\n");
    }
    int footerEnd = size - magic.length - FOOTER_LENGTH;
    int footerLength = bytes.getInt(footerEnd);
    boolean marked = bytes.slice(size - magic.length, magic.length).equals(ByteBuffer.wrap(magic));
    if (!marked || footerLength <= 0 || footerLength > footerEnd - magic.length) {
      throw new EngineException(OPENING + "Not an Arrow file\n");
    }
    try {
      ByteBuffer slice = bytes.slice(footerEnd - footerLength, footerLength);
      Footer footer = Footer.getRootAsFooter(slice.order(ByteOrder.LITTLE_ENDIAN));
      Schema found = footer.schema();
      if (found == null) {
        throw new EngineException(OPENING + "Not an Arrow file\n");
      }
      schema = found;
      for (int i = 0; i < footer.dictionariesLength(); i++) {
        places.add(place(footer.dictionaries(i)));
      }
      for (int i = 0; i < footer.recordBatchesLength(); i++) {
        places.add(place(footer.recordBatches(i)));
      }
    } catch (IndexOutOfBoundsException e) {
      throw new EngineException(OPENING + "Invalid flatbuffers message.\n", e);
    }
  }

  private static Place place(Block block) {
    return new Place(block.offset(), block.metaDataLength(), block.bodyLength());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable IpcMessage next() {
    if (next == places.size()) {
      return null;
    }
    Place place = places.get(next++);
    // Checked one by one, so that no sum of hostile numbers can overflow.
    if (place.offset < 0
        || place.offset > bytes.limit()
        || place.metadataLength < 8
        || place.metadataLength > bytes.limit() - place.offset
        || place.bodyLength < 0
        || place.bodyLength > bytes.limit() - place.offset - place.metadataLength) {
      throw new EngineException(failure() + "Invalid: Block lies outside of the file\n");
    }
    int at = (int) place.offset;
    int prefix = bytes.getInt(at) == CONTINUATION ? 8 : 4;
    ByteBuffer metadata = bytes.slice(at + prefix, place.metadataLength - prefix);
    ByteBuffer body = bytes.slice(at + place.metadataLength, (int) place.bodyLength);
    return new IpcMessage(IpcStream.message(metadata), body.order(ByteOrder.LITTLE_ENDIAN));
  }

  @Override
  public String failure() {
    return "Failed to read file record batch: ";
  }
}
