package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  public CompletableFuture<Long> size() {
    CompletionStage<CompletionStage<Long>> asked = ask(() -> host.provider().size());
    CompletionStage<Long> answered = asked.thenCompose(rows -> rows);
    CompletableFuture<Long> size = answered.toCompletableFuture();
    answered.whenComplete(
        (rows, failure) -> {
          if (size.isCancelled()) {
            asked.thenAccept(unwanted -> unwanted.toCompletableFuture().cancel(true));
          }
        });
    return size;
  }

  /** A new port, to tell one source of updates from another in notifications. */
  public CompletableFuture<Integer> makePort() {
    return ask(() -> host.provider().makePort());
  }

  /**
   * Writes rows: new keys are inserted, known ones updated.
   *
   * @param data rows as text or Arrow, in a format that a {@code TableReader} plug-in reads, or from
   *     Java in an {@link #appender} of this table, which is used up at once
   */
  public CompletableFuture<Void> update(TableData data) {
    return update(data, 0);
  }

  /** Writes rows through a port, whose number listeners are told. */
  public CompletableFuture<Void> update(TableData data, int port) {
    return write(data, () -> host.provider().prepareUpdate(data, port));
  }

  /**
   * An empty appender with the columns of this table, to fill on any thread and hand to {@link
   * #update(TableData)}. A cell that is not set keeps its value, or is null in a new row.
   *
   * @throws EngineException if the table takes no rows from Java
   */
  public RowAppender appender() {
    return host.provider().appender();
  }

  /** Removes rows by key. */
  public CompletableFuture<Void> remove(TableData keys) {
    return write(() -> host.provider().prepareRemove(keys));
  }

  /** Replaces all rows. */
  public CompletableFuture<Void> replace(TableData data) {
    return write(data, () -> host.provider().prepareReplace(data));
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

  private CompletableFuture<Void> write(TableData data, Supplier<Write> prepare) {
    if (data instanceof TableData.OfRows) {
      // Taking them is little work, and the caller may go on with the objects they come from.
      Write ready = prepare.get();
      return write(() -> ready);
    }
    return write(prepare);
  }

  /** Takes the next place of the strand, prepares a write on the pool, and applies it in that place. */
  private CompletableFuture<Void> write(Supplier<Write> prepare) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Strand.Place place = host.strand().reserve();
    pool.execute(
        () -> {
          try {
            Write write = prepare.get();
            place.fill(() -> apply(write, done));
          } catch (RuntimeException | OutOfMemoryError refused) {
            place.fill(() -> done.completeExceptionally(refused));
          }
        });
    return done;
  }

  private void apply(Write write, CompletableFuture<Void> done) {
    try {
      requireThere();
      write.apply();
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
