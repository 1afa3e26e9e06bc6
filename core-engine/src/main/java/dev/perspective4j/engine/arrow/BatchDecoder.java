package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.arrow.ColumnPlan.Branch;
import dev.perspective4j.engine.arrow.ColumnPlan.Leaf;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.engine.text.Utf8Builder;
import dev.perspective4j.model.ListFlatten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Decodes the messages of one input, one run of rows at a time. */
final class BatchDecoder {

  /** Rows handed over at once: one page of a table. */
  private static final int RUN = 1 << 16;

  /** Cells that are worth a second thread. */
  private static final long PARALLEL_CELLS = 1 << 17;

  private final IpcMessages messages;
  private final LoadTarget target;
  private final Budget budget;
  private final List<SchemaNode> fields;
  private final ColumnPlan plan;
  private final Map<Long, SchemaNode> dictionaryFields = new HashMap<>();
  private final Set<Long> sharedDictionaries = new HashSet<>();
  private final Dictionaries dictionaries;
  private final Map<SchemaNode, Strings> strings = new HashMap<>();
  private List<Source> sources = List.of();
  private int rows;
  private int nextRow;
  private boolean inBatch;
  private long rowsBefore;
  private long inputRows;

  /** The cells of one result column in the current record batch. */
  private interface Source {
    Vector read(int from, int count);
  }

  BatchDecoder(IpcMessages messages, LoadTarget target, int inputBytes) {
    this.messages = messages;
    this.target = target;
    this.dictionaries = new Dictionaries(!target.create());
    this.budget = new Budget(inputBytes);
    this.fields = SchemaReader.read(messages.schema());
    this.plan = new ColumnPlan(fields, target);
    plan.branches().forEach(this::findDictionaries);
  }

  /** Dictionaries that a column to be read needs; all others are passed over. */
  private void findDictionaries(@Nullable Branch branch) {
    if (branch != null) {
      findDictionaries(branch.node());
    }
  }

  private void findDictionaries(SchemaNode node) {
    SchemaNode.Encoding encoding = node.encoding();
    if (encoding != null) {
      if (dictionaryFields.putIfAbsent(encoding.id(), node) != null) {
        sharedDictionaries.add(encoding.id());
      }
    }
    node.children().forEach(this::findDictionaries);
  }

  String failure() {
    return messages.failure();
  }

  /** A batch of no rows, for inputs without record batches. */
  Batch empty() {
    List<Batch.Column> columns = new ArrayList<>();
    for (Leaf leaf : plan.leaves()) {
      StringDictionary dictionary =
          leaf.physicalType() == PhysicalType.STRING ? strings(leaf).dictionary() : null;
      columns.add(
          new Batch.Column(leaf.name(), new Vector(leaf.physicalType(), dictionary, 0), null));
    }
    return new Batch(0, columns);
  }

  /** The next run of rows, or null at the end of the input. */
  @Nullable Batch next() {
    while (!inBatch) {
      IpcMessage message = messages.next();
      if (message == null) {
        return null;
      }
      open(message);
    }
    int count = Math.min(RUN, rows - nextRow);
    List<Batch.Column> columns = read(count);
    nextRow += count;
    if (nextRow == rows) {
      inBatch = false;
      rowsBefore += rows;
    }
    return new Batch(count, columns);
  }

  /** The cells of all columns; they share nothing that reading changes but the budget. */
  private List<Batch.Column> read(int count) {
    int width = plan.leaves().size();
    if ((long) count * width < PARALLEL_CELLS) {
      return IntStream.range(0, width).mapToObj(i -> read(i, count)).toList();
    }
    Batch.Column[] columns = new Batch.Column[width];
    @Nullable RuntimeException[] failures = new RuntimeException[width];
    IntStream.range(0, width)
        .parallel()
        .forEach(
            i -> {
              try {
                columns[i] = read(i, count);
              } catch (RuntimeException failure) {
                failures[i] = failure;
              }
            });
    for (RuntimeException failure : failures) {
      if (failure != null) {
        throw failure;
      }
    }
    return List.of(columns);
  }

  private Batch.Column read(int column, int count) {
    Leaf leaf = plan.leaves().get(column);
    Vector cells = sources.get(column).read(nextRow, count);
    if (leaf.coercion() != null) {
      cells = leaf.coercion().apply(cells, rowsBefore + nextRow);
    }
    return new Batch.Column(leaf.name(), cells, null);
  }

  private void open(IpcMessage message) {
    Message header = message.header();
    switch (header.headerType()) {
      case MessageHeader.DictionaryBatch -> readDictionary(message);
      case MessageHeader.RecordBatch -> {
        if (!(header.header(new RecordBatch()) instanceof RecordBatch batch)) {
          throw invalid("Record batch without metadata");
        }
        openRecords(batch, message);
      }
      default -> throw invalid("Message not expected: " + header.headerType());
    }
  }

