package dev.perspective4j.source.parquet;

import static dev.perspective4j.source.parquet.ParquetFile.required;

import dev.perspective4j.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one row group, decompressed as they are asked for. */
final class Pages implements PageReader {
  private final String column;
  private final ColumnMetaData meta;
  private final ByteBuffer bytes;
  private final Budget budget;
  private final Codec codec;
  private @Nullable PageHeader ahead;

  /**
   * Begins before the first page.
   *
   * @param bytes all pages, little-endian or not
   */
  Pages(String column, ColumnMetaData meta, ByteBuffer bytes, Budget budget) {
    this.column = column;
    this.meta = meta;
    this.bytes = bytes;
    this.budget = budget;
    codec = Codec.of(required(meta.getCodec()), column);
  }

  @Override
  public long getTotalValueCount() {
    return meta.getNum_values();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = header();
    if (header.getType() != PageType.DICTIONARY_PAGE) {
      return null;
    }
    ahead = null;
    DictionaryPageHeader page = required(header.getDictionary_page_header());
    byte[] values = decompress(header, 0, 0, true);
    // Every value takes a byte at least: no dictionary has more values than bytes.
    if (page.getNum_values() < 0 || page.getNum_values() > values.length) {
      throw malformed(
          "a dictionary of " + page.getNum_values() + " values in " + values.length + " bytes");
    }
    return new DictionaryPage(
        BytesInput.from(values), page.getNum_values(), encoding(page.getEncoding()));
  }

  @Override
  public DataPage readPage() {
    PageHeader header = header();
    ahead = null;
    return switch (required(header.getType())) {
      case DATA_PAGE -> first(header);
      case DATA_PAGE_V2 -> second(header);
      case DICTIONARY_PAGE, INDEX_PAGE -> throw malformed("a page that holds no values");
    };
  }

  private DataPage first(PageHeader header) {
    DataPageHeader page = required(header.getData_page_header());
    checkCount(page.getNum_values());
    byte[] body = decompress(header, 0, 0, true);
    return new DataPageV1(
        BytesInput.from(body),
        page.getNum_values(),
        body.length,
        noStatistics(),
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  private DataPage second(PageHeader header) {
    DataPageHeaderV2 page = required(header.getData_page_header_v2());
    checkCount(page.getNum_values());
    int repeated = page.getRepetition_levels_byte_length();
    int defined = page.getDefinition_levels_byte_length();
    int levels = repeated + defined;
    if (repeated < 0
        || defined < 0
        || levels < 0
        || levels > header.getCompressed_page_size()
        || levels > header.getUncompressed_page_size()) {
      throw malformed("levels longer than their page");
    }
    byte[] body = decompress(header, repeated, defined, page.isIs_compressed());
    return new DataPageV2(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        BytesInput.from(body, 0, repeated),
        BytesInput.from(body, repeated, defined),
        encoding(page.getEncoding()),
        BytesInput.from(body, levels, body.length - levels),
        body.length,
        noStatistics(),
        false);
  }

  @SuppressWarnings("NullAway") // the library takes null for none
  private static Statistics<?> noStatistics() {
    return null;
  }

  private void checkCount(int values) {
    if (values < 0 || values > meta.getNum_values()) {
      throw malformed("a page of " + values + " values");
    }
  }

  /** The body of a page, whose position is behind the header; levels are never compressed. */
  private byte[] decompress(PageHeader header, int repeated, int defined, boolean compressed) {
    int size = header.getCompressed_page_size();
    budget.takePage(header.getUncompressed_page_size());
    if (size < 0 || size > bytes.remaining()) {
      throw malformed("a page longer than its column");
    }
    ByteBuffer source = bytes.slice(bytes.position(), size);
    bytes.position(bytes.position() + size);
    byte[] body = new byte[header.getUncompressed_page_size()];
    int levels = repeated + defined;
    source.get(body, 0, levels);
    if (compressed) {
      codec.decompress(source, body, levels);
    } else if (source.remaining() == body.length - levels) {
      source.get(body, levels, source.remaining());
    } else {
      throw malformed("a page of another length than it declares");
    }
    return body;
  }

  private PageHeader header() {
    if (ahead != null) {
      return ahead;
    }
    if (!bytes.hasRemaining()) {
      throw malformed("fewer values than it declares");
    }
    try {
      ByteBufferInputStream stream = ByteBufferInputStream.wrap(bytes.slice());
      PageHeader header = Util.readPageHeader(stream);
      bytes.position(bytes.position() + (int) stream.position());
      ahead = header;
      return header;
    } catch (IOException broken) {
      throw new EngineException(
          "Invalid Parquet file: column `" + column + "` has a broken page\n", broken);
    }
  }

  private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    return Encoding.valueOf(required(encoding).name());
  }

  private EngineException malformed(String what) {
    return ParquetFile.malformed("column `" + column + "` has " + what);
  }
}
