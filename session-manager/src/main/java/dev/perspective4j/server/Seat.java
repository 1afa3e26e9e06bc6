package dev.perspective4j.server;

import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.proto.Request;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client as tables see it: who it is, what it may do, how many subscriptions it has, which
 * release it speaks, and where what it is sent goes. Knows no table and no view; those it has are
 * its {@link Holdings}.
 */
final class Seat {
  private final ClientInfo client;
  private final EndpointOptions options;
  private final Outbox outbox;
  private final ReleaseTracker release;
  private final AtomicInteger subscriptions = new AtomicInteger();

  Seat(ClientInfo client, EndpointOptions options, Outbox outbox) {
    this.client = client;
    this.options = options;
    this.outbox = outbox;
    this.release = new ReleaseTracker(client.clientRelease(), options.clientRelease());
  }

  Limits limits() {
    return options.limits();
  }

  Outbox outbox() {
    return outbox;
  }

  /** The release the client is taken for now. Used by the one request that is being handled. */
  ClientRelease clientRelease() {
    return release.current();
  }

  /** Draws conclusions about the release of the client from a request. */
  void observe(Request request) {
    release.observe(request);
  }

  /**
   * Counts a subscription.
   *
   * @throws RequestFailure if the client has too many
   */
  void countSubscription() {
    int most = limits().subscriptionsPerSession();
    if (subscriptions.get() >= most) {
      throw new RequestFailure("Too many subscriptions: a session may have " + most);
    }
    subscriptions.incrementAndGet();
  }

  void uncountSubscriptions(int number) {
    subscriptions.addAndGet(-number);
  }

  /** Whether the policy allows something. */
  boolean allows(Action action, String table) {
    return options.access().allows(client, action, table);
  }

  /**
   * Checks that the policy allows something.
   *
   * @throws RequestFailure if not; a table that may not be read does not exist for the client
   */
  void require(Action action, String table) {
    if (allows(action, table)) {
      return;
    }
    switch (action) {
      case READ -> throw RequestFailure.tableNotFound();
      case EDIT -> throw new RequestFailure("Not allowed to edit table \"" + table + "\"");
      case CREATE -> throw new RequestFailure("Not allowed to create table \"" + table + "\"");
      case DELETE -> throw new RequestFailure("Not allowed to delete table \"" + table + "\"");
    }
  }
}