  private void readDictionary(IpcMessage message) {
    if (!(message.header().header(new DictionaryBatch()) instanceof DictionaryBatch dictionary)) {
      throw invalid("Dictionary without metadata");
    }
    SchemaNode field = dictionaryFields.get(dictionary.id());
    RecordBatch data = dictionary.data();
    if (field == null) {
      return;
    }
    if (data == null) {
      throw invalid("Dictionary without data");
    }
    SchemaNode values = field.values();
    if (values.isNested()) {
      values.physicalType();
    }
    if (!sharedDictionaries.contains(dictionary.id())) {
      // The only column that uses it takes its strings as they are read.
      strings.put(values, strings(field));
    }
    ArrowArray array = arrays(data, message).readColumn(values);
    Vector entries;
    if (target.create()) {
      if (values.physicalType() == PhysicalType.STRING) {
        strings(values).dictionary().reserve(array.length());
      }
      entries = array.read(0, array.length());
    } else {
      entries = array.list();
    }
    dictionaries.put(dictionary.id(), dictionary.isDelta(), entries);
  }

  private ArrayReader arrays(RecordBatch batch, IpcMessage message) {
    boolean version4 = message.header().version() == MetadataVersion.V4;
    return new ArrayReader(batch, message.body(), budget, version4, dictionaries, strings);
  }

  private void openRecords(RecordBatch batch, IpcMessage message) {
    for (Leaf leaf : plan.leaves()) {
      if (leaf.coercion() != null) {
        leaf.coercion().check();
      }
    }
    ArrayReader reader = arrays(batch, message);
    int length = reader.length();
    budget.takeRows(length);
    Expansion expansion =
        plan.isFlat()
            ? null
            : new Expansion(length, inputRows, target.lists() == ListFlatten.CARTESIAN);
    List<Source> flat = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Branch branch = plan.branches().get(i);
      if (branch == null) {
        reader.skip(fields.get(i));
        continue;
      }
      ArrowArray array = reader.readColumn(branch.node());
      if (expansion != null) {
        expansion.add(branch, array);
      } else if (branch.leaf() != null) {
        flat.add(source(branch.leaf(), array, null));
      }
    }
    if (expansion == null) {
      sources = flat;
      rows = length;
    } else {
      sources = new ArrayList<>();
      expansion
          .run()
          .forEach((leaf, cells) -> sources.add(source(leaf, cells.array(), cells.cells())));
      rows = expansion.rows();
      budget.takeRows(rows);
    }
    inputRows += length;
    nextRow = 0;
    inBatch = rows > 0;
  }

  private Source source(Leaf leaf, ArrowArray array, int @Nullable [] cells) {
    if (leaf.node().isNested()) {
      return new TextSource(leaf.node(), array, cells, strings(leaf));
    }
    return cells == null ? array::read : new GatheredSource(array, cells);
  }

  private Strings strings(Leaf leaf) {
    return strings(leaf.node());
  }

  private Strings strings(SchemaNode node) {
    return strings.computeIfAbsent(node, n -> new Strings(n.typeName().contains("binary")));
  }

  /** Cells picked from an array by position. */
  private static final class GatheredSource implements Source {
    private final Vector all;
    private final int[] cells;

    GatheredSource(ArrowArray array, int[] cells) {
      this.all = array.read(0, array.length());
      this.cells = cells;
    }

    @Override
    public Vector read(int from, int count) {
      Vector out = new Vector(all.physicalType(), all.dictionaryOrNull(), count);
      for (int row = from; row < from + count; row++) {
        if (cells[row] < 0) {
          out.addNull();
        } else {
          out.add(all, cells[row]);
        }
      }
      return out;
    }
  }

  /** Lists as text. */
  private static final class TextSource implements Source {
    private final SchemaNode node;
    private final ArrowArray array;
    private final int @Nullable [] cells;
    private final Strings strings;
    private final ListText text = new ListText();

    TextSource(SchemaNode node, ArrowArray array, int @Nullable [] cells, Strings strings) {
      this.node = node;
      this.array = array;
      this.cells = cells;
      this.strings = strings;
    }

    @Override
    public Vector read(int from, int count) {
      Vector out = new Vector(PhysicalType.STRING, strings.dictionary(), count);
      Utf8Builder json = new Utf8Builder();
      for (int row = from; row < from + count; row++) {
        int cell = cells == null ? row : cells[row];
        if (cell < 0 || array.isNull(cell)) {
          out.addNull();
        } else {
          json.truncate(0);
          text.write(node, array, cell, json);
          out.addCode(strings.intern(json.array(), 0, json.size()));
        }
      }
      return out;
    }
  }
}
