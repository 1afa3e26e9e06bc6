package dev.perspective4j.server;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A result that a request waits for, and how the request goes on with it. Waiting ends once: with the
 * result, with a failure, or when it is cancelled because the client has gone.
 */
final class Awaited<T> {
  private final CompletionStage<T> stage;
  private final Consumer<T> rest;
  private final Runnable otherwise;
  private final Consumer<T> late;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /**
   * Waits for nothing yet.
   *
   * @param rest goes on with the result
   * @param otherwise runs if there is none
   * @param late takes a result that comes when nobody waits any more
   */
  Awaited(CompletionStage<T> stage, Consumer<T> rest, Runnable otherwise, Consumer<T> late) {
    this.stage = stage;
    this.rest = rest;
    this.otherwise = otherwise;
    this.late = late;
  }

  /** Starts to wait; {@code end} runs on any thread when waiting has ended. */
  void begin(Runnable end) {
    CompletionStage<T> waited = result;
    waited.whenComplete((value, failure) -> end.run());
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
          } else if (!result.complete(value)) {
            late.accept(value);
          }
        });
  }

  /** Cancels what is waited for, and ends the waiting even if that does not listen. */
  void cancel() {
    try {
      stage.toCompletableFuture().cancel(true);
    } finally {
      result.cancel(false);
    }
  }

  /** Goes on, after waiting has ended. */
  void resume() {
    resume(result, rest, otherwise);
  }

  /** Goes on with a result that is there; a failure is thrown as its provider would have thrown it. */
  static <T> void resume(CompletableFuture<T> done, Consumer<T> rest, Runnable otherwise) {
    T value;
    try {
      value = done.join();
    } catch (CompletionException failed) {
      otherwise.run();
      throw thrown(failed.getCause() == null ? failed : failed.getCause());
    } catch (CancellationException cancelled) {
      otherwise.run();
      throw cancelled;
    }
    rest.accept(value);
  }

  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error fault) {
      throw fault;
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
