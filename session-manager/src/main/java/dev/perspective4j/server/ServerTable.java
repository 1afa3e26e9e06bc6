package dev.perspective4j.server;

import dev.perspective4j.engine.Step;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A hosted table in the hands of the application that hosts it.
 *
 * <p>Safe for use from any thread: every call is queued on the table's strand and applied in the
 * order of the calls, between the requests of clients. The futures complete when the step is
 * applied and listeners are told; a feed that may outrun the table joins them now and then.
 * Failures are {@link dev.perspective4j.engine.EngineException}s in the future, and change nothing.
 */
public final class ServerTable {
  private final TableHost host;

  ServerTable(TableHost host) {
    this.host = host;
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
    return apply(provider -> provider.update(data, port));
  }

  /** Removes rows by key. */
  public CompletableFuture<Void> remove(TableData keys) {
    return apply(provider -> provider.remove(keys));
  }

  /** Replaces all rows. */
  public CompletableFuture<Void> replace(TableData data) {
    return apply(provider -> provider.replace(data));
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

  private CompletableFuture<Void> apply(Function<TableProvider, Step> write) {
    return ask(
        () -> {
          host.applied(write.apply(host.provider()));
          return null;
        });
  }

  private <T> CompletableFuture<T> ask(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          if (host.isGone()) {
            throw new IllegalStateException("Table \"" + host.name() + "\" was deleted");
          }
          return work.get();
        },
        host.strand());
  }
}
