package dev.perspective4j.server;

import dev.perspective4j.model.HostedTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names of all tables, in order of creation, and who wants to hear when the list changes.
 *
 * <p>A name is reserved before its table is built, so that two clients cannot make the same table.
 * A table that waits for its last view to go is hidden: it is not listed, but its name stays taken
 * and still leads to it. Safe for use from any thread; nothing slow happens inside.
 */
final class Catalog {
  private final Map<String, Optional<TableHost>> tables = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<Subscription> listeners = new ArrayList<>();

  /**
   * Takes a name.
   *
   * @throws RequestFailure if it is taken
   */
  synchronized void reserve(String name) {
    if (tables.containsKey(name)) {
      throw new RequestFailure("Table \"" + name + "\" already exists");
    }
    tables.put(name, Optional.empty());
  }

  /** Puts the table under the name reserved for it. */
  synchronized void publish(TableHost table) {
    tables.put(table.name(), Optional.of(table));
  }

  /** Gives a reserved name back. */
  synchronized void cancel(String name) {
    tables.remove(name);
  }

  /** The table of that name, listed or hidden. */
  synchronized Optional<TableHost> find(String name) {
    return tables.getOrDefault(name, Optional.empty());
  }

  /** The listed table of that name. */
  synchronized Optional<TableHost> findListed(String name) {
    return hidden.contains(name) ? Optional.empty() : find(name);
  }

  /** Takes a table off the list, keeping its name. */
  synchronized void hide(TableHost table) {
    hidden.add(table.name());
  }

  /** Forgets a table and frees its name. */
  synchronized void remove(TableHost table) {
    tables.remove(table.name(), Optional.of(table));
    hidden.remove(table.name());
  }

  /** The listed tables a client may see. */
  synchronized List<HostedTable> list(Predicate<String> visible) {
    List<HostedTable> list = new ArrayList<>(tables.size());
    tables.forEach(
        (name, table) -> {
          if (table.isPresent() && !hidden.contains(name) && visible.test(name)) {
            list.add(table.get().listing());
          }
        });
    return list;
  }

  /** Every table, hidden ones included. */
  synchronized List<TableHost> all() {
    return tables.values().stream().flatMap(Optional::stream).toList();
  }

  synchronized void subscribe(Subscription listener) {
    listeners.add(listener);
  }

  /** Removes the client's listeners with this id and says how many there were. */
  synchronized int unsubscribe(Seat seat, int id) {
    int before = listeners.size();
    listeners.removeIf(listener -> listener.is(seat, id));
    return before - listeners.size();
  }

  synchronized void unsubscribeAll(Seat seat) {
    listeners.removeIf(listener -> listener.seat() == seat);
  }

  /** Tells every listener that the list has changed. */
  synchronized void announce() {
    for (Subscription listener : listeners) {
      listener.seat().outbox().notification(EncodedResponse.none(listener.messageId()));
    }
  }
}
