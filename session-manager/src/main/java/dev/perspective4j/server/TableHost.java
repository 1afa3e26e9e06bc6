package dev.perspective4j.server;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.View;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableDeleteResp;
import dev.perspective4j.wire.proto.TableOnDeleteResp;
import dev.perspective4j.wire.proto.ViewOnDeleteResp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A hosted table: its rows, its strand, the views on it in order of creation, and who waits for its
 * end. Everything but the name, the listing and the strand is used on the strand only.
 */
final class TableHost {

  private record SharedKey(ViewConfig config, boolean from5_6) {}

  private final String name;
  private final TableProvider provider;
  private final Strand strand;
  private final Catalog catalog;
  private final HostedTable listing;
  private final Set<ViewHost> views = new LinkedHashSet<>();
  private final Map<SharedKey, SharedReads> sharedReads = new HashMap<>();
  private final List<Subscription> onDelete = new ArrayList<>();
  private final List<Subscription> lazyDeleters = new ArrayList<>();
  private final List<TableHost> sources;
  private final long age;
  private final Set<TableHost> dependents = new LinkedHashSet<>();
  private long version;
  private boolean gone;

  TableHost(
      String name,
      TableProvider provider,
      Strand strand,
      Catalog catalog,
      List<TableHost> sources) {
    this.name = name;
    this.age = catalog.nextAge();
    this.sources = List.copyOf(sources);
    this.sources.forEach(source -> source.dependents.add(this));
    this.provider = provider;
    this.strand = strand;
    this.catalog = catalog;
    this.listing = new HostedTable(name, provider.options().index(), provider.options().limit());
    provider.onChange(() -> strand.execute(() -> applied(new Step(0, true, Optional.empty()))));
  }

  String name() {
    return name;
  }

  Strand strand() {
    return strand;
  }

  HostedTable listing() {
    return listing;
  }

  TableProvider provider() {
    return provider;
  }

  /** Counts the changes of the rows. */
  long version() {
    return version;
  }

  /** Larger than that of every table made before, those that feed this one among them. */
  long age() {
    return age;
  }

  boolean isGone() {
    return gone;
  }

  /**
   * Makes a view.
   *
   * @throws EngineException if the configuration is invalid
   */
  ViewHost openView(Seat owner, String id, ViewConfig config) {
    ClientRelease release = owner.clientRelease();
    SharedKey key = new SharedKey(config, release.isFrom5_6());
    SharedReads shared = sharedReads.computeIfAbsent(key, absent -> new SharedReads());
    shared.join();
    try {
      ViewHost view =
          new ViewHost(id, owner, this, bounded(owner, config), config, release, shared);
      views.add(view);
      return view;
    } catch (RuntimeException refused) {
      leave(shared);
      throw refused;
    }
  }

  private View bounded(Seat owner, ViewConfig config) {
    View view = provider.view(config, owner.clientRelease());
    long most = owner.limits().columnsPerView();
    long columns = view.dimensions().viewColumns();
    if (columns > most) {
      view.close();
      throw new EngineException(
          "Too many columns: the view would have "
              + columns
              + ", at most "
              + most
              + " are allowed");
    }
    return view;
  }

  /** Deletes a view: its listeners hear of it, and a table that waited for this goes too. */
  void deleteView(ViewHost view, Runnable answer) {
    if (view.isClosed()) {
      answer.run();
      return;
    }
    EncodedResponse deleted =
        EncodedResponse.of(
            Response.VIEW_ON_DELETE_RESP_FIELD_NUMBER, ViewOnDeleteResp.getDefaultInstance());
    view.onDelete().forEach(listener -> listener.send(deleted));
    views.remove(view);
    view.owner().uncountSubscriptions(view.subscriptions());
    view.close();
    leave(view.shared());
    answer.run();
    if (views.isEmpty() && !lazyDeleters.isEmpty()) {
      end(() -> {});
    }
  }

  /**
   * Does what follows a step: tells the listeners of every view, then those of the tables this one
   * feeds, each table once and after all that feed it.
   */
  void applied(Step step) {
    tell(step);
    feed(step);
  }

