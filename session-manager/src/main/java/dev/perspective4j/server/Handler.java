package dev.perspective4j.server;

import dev.perspective4j.server.AccessPolicy.Action;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What handles one kind of request, by what the request is about. */
sealed interface Handler {

  /** Refuses a request about a table that does not exist. */
  Consumer<Call> NO_TABLE =
      call -> {
        throw RequestFailure.tableNotFound();
      };

  /** Refuses a request about a view that does not exist. */
  Consumer<Call> NO_VIEW =
      call -> {
        throw RequestFailure.viewNotFound();
      };

  /**
   * About the server; runs on a pool thread.
   *
   * @param work handles the request
   */
  record OnServer(Consumer<Call> work) implements Handler {}

  /**
   * About the server; starts on a pool thread and ends when the work runs what it is given.
   *
   * @param work handles the request; what it throws ends it, too
   */
  record OnServerLater(BiConsumer<Call, Runnable> work) implements Handler {}

  /**
   * About a table; runs on its strand.
   *
   * @param action what the access policy is asked for
   * @param work handles the request
   * @param missing handles the request if there is no such table
   */
  record OnTable(Action action, BiConsumer<TableHost, Call> work, Consumer<Call> missing)
      implements Handler {}

  /**
   * A write to a table: what can be done beforehand runs on a pool thread, the rest on the strand.
   *
   * @param action what the access policy is asked for
   * @param prepare does the first part and returns the rest
   */
  record OnTableInTwoParts(Action action, BiFunction<TableHost, Call, Write> prepare)
      implements Handler {}

  /**
   * About a view of the session; runs on the strand of its table.
   *
   * @param work handles the request
   * @param missing handles the request if there is no such view
   */
  record OnView(BiConsumer<ViewHost, Call> work, Consumer<Call> missing) implements Handler {}

  static Handler server(Consumer<Call> work) {
    return new OnServer(work);
  }

  static Handler serverLater(BiConsumer<Call, Runnable> work) {
    return new OnServerLater(work);
  }

  static Handler table(Action action, BiConsumer<TableHost, Call> work) {
    return new OnTable(action, work, NO_TABLE);
  }

  static Handler table(Action action, BiConsumer<TableHost, Call> work, Consumer<Call> missing) {
    return new OnTable(action, work, missing);
  }

  static Handler write(BiFunction<TableHost, Call, Write> prepare) {
    return new OnTableInTwoParts(Action.EDIT, prepare);
  }

  static Handler view(BiConsumer<ViewHost, Call> work) {
    return new OnView(work, NO_VIEW);
  }

  static Handler view(BiConsumer<ViewHost, Call> work, Consumer<Call> missing) {
    return new OnView(work, missing);
  }
}
