package dev.perspective4j.server;

import dev.perspective4j.engine.Step;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableDeleteResp;
import dev.perspective4j.wire.proto.TableOnDeleteResp;
import dev.perspective4j.wire.proto.ViewOnDeleteResp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hosted table: its rows, its strand, the views on it in order of creation, and who waits for its
 * end. Everything but the name, the listing and the strand is used on the strand only.
 */
final class TableHost {

  private static final System.Logger LOG = System.getLogger(TableHost.class.getName());

  private record SharedKey(ViewConfig config, boolean from5_6) {}

  /** A client whose write is being applied. */
  private record Writer(Outbox to, Runnable answer) {}

  /**
   * The tables that feed a table, which must not be deleted before it.
   *
   * @param tables none if the table is fed by nobody
   * @param refusal answers who wants to delete one of them
   * @param end runs when the table that is fed goes
   */
  record Sources(List<TableHost> tables, String refusal, Runnable end) {
    static final Sources NONE = new Sources(List.of(), "", () -> {});

    /** The source of a table that follows a view. */
    static Sources of(ViewHost view) {
      view.countDerived(1);
      return new Sources(
          List.of(view.table()), "Cannot delete table with views", () -> view.countDerived(-1));
    }

    /** The sources of a join of that name. */
    static Sources of(TableHost left, TableHost right, String join) {
      return new Sources(
          List.of(left, right),
          "Cannot delete table: it is a source for join table \"" + join + "\"",
          () -> {});
    }
  }

  private final String name;
  private final TableProvider provider;
  private final Strand strand;
  private final Catalog catalog;
  private final HostedTable listing;
  private final Set<ViewHost> views = new LinkedHashSet<>();
  private final Map<SharedKey, SharedReads> sharedReads = new HashMap<>();
  private final List<Subscription> onDelete = new ArrayList<>();
  private final List<Subscription> lazyDeleters = new ArrayList<>();
  private final Sources sources;
  private final Set<TableHost> dependents = new LinkedHashSet<>();
  private long version;
  private boolean gone;
  private @Nullable Writer writer;

  TableHost(String name, TableProvider provider, Strand strand, Catalog catalog, Sources sources) {
    this.name = name;
    this.sources = sources;
    sources.tables.forEach(source -> source.dependents.add(this));
    this.provider = provider;
    this.strand = strand;
    this.catalog = catalog;
    this.listing = new HostedTable(name, provider.options().index(), provider.options().limit());
    provider.onStep(this::heard);
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

  boolean isGone() {
    return gone;
  }

  /** Takes in a view that its provider has made. */
  ViewHost add(TableView view, Seat owner, String id, ViewConfig config, ClientRelease release) {
    SharedKey key = new SharedKey(config, release.isFrom5_6());
    SharedReads shared = sharedReads.computeIfAbsent(key, absent -> new SharedReads());
    shared.join();
    ViewHost host = new ViewHost(id, owner, this, view, config, release, shared);
    views.add(host);
    return host;
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
   * Applies a write of a client, who is answered before anybody hears of the step.
   *
   * @param to where the answer goes
   * @param answer puts it there
   */
  void write(Write write, Outbox to, Runnable answer) {
    writer = new Writer(to, answer);
    try {
      write.apply();
      if (writer != null) {
        answer.run(); // there was no step
      }
    } finally {
      writer = null;
    }
  }

  /** A provider reports a step: on the strand, or from anywhere if its rows live elsewhere. */
  private void heard(Step step) {
    if (strand.isCurrent()) {
      stepped(step);
    } else {
      strand.execute(() -> stepped(step));
    }
  }

  private void stepped(Step step) {
    try {
      Writer asked = writer;
      writer = null;
      if (asked == null) {
        tell(step);
      } else if (tellsRows()) {
        asked.answer.run();
        tell(step);
      } else {
        // Telling takes no time, so the answer waits for what follows it to the same client.
        asked.to.hold();
        try {
          asked.answer.run();
          tell(step);
        } finally {
          asked.to.release();
        }
      }
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "Telling of a step of table " + name + " failed", fault);
    }
  }

  /** Whether a listener wants changed rows, which have to be encoded. */
  private boolean tellsRows() {
    return views.stream()
        .anyMatch(view -> view.onUpdate().stream().anyMatch(ViewHost.UpdateSubscription::rows));
  }

  /** Tells the listeners of every view of a step. */
  private void tell(Step step) {
    if (gone || !step.notifies()) {
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

  /** Releases everything without telling anyone, first what is fed by it: the server shuts down. */
  void shutDown() {
    if (gone) {
      return;
    }
    dependents.forEach(TableHost::shutDown);
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
      throw new RequestFailure(dependent.sources.refusal());
    }
  }

  private void end(Runnable answer) {
    gone = true;
    catalog.remove(this);
    sources.tables.forEach(source -> source.dependents.remove(this));
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
    sources.end.run();
  }

  private void leave(SharedReads shared) {
    if (shared.leave()) {
      sharedReads.values().remove(shared);
    }
  }
}
