package dev.perspective4j.server;

import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A view of a session, with those who listen to it. Used on the strand of its table.
 *
 * <p>Views that answer alike share a {@link SharedReads}: same configuration, same client release, and
 * no group opened or closed by hand.
 */
final class ViewHost {
  private final String id;
  private final Seat owner;
  private final TableHost table;
  private final TableView view;
  private final ClientRelease release;
  private final SharedReads shared;
  private final ViewConfig config;
  private final List<Subscription> onRemove = new ArrayList<>();
  private final List<Subscription> onDelete = new ArrayList<>();
  private final List<UpdateSubscription> onUpdate = new ArrayList<>();
  private boolean moved;
  private int derivedTables;
  private boolean closed;

  /** A subscription to changes, with or without the changed rows. */
  record UpdateSubscription(Subscription to, boolean rows) {}

  ViewHost(
      String id,
      Seat owner,
      TableHost table,
      TableView view,
      ViewConfig config,
      ClientRelease release,
      SharedReads shared) {
    this.id = id;
    this.owner = owner;
    this.table = table;
    this.view = view;
    this.config = config;
    this.release = release;
    this.shared = shared;
  }

  String id() {
    return id;
  }

  Seat owner() {
    return owner;
  }

  TableHost table() {
    return table;
  }

  TableView view() {
    return view;
  }

  /** The configuration as the client wrote it. */
  ViewConfig config() {
    return config;
  }

  /** The release the client was taken for when it made the view. */
  ClientRelease clientRelease() {
    return release;
  }

  SharedReads shared() {
    return shared;
  }

  List<Subscription> onRemove() {
    return onRemove;
  }

  List<Subscription> onDelete() {
    return onDelete;
  }

  List<UpdateSubscription> onUpdate() {
    return onUpdate;
  }

  /** Whether what it answers is what every view of the same configuration answers. */
  boolean answersAlike() {
    return !moved;
  }

  /** Notes that a group was opened or closed. */
  void move() {
    moved = true;
  }

  /** The column that identifies a row in its changed rows: the index, if a flat view shows it. */
  Optional<String> rowKey() {
    boolean flat =
        config.groupBy().isEmpty()
            && config.splitBy().isEmpty()
            && config.groupRollupMode() != GroupRollupMode.TOTAL;
    if (!flat) {
      return Optional.empty();
    }
    return table
        .listing()
        .index()
        .filter(index -> config.columns().map(shown -> shown.contains(index)).orElse(true));
  }

  /** Whether a table is made from it, which keeps its owner from deleting it. */
  boolean isSource() {
    return derivedTables > 0;
  }

  /** Counts a table made from it, or with -1 the end of one. */
  void countDerived(int more) {
    derivedTables += more;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Adds a listener to changes; recording of changed rows starts with the first who wants them, if the
   * view can.
   */
  void subscribe(Subscription to, boolean rows) {
    onUpdate.add(new UpdateSubscription(to, rows && view.recordRowDeltas(true)));
  }

  /** Removes the owner's listeners to changes with this id and says how many there were. */
  int unsubscribe(int id) {
    int before = onUpdate.size();
    onUpdate.removeIf(update -> update.to().is(owner, id));
    if (before > onUpdate.size() && onUpdate.stream().noneMatch(UpdateSubscription::rows)) {
      view.recordRowDeltas(false);
    }
    return before - onUpdate.size();
  }

  /** Number of subscriptions. */
  int subscriptions() {
    return onUpdate.size() + onRemove.size() + onDelete.size();
  }

  /** Releases the view. Closing twice is harmless. */
  void close() {
    if (!closed) {
      closed = true;
      onUpdate.clear();
      onRemove.clear();
      onDelete.clear();
      view.close();
    }
  }
}
