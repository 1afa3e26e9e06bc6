package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A hosted table in the hands of the application that hosts it.
 *
 * <p>Safe for use from any thread: every call takes its place on the table's strand and is applied in
 * the order of the calls, between the requests of clients. Data is parsed before its turn comes, on
 * the threads of the server, so that the table need not wait for it. The futures complete when the step is
 * applied and listeners are told; a feed that may outrun the table joins them now and then.
 * Failures are {@link dev.perspective4j.engine.EngineException}s in the future, and change nothing.
 */
public final class ServerTable {
  private final TableHost host;
  private final Executor pool;

  /** A handle; data is parsed on the pool. */
  ServerTable(TableHost host, Executor pool) {
    this.host = host;
    this.pool = pool;
  }

  /** The name clients open it by. */
  public String name() {
    return host.name();
  }

  /** Names and types of the columns. */
  public CompletableFuture<Schema> schema() {
    return ask(() -> host.provider().schema());
  }

  /** Number of rows. */
  public CompletableFuture<Integer> size() {
    return ask(() -> host.provider().size());
  }

  /** A new port, to tell one source of updates from another in notifications. */
  public CompletableFuture<Integer> makePort() {
    return ask(() -> host.provider().makePort());
  }

  /** Writes rows: new keys are inserted, known ones updated. */
  public CompletableFuture<Void> update(TableData data) {
    return update(data, 0);
  }

  /** Writes rows through a port, whose number listeners are told. */
  public CompletableFuture<Void> update(TableData data, int port) {
    return write(() -> host.provider().prepareUpdate(data, port));
  }

  /**
   * An empty appender with the columns of this table, to fill on any thread and hand to {@link
   * #update(RowAppender)}. A cell that is not set keeps its value, or is null in a new row.
   *
   * @throws EngineException if the table is not one of the engine that can be written to
   */
  public RowAppender appender() {
    return engine().appender();
  }

  /**
   * Writes rows from Java: new keys are inserted, known ones updated.
   *
   * @param rows made by {@link #appender} of this table; it is used up at once
   */
  public CompletableFuture<Void> update(RowAppender rows) {
    return update(rows, 0);
  }

  /** As {@link #update(RowAppender)}, through a port, whose number listeners are told. */
  public CompletableFuture<Void> update(RowAppender rows, int port) {
    Supplier<Step> ready = engine().prepareUpdate(rows, port);
    return write(() -> ready);
  }

  /**
   * Writes rows in a format that a {@code TableReader} plug-in reads.
   *
   * @param format name of the format, for example {@code "parquet"}
   */
  public CompletableFuture<Void> update(String format, ByteBuffer data) {
    return write(() -> engine().prepareUpdate(format, data));
  }

  /** Removes rows by key. */
  public CompletableFuture<Void> remove(TableData keys) {
    return write(() -> () -> host.provider().remove(keys));
  }

  /** Replaces all rows. */
  public CompletableFuture<Void> replace(TableData data) {
    return write(() -> host.provider().prepareReplace(data));
  }

  /** Removes all rows. */
  public CompletableFuture<Void> clear() {
    ByteBuffer none = ByteBuffer.wrap("[]".getBytes(StandardCharsets.UTF_8));
    return replace(new TableData.JsonRows(none));
  }

  /** Deletes the table; fails with an {@link IllegalStateException} while views exist. */
  public CompletableFuture<Void> delete() {
    return ask(
        () -> {
          try {
            host.delete(() -> {});
          } catch (RequestFailure refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
          }
          return null;
        });
  }

  private EngineTable engine() {
    if (host.provider() instanceof EngineTable table) {
      return table;
    }
    throw new EngineException("Table \"" + name() + "\" takes no rows from Java");
  }

  /** Takes the next place of the strand, prepares a step on the pool, and applies it in that place. */
  private CompletableFuture<Void> write(Supplier<Supplier<Step>> prepare) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Strand.Place place = host.strand().reserve();
    pool.execute(
        () -> {
          try {
            Supplier<Step> step = prepare.get();
            place.fill(() -> apply(step, done));
          } catch (RuntimeException | OutOfMemoryError refused) {
            place.fill(() -> done.completeExceptionally(refused));
          }
        });
    return done;
  }

  private void apply(Supplier<Step> step, CompletableFuture<Void> done) {
    try {
      requireThere();
      host.applied(step.get());
      done.complete(null);
    } catch (RuntimeException | OutOfMemoryError refused) {
      done.completeExceptionally(refused);
    }
  }

  private void requireThere() {
    if (host.isGone()) {
      throw new IllegalStateException("Table \"" + host.name() + "\" was deleted");
    }
  }

  private <T> CompletableFuture<T> ask(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          requireThere();
          return work.get();
        },
        host.strand());
  }
}
