package dev.perspective4j.server;

import dev.perspective4j.server.AccessPolicy.Action;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What handles one kind of request, by what the request is about. */
sealed interface Handler {

  /** Refuses a request about a table that does not exist. */
  Consumer<Exchange> NO_TABLE =
      exchange -> {
        throw RequestFailure.tableNotFound();
      };

  /** Refuses a request about a view that does not exist. */
  Consumer<Exchange> NO_VIEW =
      exchange -> {
        throw RequestFailure.viewNotFound();
      };

  /**
   * About the server; runs on a pool thread.
   *
   * @param work handles the request
   */
  record OnServer(Consumer<Exchange> work) implements Handler {}

  /**
   * About the server; starts on a pool thread and ends when the work runs what it is given.
   *
   * @param work handles the request; what it throws ends it, too
   */
  record OnServerLater(BiConsumer<Exchange, Runnable> work) implements Handler {}

  /**
   * About a table; runs on its strand.
   *
   * @param action what the access policy is asked for
   * @param work handles the request
   * @param missing handles the request if there is no such table
   */
  record OnTable(Action action, BiConsumer<TableHost, Exchange> work, Consumer<Exchange> missing)
      implements Handler {}

  /**
   * A write to a table: what can be done beforehand runs on a pool thread, the rest on the strand.
   *
   * @param action what the access policy is asked for
   * @param prepare does the first part and returns the rest
   */
  record OnTableInTwoParts(Action action, BiFunction<TableHost, Exchange, Runnable> prepare)
      implements Handler {}

  /**
   * About a view of the session; runs on the strand of its table.
   *
   * @param work handles the request
   * @param missing handles the request if there is no such view
   */
  record OnView(BiConsumer<ViewHost, Exchange> work, Consumer<Exchange> missing)
      implements Handler {}

  static Handler server(Consumer<Exchange> work) {
    return new OnServer(work);
  }

  static Handler serverLater(BiConsumer<Exchange, Runnable> work) {
    return new OnServerLater(work);
  }

  static Handler table(Action action, BiConsumer<TableHost, Exchange> work) {
    return new OnTable(action, work, NO_TABLE);
  }

  static Handler table(
      Action action, BiConsumer<TableHost, Exchange> work, Consumer<Exchange> missing) {
    return new OnTable(action, work, missing);
  }

  static Handler write(BiFunction<TableHost, Exchange, Runnable> prepare) {
    return new OnTableInTwoParts(Action.EDIT, prepare);
  }

  static Handler view(BiConsumer<ViewHost, Exchange> work) {
    return new OnView(work, NO_VIEW);
  }

  static Handler view(BiConsumer<ViewHost, Exchange> work, Consumer<Exchange> missing) {
    return new OnView(work, missing);
  }
}
