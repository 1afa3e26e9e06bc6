package dev.perspective4j.server;

import java.util.Set;

/**
 * Who may do what. Asked before each request that names a table; the answer is not remembered, so a
 * policy may change its mind.
 *
 * <p>The default is {@link #viewers()}: network clients open hosted tables and make views.
 *
 * <pre>{@code
 * AccessPolicy policy =
 *     (client, action, table) ->
 *         action == Action.READ
 *             || action == Action.EDIT && table.equals("orders") && isTrader(client.principal());
 * }</pre>
 */
@FunctionalInterface
public interface AccessPolicy {

  /** What a request wants. */
  enum Action {
    /** See the table in lists, read its schema and size, make views on it. */
    READ,
    /** Write rows: update, replace, remove. */
    EDIT,
    /** Make a table (also a join, or a table from a view). */
    CREATE,
    /** Delete a table. */
    DELETE
  }

  /**
   * Whether a client may do something with a table. Called on the server's threads; must not block.
   *
   * @param client who asks
   * @param action what it wants
   * @param table the name the client gave; the table need not exist
   */
  boolean allows(ClientInfo client, Action action, String table);

  /** Reading only, for everyone. */
  static AccessPolicy viewers() {
    return (client, action, table) -> action == Action.READ;
  }

  /** Everything, for everyone: for tests and trusted networks. */
  static AccessPolicy full() {
    return (client, action, table) -> true;
  }

  /** The given actions on every table, for everyone. */
  static AccessPolicy of(Set<Action> actions) {
    Set<Action> allowed = Set.copyOf(actions);
    return (client, action, table) -> allowed.contains(action);
  }
}
