package dev.perspective4j.conformance.compare;

import dev.perspective4j.conformance.Serve;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.ReferenceServer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A reference server and one of ours, shared by all comparisons of a run.
 *
 * <p>The reference dies of some requests; a dead one is replaced, together with ours, so that both
 * start empty.
 */
public final class Servers implements AutoCloseable {

  private static @Nullable Servers shared;

  private final ReferenceServer reference;
  private final Serve.Running ours;

  private Servers(ReferenceServer theirs) {
    reference = theirs;
    ours = Serve.start("vertx", Server.create(), 0);
    Runtime.getRuntime().addShutdownHook(new Thread(reference::close));
  }

  /** The servers of this run. */
  public static synchronized Servers shared() {
    if (shared == null || !shared.reference.isAlive()) {
      shared = new Servers(ClientPackage.NODE_5_5.server());
    }
    return shared;
  }

  /** Servers of one's own, the reference of some release. */
  public static Servers of(ClientPackage release) {
    return new Servers(release.server());
  }

  /** New servers, because the reference has stopped answering. */
  public static synchronized Servers renewed() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
    return shared();
  }

  @Override
  public void close() {
    reference.close();
    ours.stop();
  }

  /** Whether the reference is about to end. */
  public boolean isReferenceDying() {
    return reference.isDying();
  }

  /** Where the reference listens. */
  public URI reference() {
    return reference.uri();
  }

  /** Where ours listens. */
  public URI ours() {
    return URI.create("ws://127.0.0.1:" + ours.port() + "/websocket");
  }
}
