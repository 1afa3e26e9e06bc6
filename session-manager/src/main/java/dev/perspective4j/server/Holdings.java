package dev.perspective4j.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one client has and frees when it goes: its views, and its listeners on tables. Used by the
 * one request of the session that is being handled.
 */
final class Holdings {
  private final Seat seat;
  private final Catalog catalog;
  private final Map<String, ViewHost> views = new HashMap<>();
  private final Set<TableHost> watchedTables = new LinkedHashSet<>();

  Holdings(Seat seat, Catalog catalog) {
    this.seat = seat;
    this.catalog = catalog;
  }

  /** The client's view of that id, if there is one. */
  Optional<ViewHost> view(String id) {
    return Optional.ofNullable(views.get(id)).filter(view -> !view.isClosed());
  }

  /**
   * Checks that a view of that id may be made.
   *
   * @throws RequestFailure if the id is taken or the client has too many views
   */
  void requireRoomForView(String id) {
    if (view(id).isPresent()) {
      throw new RequestFailure("View \"" + id + "\" already exists");
    }
    int most = seat.limits().viewsPerSession();
    if (views.size() >= most) {
      throw new RequestFailure("Too many views: a session may have " + most);
    }
  }

  void add(ViewHost view) {
    views.put(view.id(), view);
  }

  void forget(ViewHost view) {
    views.remove(view.id(), view);
  }

  /** Remembers a table that has listeners of this client. */
  void watch(TableHost table) {
    watchedTables.add(table);
  }

  /** Frees everything; views go on the strands of their tables. */
  void free() {
    catalog.unsubscribeAll(seat);
    for (TableHost table : watchedTables) {
      table.strand().execute(() -> table.unsubscribeDeleteAll(seat));
    }
    for (ViewHost view : new ArrayList<>(views.values())) {
      view.table().strand().execute(() -> view.table().deleteView(view, () -> {}));
    }
    views.clear();
  }
}
