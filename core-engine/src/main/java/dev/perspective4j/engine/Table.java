package dev.perspective4j.engine;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.json.JsonReaders;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A live table: rows that are updated, removed and replaced, and the views on them.
 *
 * <pre>{@code
 * try (Table table = Table.create(new TableData.JsonRows(json), TableOptions.indexedBy("id"))) {
 *   table.update(new TableData.JsonRows(more), 0);
 *   View view = table.view(ViewConfig.builder().groupBy("sector").columns("price").build());
 *   Slice top = view.slice(Viewport.rows(0, 50));
 * }
 * }</pre>
 *
 * <p>Each update, removal or replacement is one step: it is validated as a whole, then applied as a
 * whole, and when the call returns every view shows it. A refused request has changed nothing. The
 * cost of a step is proportional to its rows.
 *
 * <p>A table and its views belong to one thread at a time, except {@link #read}, {@link #readKeys},
 * {@link #appender}, {@link #schema} and {@link #options}, which any thread may call. Cells live
 * outside the heap until {@link #close}.
 */
public final class Table extends LiveTable {
  private final TableStore store;
  private final TableOptions options;
  private final Map<String, PhysicalType> physicalTypes;
  private int ports;

  private Table(TableStore store, TableOptions options) {
    super(store);
    this.store = store;
    this.options = options;
    this.physicalTypes = store.physicalTypes();
  }

  /**
   * Makes a table of data, or an empty one of a schema.
   *
   * @param data the rows, or the schema; types of columns are inferred from text. Rows of a {@link
   *     RowAppender} are used up
   * @param options index or limit, where pages live, what to do with lists
   * @throws EngineException if the data is malformed, no plug-in reads its format, or the index is
   *     no column of it
   */
  public static Table create(TableData data, TableOptions options) {
    if (data instanceof TableData.OfSchema(Schema schema)) {
      return new Table(TableBuilder.ofSchema(schema, options), options);
    }
    Source source = Source.of(data);
    try (TableBuilder builder = new TableBuilder(options, source.indexIsPlain())) {
      source.rows().read(LoadTarget.creating(options), builder);
      return new Table(builder.finish(), options);
    }
  }

  /** How the table was made. */
  public TableOptions options() {
    return options;
  }

  /** Makes a port; the numbers are 1, 2, 3 and so on. Port 0 always exists. */
  public int makePort() {
    return ++ports;
  }

  /**
   * Parses rows and coerces them to the columns of this table, without changing it. Any thread may
   * call it, so that the table's own thread need not parse.
   *
   * @param data no schema. A {@link RowAppender} must be of this table's {@link #appender}; it is
   *     used up
   * @throws EngineException if the data is malformed or does not fit, or no plug-in reads its
   *     format
   */
  public ParsedRows read(TableData data) {
    if (data instanceof TableData.OfSchema) {
      throw new EngineException("MakeTableReq malformed");
    }
    ParsedRows input = new ParsedRows(this);
    Source.of(data).rows().read(target(physicalTypes), input::add);
    return input;
  }

  /** An empty appender with the columns of this table. Any thread may call it. */
  public RowAppender appender() {
    return RowAppender.of(physicalTypes);
  }

  private LoadTarget target(Map<String, PhysicalType> columns) {
    ListFlatten lists = options.listFlatten();
    return new LoadTarget(false, columns, options.index(), options.limit().isPresent(), lists);
  }

  /**
   * Inserts rows, and updates those whose key is there already.
   *
   * @param port 0 or a number from {@link #makePort}; goes into notifications
   * @throws EngineException if the data does not fit or there is no such port
   */
  public Step update(TableData data, int port) {
    return update(read(data), port);
  }

  /** As {@link #update(TableData, int)}, with rows that were {@linkplain #read read} before. */
  public Step update(ParsedRows input, int port) {
    if (port < 0 || port > ports) {
      throw new EngineException(
          "Cannot send table to port `"
              + Integer.toUnsignedString(port)
              + "`, which does not exist.");
    }
    return store.update(input.batchesFor(this), port);
  }

  /**
   * Parses keys and coerces them to the index column, without changing the table. Any thread may
   * call it, so that the table's own thread need not parse.
   *
   * @param keys a JSON array of keys, or Arrow with a column named like the index
   * @throws EngineException if the table has no index or a key does not fit it
   */
  public ParsedKeys readKeys(TableData keys) {
    if (options.index().isEmpty()) {
      throw new EngineException("Cannot remove from unindexed Table\n");
    }
    String name = options.index().get();
    PhysicalType physicalType = Objects.requireNonNull(physicalTypes.get(name));
    return switch (keys) {
      case TableData.JsonRows(ByteBuffer utf8) ->
          new ParsedKeys(this, List.of(JsonReaders.keys(utf8, name, physicalType)));
      case TableData.JsonColumns(ByteBuffer utf8) ->
          new ParsedKeys(this, List.of(JsonReaders.keys(utf8, name, physicalType)));
      case TableData.Arrow _ -> new ParsedKeys(this, keyCells(keys, name, physicalType));
      case TableData.Csv _,
          TableData.Ndjson _,
          TableData.OfFormat _,
          TableData.OfRows _,
          TableData.OfSchema _ ->
          throw new EngineException("remove malformed");
    };
  }

  private List<Vector> keyCells(TableData data, String name, PhysicalType physicalType) {
    List<Vector> parts = new ArrayList<>();
    Source.of(data)
        .rows()
        .read(
            target(Map.of(name, physicalType)),
            batch -> {
              for (Batch.Column column : batch.columns()) {
                if (column.name().equals(name)) {
                  parts.add(column.cells());
                }
              }
            });
    if (parts.isEmpty()) {
      throw new EngineException("Cannot remove: Arrow is missing index column `" + name + "`\n");
    }
    return parts;
  }

  /**
   * Removes rows by key; unknown keys are ignored.
   *
   * @param keys a JSON array of keys, or Arrow with a column named like the index
   * @throws EngineException if the table has no index or a key does not fit it
   */
  public Step remove(TableData keys) {
    return remove(readKeys(keys));
  }

  /** As {@link #remove(TableData)}, with keys that were {@linkplain #readKeys read} before. */
  public Step remove(ParsedKeys keys) {
    return store.remove(keys.partsFor(this));
  }

  /**
   * Removes all rows, then inserts the given ones, as one step. No rows ({@code []}) clear the
   * table.
   *
   * @throws EngineException if the data does not fit; the table is unchanged then
   */
  public Step replace(TableData data) {
    if (data instanceof TableData.OfSchema) {
      throw new EngineException("TableReplaceReq malformed");
    }
    return replace(read(data));
  }

  /** As {@link #replace(TableData)}, with rows that were {@linkplain #read read} before. */
  public Step replace(ParsedRows input) {
    return store.replace(input.batchesFor(this));
  }

  /** Bytes of memory outside the heap that the cells take. */
  public long heldBytes() {
    return store.heldBytes();
  }

  /**
   * Frees all memory at once. Views on the table must be closed before. Closing twice is harmless.
   */
  @Override
  public void close() {
    store.close();
  }

  /** The index column, if the table has one. */
  public Optional<String> index() {
    return options.index();
  }
}
