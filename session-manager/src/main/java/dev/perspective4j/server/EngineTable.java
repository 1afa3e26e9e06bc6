package dev.perspective4j.server;

import dev.perspective4j.engine.DerivedTable;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.JoinTable;
import dev.perspective4j.engine.LiveTable;
import dev.perspective4j.engine.ParsedRows;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

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

  /**
   * A join of two tables of the engine.
   *
   * @throws EngineException if they do not join
   */
  static EngineTable join(TableProvider left, TableProvider right, JoinSpec spec) {
    if (left instanceof EngineTable leftTable && right instanceof EngineTable rightTable) {
      return new Join(
          JoinTable.of(leftTable.table, rightTable.table, spec.on(), spec.rightOn(), spec.type()));
    }
    throw new EngineException("Only tables of the engine can be joined");
  }

  /**
   * A table of what a view shows.
   *
   * @param source the table under the view
   * @param config the configuration of the view
   * @param release whose values the view has
   * @param wanted the columns to have; none at all, or empty, for those of the view
   * @param end is run when the table goes
   * @throws EngineException if columns collide or a wanted column has another type
   */
  static EngineTable derived(
      TableProvider source,
      ViewConfig config,
      ClientRelease release,
      Optional<Schema> wanted,
      Runnable end) {
    if (source instanceof EngineTable table) {
      Optional<Schema> columns = wanted.filter(schema -> !schema.columns().isEmpty());
      DerivedTable derived = DerivedTable.of(table.table, config, release.dialect(), columns);
      boolean isFlat = config.groupBy().isEmpty() && config.splitBy().isEmpty();
      OptionalLong limit = isFlat ? source.options().limit() : OptionalLong.empty();
      return new Derived(derived, limit, end);
    }
    throw new EngineException("This data source cannot derive a Table from a View");
  }

  /**
   * Sets what expressions may cost and which functions they may call, before anybody asks; nothing
   * happens if the table has a language of its own.
   */
  void use(Expressions language) {
    if (!ownLanguage) {
      table.use(language);
    }
  }

  /**
   * An empty appender with the columns of the table. Any thread may ask.
   *
   * @throws EngineException if the table cannot be written to
   */
  RowAppender appender() {
    throw notWritable();
  }

  /** Takes rows from Java; what is returned is called like {@link #update}. */
  Supplier<Step> prepareUpdate(RowAppender rows, int port) {
    throw notWritable();
  }

  /** As {@link #prepareUpdate(TableData, int)}, for the format of a plug-in. */
  Supplier<Step> prepareUpdate(String format, ByteBuffer data) {
    throw notWritable();
  }

  private static EngineException notWritable() {
    return new EngineException("Cannot update a read-only table");
  }

  /** What a step of a table that feeds this one has done here, as far as listeners must hear of it. */
  Step followed() {
    return new Step(0, true, Optional.empty());
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public View view(ViewConfig config, ClientRelease release) {
    if (release.dialect().refusesRepeatedGroups() && hasRepeatedGroups(config)) {
      if (table.describe(config) instanceof TableDescription.InvalidConfig(var _, var text)) {
        throw new EngineException(text);
      }
    }
    return table.view(config, release.dialect());
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
    public Step update(TableData data, int port) {
      return table.update(data, port);
    }

    @Override
    public Supplier<Step> prepareUpdate(TableData data, int port) {
      ParsedRows input = table.read(data);
      return () -> table.update(input, port);
    }

    @Override
    RowAppender appender() {
      return table.appender();
    }

    @Override
    Supplier<Step> prepareUpdate(RowAppender rows, int port) {
      ParsedRows input = table.read(rows);
      return () -> table.update(input, port);
    }

    @Override
    Supplier<Step> prepareUpdate(String format, ByteBuffer data) {
      ParsedRows input = table.read(TableData.of(format, data));
      return () -> table.update(input, 0);
    }

    @Override
    public Step remove(TableData keys) {
      return table.remove(keys);
    }

    @Override
    public Step replace(TableData data) {
      return table.replace(data);
    }

    @Override
    public Supplier<Step> prepareReplace(TableData data) {
      ParsedRows input = table.read(data);
      return () -> table.replace(input);
    }
  }

  /** A table that only the engine writes to. */
  abstract static class ReadOnly extends EngineTable {
    private final String kind;
    private int ports;

    /**
     * Refuses what others want to write.
     *
     * @param kind what clients know such tables as
     */
    ReadOnly(LiveTable table, String kind) {
      super(table);
      this.kind = kind;
    }

    /** A port that nothing can be sent through; clients expect to get one. */
    @Override
    public final int makePort() {
      return ++ports;
    }

    @Override
    public final Step update(TableData data, int port) {
      throw refusal();
    }

    @Override
    public final Step remove(TableData keys) {
      throw refusal();
    }

    @Override
    public final Step replace(TableData data) {
      throw refusal();
    }

    private EngineException refusal() {
      return new EngineException("Cannot update a read-only " + kind + " table");
    }
  }

  private static final class Join extends ReadOnly {
    Join(JoinTable table) {
      super(table, "join");
    }
  }

  /** A table that follows a view. */
  static final class Derived extends ReadOnly {
    private final TableOptions options;
    private final Runnable end;
    private Step untold = Step.nothing(0);

    private Derived(DerivedTable table, OptionalLong limit, Runnable end) {
      super(table, "derived");
      this.options =
          new TableOptions(table.index(), limit, false, TableOptions.DEFAULT.listFlatten());
      this.end = end;
      table.onStep(
          step -> untold = new Step(0, true, step.removedKeys().or(() -> untold.removedKeys())));
    }

    @Override
    public TableOptions options() {
      return options;
    }

    @Override
    Step followed() {
      Step step = untold;
      untold = Step.nothing(0);
      return step;
    }

    @Override
    public void close() {
      super.close();
      end.run();
    }
  }
}
