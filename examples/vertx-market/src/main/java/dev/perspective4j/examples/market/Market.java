package dev.perspective4j.examples.market;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.vertx.PerspectiveVertxHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;

/**
 * A market: one static table, one live table, one page that shows both.
 *
 * <pre>{@code
 * java -jar vertx-market.jar [PORT]
 * }</pre>
 *
 * <p>Listens on localhost, port 8080 unless told otherwise; the system property {@code market.host}
 * takes another address.
 */
public final class Market implements AutoCloseable {
  private final Server server = Server.create();
  private final TradesFeed feed;
  private final Vertx vertx;
  private final HttpServer http;

  /**
   * Starts a market.
   *
   * @param host the address to listen on
   * @param port the port to listen on, 0 for a free one
   */
  public Market(String host, int port) {
    server.host("superstore", superstore(), TableOptions.DEFAULT);
    feed = TradesFeed.start(server);

    vertx = Vertx.vertx();
    PerspectiveVertxHandler perspective = new PerspectiveVertxHandler(server);
    Router router = Router.router(vertx);
    router.route("/websocket").handler(perspective);
    Pages.mount(router);
    http =
        vertx
            .createHttpServer(perspective.configure(new HttpServerOptions()))
            .requestHandler(router)
            .listen(port, host)
            .await();
  }

  /** Starts a market and leaves it running. */
  public static void main(String[] args) {
    String host = System.getProperty("market.host", "localhost");
    int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
    try {
      Market market = new Market(host, port);
      System.out.println("The market is open at http://" + host + ":" + market.port());
    } catch (Exception failed) {
      System.err.println("No market at " + host + ":" + port + ": " + failed.getMessage());
      System.exit(1);
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.actualPort();
  }

  @Override
  public void close() {
    feed.close();
    server.close();
    vertx.close().await();
  }

  /** Orders of a shop that never existed; the build fetches the file, see package.json. */
  private static TableData superstore() {
    try (InputStream file = Market.class.getResourceAsStream("/superstore/superstore.lz4.arrow")) {
      return TableData.arrow(file.readAllBytes());
    } catch (IOException broken) {
      throw new IllegalStateException("The sample rows cannot be read", broken);
    }
  }
}
