package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** The footer of a file: its columns, and where their values lie. */
final class ParquetFile {
  private static final int MAGIC = 0x31524150; // PAR1
  private static final int ENCRYPTED = 0x45524150; // PARE

  /** A length and the magic number, behind the footer. */
  private static final int TAIL = 8;

  private final ByteBuffer bytes;
  private final Budget budget;
  private final List<Leaf> leaves;
  private final List<RowGroup> groups = new ArrayList<>();
  private final @Nullable ParsedVersion writer;

  private ParquetFile(ByteBuffer bytes, FileMetaData footer) {
    this.bytes = bytes;
    budget = new Budget(bytes.remaining());
    leaves = SchemaTree.leaves(required(footer.getSchema()));
    writer = version(footer.getCreated_by());
    for (org.apache.parquet.format.RowGroup group : required(footer.getRow_groups())) {
      budget.takeRows(group.getNum_rows(), leaves.size());
      if (group.getColumnsSize() != leaves.size()) {
        throw malformed(
            "a row group has " + group.getColumnsSize() + " of " + leaves.size() + " columns");
      }
      groups.add(new RowGroup((int) group.getNum_rows(), required(group.getColumns())));
    }
  }

  /** Reads the footer. */
  static ParquetFile open(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.remaining();
    if (size < 2 * 4 + 4 || (bytes.getInt(0) != MAGIC && bytes.getInt(0) != ENCRYPTED)) {
      throw malformed("it does not begin with PAR1");
    }
    if (bytes.getInt(size - 4) != MAGIC) {
      boolean encrypted = bytes.getInt(size - 4) == ENCRYPTED;
      throw malformed(encrypted ? "it is encrypted" : "it does not end with PAR1");
    }
    int length = bytes.getInt(size - TAIL);
    if (length < 0 || length > size - TAIL - 4) {
      throw malformed("its footer is longer than the file");
    }
    ByteBuffer footer = bytes.slice(size - TAIL - length, length);
    try {
      // No list in the footer can be longer than the footer.
      return new ParquetFile(
          bytes, Util.readFileMetaData(ByteBufferInputStream.wrap(footer), Math.max(length, 1)));
    } catch (IOException broken) {
      throw new EngineException("Invalid Parquet file: broken footer\n", broken);
    }
  }

  private static @Nullable ParsedVersion version(@Nullable String createdBy) {
    try {
      return createdBy == null ? null : VersionParser.parse(createdBy);
    } catch (VersionParseException unknown) {
      return null;
    }
  }

  static EngineException malformed(String reason) {
    return new EngineException("Invalid Parquet file: " + reason + "\n");
  }

  /** What a file has to say and perhaps does not, or in words that are not known. */
  static <T> T required(@Nullable T part) {
    if (part == null) {
      throw malformed("a part is missing or of an unknown kind");
    }
    return part;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  List<RowGroup> rowGroups() {
    return groups;
  }

  /** Some rows of the file. */
  final class RowGroup {
    private final int rows;
    private final List<ColumnChunk> chunks;

    private RowGroup(int rows, List<ColumnChunk> chunks) {
      this.rows = rows;
      this.chunks = chunks;
    }

    int rows() {
      return rows;
    }

    /** Stands before the first of its values of a column. */
    ColumnReader reader(Leaf leaf) {
      ColumnChunk chunk = chunks.get(leaf.position());
      if (!chunk.isSetMeta_data() || chunk.isSetFile_path()) {
        throw malformed("column `" + leaf.name() + "` is encrypted or in another file");
      }
      ColumnMetaData meta = required(chunk.getMeta_data());
      if (meta.getNum_values() != rows) {
        throw malformed(
            "column `"
                + leaf.name()
                + "` has "
                + meta.getNum_values()
                + " values in "
                + rows
                + " rows");
      }
      if (required(meta.getType()) != leaf.type()) {
        throw malformed("column `" + leaf.name() + "` has two types");
      }
      Pages pages = new Pages(leaf.name(), meta, slice(leaf, meta), budget);
      return new ColumnReaderImpl(leaf.descriptor(), pages, new PrimitiveConverter() {}, writer);
    }

    private ByteBuffer slice(Leaf leaf, ColumnMetaData meta) {
      long from = meta.getData_page_offset();
      if (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0) {
        from = Math.min(from, meta.getDictionary_page_offset());
      }
      long length = meta.getTotal_compressed_size();
      if (from < 4 || length < 0 || from > bytes.limit() || length > bytes.limit() - from) {
        throw malformed("column `" + leaf.name() + "` lies outside the file");
      }
      return bytes.slice((int) from, (int) length);
    }
  }
}
