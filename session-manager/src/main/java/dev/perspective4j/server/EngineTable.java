package dev.perspective4j.server;

import dev.perspective4j.engine.DerivedTable;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.JoinTable;
import dev.perspective4j.engine.LiveTable;
import dev.perspective4j.engine.ParsedKeys;
import dev.perspective4j.engine.ParsedRows;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Tables of the in-memory engine: they offer everything, but joins and derived tables take no writes. */
abstract class EngineTable implements TableProvider {
  private final LiveTable table;
  private boolean ownLanguage;

  EngineTable(LiveTable table) {
    this.table = table;
  }

  /** A table that is written to. */
  static EngineTable of(Table table) {
    return new Writable(table);
  }

  /** A table that is written to, with a language of expressions of its own. */
  static EngineTable of(Table table, Expressions language) {
    EngineTable made = of(table);
    made.use(language);
    made.ownLanguage = true;
    return made;
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  @Override
  public CompletionStage<Long> size() {
    return CompletableFuture.completedFuture((long) table.size());
  }

  @Override
  public CompletionStage<TableView> view(ViewConfig config, Dialect dialect) {
    if (dialect.refusesRepeatedGroups() && hasRepeatedGroups(config)) {
      if (table.describe(config) instanceof TableDescription.InvalidConfig(var _, var text)) {
        throw new EngineException(text);
      }
    }
    return CompletableFuture.completedFuture(TableView.of(table.view(config, dialect)));
  }

  private static boolean hasRepeatedGroups(ViewConfig config) {
    return new HashSet<>(config.groupBy()).size() < config.groupBy().size();
  }

  @Override
  public ExpressionVerdict validate(Map<String, String> expressions) {
    return table.validate(expressions);
  }

  @Override
  public TableDescription describe(ViewConfig config) {
    return table.describe(config);
  }

  @Override
  public void onStep(Consumer<Step> listener) {
    table.onStep(listener);
  }

  @Override
  public void use(Expressions language) {
    if (!ownLanguage) {
      table.use(language);
    }
  }

  @Override
  public TableProvider derive(ViewConfig config, Dialect dialect, Optional<Schema> wanted) {
    Optional<Schema> columns = wanted.filter(schema -> !schema.columns().isEmpty());
    DerivedTable derived = DerivedTable.of(table, config, dialect, columns);
    boolean isFlat = config.groupBy().isEmpty() && config.splitBy().isEmpty();
    OptionalLong limit = isFlat ? options().limit() : OptionalLong.empty();
    return new ReadOnly(
        derived,
        "derived",
        new TableOptions(derived.index(), limit, false, TableOptions.DEFAULT.listFlatten()));
  }

  @Override
  public TableProvider join(TableProvider right, JoinSpec spec) {
    if (!(right instanceof EngineTable other)) {
      return TableProvider.super.join(right, spec);
    }
    JoinTable join = JoinTable.of(table, other.table, spec.on(), spec.rightOn(), spec.type());
    return new ReadOnly(join, "join", TableOptions.DEFAULT);
  }

  @Override
  public void close() {
    table.close();
  }

  private static final class Writable extends EngineTable {
    private final Table table;

    Writable(Table table) {
      super(table);
      this.table = table;
    }

    @Override
    public TableOptions options() {
      return table.options();
    }

    @Override
    public int makePort() {
      return table.makePort();
    }

    @Override
    public RowAppender appender() {
      return table.appender();
    }

    @Override
    public Write prepareUpdate(TableData data, int port) {
      ParsedRows rows = table.read(data);
      return () -> table.update(rows, port);
    }

    @Override
    public Write prepareReplace(TableData data) {
      if (data instanceof TableData.OfSchema) {
        throw new EngineException("TableReplaceReq malformed");
      }
      ParsedRows rows = table.read(data);
      return () -> table.replace(rows);
    }

    @Override
    public Write prepareRemove(TableData keys) {
      ParsedKeys parsed = table.readKeys(keys);
      return () -> table.remove(parsed);
    }
  }

  /** A table that only the engine writes to: a join, or one that follows a view. */
  private static final class ReadOnly extends EngineTable {
    private final String kind;
    private final TableOptions options;
    private int ports;

    /**
     * Refuses what others want to write.
     *
     * @param kind what clients know such tables as
     */
    ReadOnly(LiveTable table, String kind, TableOptions options) {
      super(table);
      this.kind = kind;
      this.options = options;
    }

    @Override
    public TableOptions options() {
      return options;
    }

    /** A port that nothing can be sent through; clients expect to get one. */
    @Override
    public int makePort() {
      return ++ports;
    }

    @Override
    public RowAppender appender() {
      throw new EngineException("Cannot update a read-only table");
    }

    @Override
    public Write prepareUpdate(TableData data, int port) {
      throw refusal();
    }

    @Override
    public Write prepareReplace(TableData data) {
      throw refusal();
    }

    @Override
    public Write prepareRemove(TableData keys) {
      throw refusal();
    }

    private EngineException refusal() {
      return new EngineException("Cannot update a read-only " + kind + " table");
    }
  }
}
