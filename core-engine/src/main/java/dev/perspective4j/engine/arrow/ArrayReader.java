package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Walks the nodes and buffers of one batch in the order of the schema and makes arrays of the
 * columns that are wanted.
 */
final class ArrayReader {

  private final RecordBatch batch;
  private final BodyReader body;
  private final Budget budget;
  private final boolean unionsHaveValidity;
  private final Dictionaries dictionaries;
  private final Map<SchemaNode, Strings> strings;
  private int nextNode;
  private int nextVariadic;

  /**
   * A walk over a batch.
   *
   * @param unionsHaveValidity whether the metadata is of version 4, in which unions had a validity
   *     bitmap
   * @param strings dictionaries of the columns; grows
   */
  ArrayReader(
      RecordBatch batch,
      ByteBuffer body,
      Budget budget,
      boolean unionsHaveValidity,
      Dictionaries dictionaries,
      Map<SchemaNode, Strings> strings) {
    this.batch = batch;
    this.body = new BodyReader(batch, body, budget);
    this.budget = budget;
    this.unionsHaveValidity = unionsHaveValidity;
    this.dictionaries = dictionaries;
    this.strings = strings;
  }

  /** Number of rows of the batch. */
  int length() {
    long length = batch.length();
    if (length < 0 || length > Integer.MAX_VALUE - 64) {
      throw invalid("Length of the batch is out of range");
    }
    return (int) length;
  }

  /** Passes over a column. */
  void skip(SchemaNode node) {
    node();
    if (node.encoding() != null) {
      body.skip(2);
      return;
    }
    boolean union = node.type() == FieldType.DENSE_UNION || node.type() == FieldType.SPARSE_UNION;
    body.skip(node.type().buffers() + (union && unionsHaveValidity ? 1 : 0));
    if (node.type() == FieldType.VIEW) {
      body.skip(variadicCount());
    }
    node.children().forEach(this::skip);
  }

  /** The array of a column of the batch. */
  ArrowArray readColumn(SchemaNode node) {
    ArrowArray array = read(node);
    if (array.length() != length()) {
      throw new MalformedBatch("IOError: Array length did not match record batch length");
    }
    return array;
  }

  private FieldNode node() {
    if (nextNode >= batch.nodesLength()) {
      throw invalid("Ran out of field metadata, likely malformed");
    }
    return batch.nodes(nextNode++);
  }

  private long variadicCount() {
    if (nextVariadic >= batch.variadicBufferCountsLength()) {
      throw invalid("Ran out of variadic buffer counts");
    }
    return batch.variadicBufferCounts(nextVariadic++);
  }

  private ArrowArray read(SchemaNode node) {
    FieldNode metadata = node();
    long length = metadata.length();
    if (length < 0 || length > Integer.MAX_VALUE - 64) {
      throw invalid("Length of an array is out of range");
    }
    int cells = (int) length;
    long nulls = metadata.nullCount();
    SchemaNode.Encoding encoding = node.encoding();
    if (encoding != null) {
      ByteBuffer validity = body.next();
      PrimitiveArray indices =
          new PrimitiveArray(encoding.index(), cells, 0, ByteBuffer.allocate(0), body.next());
      return new EncodedArray(
          cells, nulls, validity, indices, dictionaries.entries(encoding.id(), strings(node)));
    }
    return switch (node.type()) {
      case NULL -> {
        budget.takeRows(cells);
        yield new NullArray(cells, strings(node).dictionary());
      }
      case INT, FLOAT, DECIMAL, BOOL, DATE, TIME32, TIMESTAMP -> {
        ByteBuffer validity = body.next();
        yield new PrimitiveArray(node, cells, nulls, validity, body.next());
      }
      case UTF8, LARGE_UTF8 -> {
        ByteBuffer validity = body.next();
        ByteBuffer offsets = body.next();
        yield new Utf8Array(node, cells, nulls, validity, offsets, body.next(), strings(node));
      }
      case VIEW -> {
        ByteBuffer validity = body.next();
        ByteBuffer views = body.next();
        List<ByteBuffer> data = new ArrayList<>();
        for (long i = variadicCount(); i > 0; i--) {
          data.add(body.next());
        }
        yield new ViewArray(cells, nulls, validity, views, data, strings(node), budget);
      }
      case LIST, LARGE_LIST -> {
        ByteBuffer validity = body.next();
        ByteBuffer offsets = body.next();
        ArrowArray child = read(node.children().getFirst());
        yield new ListArray(node, cells, nulls, validity, offsets, child);
      }
      case STRUCT -> {
        ByteBuffer validity = body.next();
        List<ArrowArray> children = new ArrayList<>();
        for (SchemaNode child : node.children()) {
          ArrowArray array = read(child);
          if (array.length() < cells) {
            throw invalid("Child of a struct is shorter than the struct");
          }
          children.add(array);
        }
        yield new StructArray(cells, nulls, validity, children);
      }
      case TIME64,
          FIXED_SIZE_BINARY,
          FIXED_SIZE_LIST,
          MAP,
          LIST_VIEW,
          DENSE_UNION,
          SPARSE_UNION,
          RUN_END_ENCODED,
          DURATION,
          INTERVAL -> {
        // Says which type it is that cannot be read.
        node.physicalType();
        throw new IllegalStateException("unreadable type " + node.typeName());
      }
    };
  }

  private Strings strings(SchemaNode node) {
    return strings.computeIfAbsent(node, n -> new Strings(n.typeName().contains("binary")));
  }
}
