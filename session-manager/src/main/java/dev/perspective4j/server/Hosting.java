package dev.perspective4j.server;

import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.model.SystemInfo;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What requests need of their server: the tables and their names, the threads and strands everything
 * runs on, the language of expressions, and the count of the work done. Knows no session. Safe for
 * use from any thread.
 */
final class Hosting {
  private final ExecutorService pool;
  private final Strand merges;
  private final Expressions expressions;
  private final ServerMetrics metrics;
  private final Catalog catalog = new Catalog();
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicLong epoch = new AtomicLong(System.nanoTime());

  /**
   * Hosts nothing yet.
   *
   * @param pool runs all strands
   * @param expressions the language of tables that are not given one of their own
   */
  Hosting(ExecutorService pool, Expressions expressions, ServerMetrics metrics) {
    this.pool = pool;
    this.merges = new Strand(pool);
    this.expressions = expressions;
    this.metrics = metrics;
  }

  ExecutorService pool() {
    return pool;
  }

  Catalog catalog() {
    return catalog;
  }

  ServerMetrics metrics() {
    return metrics;
  }

  /** Puts a table under the name reserved for it, on a strand of its own. */
  TableHost host(String name, TableProvider provider) {
    return host(name, provider, new Strand(pool), TableHost.Sources.NONE);
  }

  /** Puts a table that is fed by others under the name reserved for it. Runs on their strand. */
  TableHost host(String name, TableProvider provider, Strand strand, TableHost.Sources sources) {
    provider.use(expressions);
    TableHost host = new TableHost(name, provider, strand, catalog, sources);
    catalog.publish(host);
    return host;
  }

  /**
   * Puts two tables on one strand from now on, then runs a task there. One such change happens at a
   * time, so that two of them cannot wait for each other.
   */
  void onJointStrand(TableHost left, TableHost right, Runnable task) {
    merges.executeHeld(
        done -> {
          Strand kept = left.strand().target();
          Strand absorbed = right.strand().target();
          if (kept == absorbed) {
            kept.execute(task);
            done.run();
            return;
          }
          kept.executeHeld(
              releaseKept ->
                  absorbed.executeHeld(
                      releaseAbsorbed -> {
                        kept.absorb(absorbed);
                        kept.execute(task);
                        releaseAbsorbed.run();
                        releaseKept.run();
                        done.run();
                      }));
        });
  }

  /** Counts a request. */
  void handled(String kind, long nanos, boolean failed) {
    busyNanos.addAndGet(nanos);
    metrics.requestHandled(kind, nanos, failed);
  }

  /** Memory, and the work since this was last asked. */
  SystemInfo systemInfo() {
    long now = System.nanoTime();
    long since = now - epoch.getAndSet(now);
    long busy = busyNanos.getAndSet(0);
    Runtime runtime = Runtime.getRuntime();
    return new SystemInfo(
        runtime.totalMemory(),
        runtime.totalMemory() - runtime.freeMemory(),
        busy / 1_000_000,
        since / 1_000_000);
  }
}
