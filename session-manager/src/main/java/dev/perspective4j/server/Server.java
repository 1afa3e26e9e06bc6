package dev.perspective4j.server;

import dev.perspective4j.client.Client;
import dev.perspective4j.client.ClientTransport;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Owns tables and the sessions that look at them. Start here.
 *
 * <pre>{@code
 * Server server = Server.create();
 * ServerTable prices = server.host("prices", TableData.jsonRows("[{\"id\":1,\"px\":9.5}]"),
 *     TableOptions.indexedBy("id"));
 * prices.update(TableData.jsonRows("[{\"id\":1,\"px\":9.6}]"));   // from any thread
 * }</pre>
 *
 * <p>An adapter mounts the server in a web framework; {@link #open} is what adapters call. Each
 * table has a strand of its own, so tables do not wait for each other; all strands share a pool of
 * daemon threads, one per processor and at least two. Safe for use from any thread.
 */
public final class Server implements AutoCloseable {
  private final ExecutorService pool;
  private final Hosting hosting;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

  /**
   * What sends: one strand per thread, so that sending a notification to a thousand connections is not a
   * thousand tasks of the pool.
   */
  private final List<Strand> senders;

  private final AtomicInteger sender = new AtomicInteger();

  private Server(Builder builder) {
    this.pool = newPool(builder.threads);
    this.hosting = new Hosting(pool, builder.expressions, builder.metrics);
    this.senders = Stream.generate(() -> new Strand(pool)).limit(builder.threads).toList();
  }

  /** A server with the defaults. */
  public static Server create() {
    return builder().build();
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of a server; not thread-safe. */
  public static final class Builder {
    private ServerMetrics metrics = ServerMetrics.NONE;
    private Expressions expressions = Expressions.standard();
    private int threads = Math.max(2, Runtime.getRuntime().availableProcessors());

    private Builder() {}

    /** Sets who is told what the server does. */
    public Builder metrics(ServerMetrics listener) {
      metrics = listener;
      return this;
    }

    /**
     * Sets what expressions may cost and which functions they may call, on every table of the engine
     * that is not given a language of its own.
     */
    public Builder expressions(Expressions language) {
      expressions = language;
      return this;
    }

    /**
     * Sets the number of threads that all tables and sessions share.
     *
     * @throws IllegalArgumentException if it is less than one
     */
    public Builder threads(int number) {
      if (number < 1) {
        throw new IllegalArgumentException("threads must be positive: " + number);
      }
      threads = number;
      return this;
    }

    /** Starts a server. */
    public Server build() {
      return new Server(this);
    }
  }

  /**
   * Hosts a new table of the in-memory engine. Parses the data on the calling thread.
   *
   * @param data rows as text or Arrow, an empty table's schema, data in a format that a {@code
   *     TableReader} plug-in reads, or rows from Java: a {@code RowAppender} filled cell by cell, by a
   *     {@code RowMapping} from objects or maps, or by {@code ResultSetRows} from a JDBC result. An
   *     appender is used up
   * @throws EngineException if the data or the options are invalid
   * @throws IllegalArgumentException if the name is taken
   */
  public ServerTable host(String name, TableData data, TableOptions options) {
    return host(name, () -> EngineTable.of(Table.create(data, options)));
  }

  /**
   * Hosts a table that lives elsewhere, or one of the engine that the application has made ({@link
   * TableProvider#of}). From now on it is the server's: nobody else may use it, and the server closes
   * it.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public ServerTable host(String name, TableProvider provider) {
    return host(name, () -> provider);
  }

  private ServerTable host(String name, Supplier<TableProvider> maker) {
    Catalog catalog = hosting.catalog();
    try {
      catalog.reserve(name);
    } catch (RequestFailure taken) {
      throw new IllegalArgumentException(taken.getMessage(), taken);
    }
    boolean made = false;
    try {
      ServerTable table = handle(hosting.host(name, maker.get()));
      made = true;
      return table;
    } finally {
      if (made) {
        catalog.announce();
      } else {
        catalog.cancel(name);
      }
    }
  }

  /** The hosted table of that name, if there is one. */
  public Optional<ServerTable> table(String name) {
    return hosting.catalog().find(name).map(this::handle);
  }

  /**
   * Opens a session; adapters call it when a socket has been accepted.
   *
   * @param connection how to reach the client
   * @param client what the transport knows about it
   * @param options what the endpoint allows
   */
  public Session open(Connection connection, ClientInfo client, EndpointOptions options) {
    int next = Math.floorMod(sender.getAndIncrement(), senders.size());
    return open(connection, senders.get(next), client, options);
  }

  /** As {@link #open(Connection, ClientInfo, EndpointOptions)}, with what calls the connection. */
  Session open(Connection connection, Executor sender, ClientInfo client, EndpointOptions options) {
    Session session = new Session(hosting, connection, sender, client, options, this::ended);
    sessions.add(session);
    hosting.metrics().sessionOpened();
    return session;
  }

  /**
   * A client in this JVM that may do everything. Talks to the server like any other, without
   * sockets or copies.
   */
  public Client newLocalClient() {
    return newLocalClient(EndpointOptions.DEFAULT.withAccess(AccessPolicy.full()));
  }

  /** A client in this JVM, with what an endpoint would allow. */
  public Client newLocalClient(EndpointOptions options) {
    return Client.over(localTransport(options)).join();
  }

  /** The way clients in this JVM reach the server, for a client with options of its own. */
  public ClientTransport localTransport(EndpointOptions options) {
    return new LocalTransport(this, options);
  }

  /** Closes all connections with code 1001, frees all tables and stops the threads. */
  @Override
  public void close() {
    sessions.forEach(session -> session.disconnect(CloseCode.GOING_AWAY, "server shuts down"));
    hosting.catalog().all().forEach(table -> table.strand().execute(table::shutDown));
    pool.close();
  }

  ExecutorService pool() {
    return pool;
  }

  private void ended(Session session) {
    sessions.remove(session);
    hosting.metrics().sessionClosed();
  }

  private ServerTable handle(TableHost host) {
    return new ServerTable(host, pool);
  }

  private static ExecutorService newPool(int threads) {
    return new ForkJoinPool(
        threads,
        pool -> {
          ForkJoinWorkerThread worker =
              ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
          worker.setName("perspective-" + worker.getPoolIndex());
          return worker;
        },
        (thread, fault) ->
            System.getLogger(Server.class.getName())
                .log(System.Logger.Level.ERROR, "A server thread failed", fault),
        true);
  }
}