  /** Takes a step on to the tables this one feeds, after {@link #tell}. */
  void feed(Step step) {
    if (!step.notifies()) {
      return;
    }
    Set<TableHost> stepped = new HashSet<>(Set.of(this));
    for (TableHost table : fed()) {
      if (table.sources.stream().anyMatch(stepped::contains)
          && table.provider instanceof EngineTable follower) {
        Step followed = follower.followed();
        if (followed.notifies()) {
          stepped.add(table);
          table.tell(followed);
        }
      }
    }
  }

  /** The tables this one feeds, also through others; whoever feeds another was made before it. */
  private Collection<TableHost> fed() {
    NavigableMap<Long, TableHost> fed = new TreeMap<>();
    Deque<TableHost> open = new ArrayDeque<>(dependents);
    while (!open.isEmpty()) {
      TableHost table = open.remove();
      if (fed.put(table.age, table) == null) {
        open.addAll(table.dependents);
      }
    }
    return fed.values();
  }

  /** Whether a listener wants changed rows, which have to be encoded. */
  boolean tellsRows() {
    return views.stream()
        .anyMatch(view -> view.onUpdate().stream().anyMatch(ViewHost.UpdateSubscription::rows));
  }

  /** Tells the listeners of every view of a step; {@link #feed} has to follow. */
  void tell(Step step) {
    if (!step.notifies()) {
      return;
    }
    version++;
    Notifications.send(views, step, version, listing.index().orElse(""));
  }

  void subscribeDelete(Subscription listener) {
    onDelete.add(listener);
  }

  /** Removes the client's first listener with this id and says whether there was one. */
  boolean unsubscribeDelete(Seat seat, int id) {
    return removeFirst(onDelete, seat, id);
  }

  void unsubscribeDeleteAll(Seat seat) {
    onDelete.removeIf(listener -> listener.seat() == seat);
  }

  /**
   * Deletes the table now.
   *
   * @param answer answers who asked
   * @throws RequestFailure if something still needs the table
   */
  void delete(Runnable answer) {
    requireNoDependents();
    if (!views.isEmpty()) {
      throw new RequestFailure("Cannot delete table with views");
    }
    end(answer);
  }

  /** Deletes the table when its last view is gone. */
  void deleteLazily(Subscription requester) {
    requireNoDependents();
    lazyDeleters.add(requester);
    if (views.isEmpty()) {
      end(() -> {});
    } else if (lazyDeleters.size() == 1) {
      catalog.hide(this);
      catalog.announce();
    }
  }

  /** Releases everything without telling anyone: the server shuts down. */
  void shutDown() {
    views.forEach(ViewHost::close);
    views.clear();
    gone = true;
    provider.close();
  }

  /** Removes the client's first subscription with this id and says whether there was one. */
  static boolean removeFirst(List<Subscription> subscriptions, Seat seat, int id) {
    for (int i = 0; i < subscriptions.size(); i++) {
      if (subscriptions.get(i).is(seat, id)) {
        subscriptions.remove(i);
        return true;
      }
    }
    return false;
  }

  private void requireNoDependents() {
    for (TableHost dependent : dependents) {
      if (dependent.provider instanceof EngineTable.Derived) {
        throw new RequestFailure("Cannot delete table with views");
      }
      throw new RequestFailure(
          "Cannot delete table: it is a source for join table \"" + dependent.name + "\"");
    }
  }

  private void end(Runnable answer) {
    gone = true;
    catalog.remove(this);
    sources.forEach(source -> source.dependents.remove(this));
    EncodedResponse deleted =
        EncodedResponse.of(
            Response.TABLE_ON_DELETE_RESP_FIELD_NUMBER, TableOnDeleteResp.getDefaultInstance());
    for (Subscription listener : onDelete) {
      listener.send(deleted);
      listener.seat().uncountSubscriptions(1);
    }
    onDelete.clear();
    answer.run();
    EncodedResponse done =
        EncodedResponse.of(
            Response.TABLE_DELETE_RESP_FIELD_NUMBER, TableDeleteResp.getDefaultInstance());
    lazyDeleters.forEach(requester -> requester.send(done));
    lazyDeleters.clear();
    catalog.announce();
    provider.close();
  }

  private void leave(SharedReads shared) {
    if (shared.leave()) {
      sharedReads.values().remove(shared);
    }
  }
}
