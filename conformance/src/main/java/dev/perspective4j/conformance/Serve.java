package dev.perspective4j.conformance;

import dev.perspective4j.jakarta.PerspectiveJakartaEndpoint;
import dev.perspective4j.javalin.PerspectiveJavalinHandler;
import dev.perspective4j.server.AccessPolicy;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.OriginPolicy;
import dev.perspective4j.server.Server;
import dev.perspective4j.vertx.PerspectiveVertxHandler;
import io.javalin.Javalin;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * An empty server that lets everyone do everything, for any client to talk to.
 *
 * <pre>{@code
 * conformance/serve --adapter vertx|javalin|jakarta --port 9000
 * }</pre>
 *
 * <p>Listens on 127.0.0.1 only, at {@code /websocket}; port 0 takes a free one. Prints one line when
 * it listens and stops on SIGTERM.
 */
public final class Serve {
  private static final String HOST = "127.0.0.1";
  private static final String PATH = "/websocket";

  /** Kept here because loggers nobody holds lose their level. */
  private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

  private Serve() {}

  /** A running adapter. */
  public interface Running {
    int port();

    void stop();
  }

  /** Starts a server as the arguments say and waits for the end of the process. */
  public static void main(String[] args) throws InterruptedException {
    String adapter = "vertx";
    int port = 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--adapter" -> adapter = args[i + 1];
        case "--port" -> port = Integer.parseInt(args[i + 1]);
        default -> throw new IllegalArgumentException("Unknown option " + args[i]);
      }
    }
    Server server = Server.create();
    Running running = start(adapter, server, port);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  running.stop();
                }));
    System.out.println("listening on ws://" + HOST + ":" + running.port() + PATH);
    new CountDownLatch(1).await();
  }

  /** Mounts a server in a framework. */
  public static Running start(String adapter, Server server, int port) {
    EndpointOptions options =
        EndpointOptions.DEFAULT.withAccess(AccessPolicy.full()).withOrigins(OriginPolicy.any());
    return switch (adapter) {
      case "vertx" -> vertx(server, options, port);
      case "javalin" -> javalin(server, options, port);
      case "jakarta" -> jakarta(server, options, port);
      default ->
          throw new IllegalArgumentException(
              "Unknown adapter " + adapter + ", expected vertx, javalin or jakarta");
    };
  }

  private static Running vertx(Server server, EndpointOptions options, int port) {
    Vertx vertx = Vertx.vertx();
    PerspectiveVertxHandler handler = new PerspectiveVertxHandler(server, options);
    Router router = Router.router(vertx);
    router.route(PATH).handler(handler);
    HttpServer http =
        vertx
            .createHttpServer(handler.configure(new HttpServerOptions()))
            .requestHandler(router)
            .listen(port, HOST)
            .await();
    return new Running() {
      @Override
      public int port() {
        return http.actualPort();
      }

      @Override
      public void stop() {
        vertx.close().await();
      }
    };
  }

  private static Running javalin(Server server, EndpointOptions options, int port) {
    Javalin app =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.ws(PATH, new PerspectiveJavalinHandler(server, options));
            });
    app.start(HOST, port);
    return new Running() {
      @Override
      public int port() {
        return app.port();
      }

      @Override
      public void stop() {
        app.stop();
      }
    };
  }

  private static Running jakarta(Server server, EndpointOptions options, int port) {
    TOMCAT_LOG.setLevel(Level.WARNING);
    Tomcat tomcat = new Tomcat();
    try {
      Path base = Files.createTempDirectory("perspective");
      tomcat.setBaseDir(base.toString());
      Connector connector = new Connector();
      connector.setPort(port);
      connector.setProperty("address", HOST);
      tomcat.setConnector(connector);
      StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
      Tomcat.addServlet(context, "none", new DefaultServlet()).addMapping("/");
      context.setClearReferencesThreadLocals(false);
      context.setClearReferencesRmiTargets(false);
      context.addServletContainerInitializer(new WsSci(), null);
      context.addServletContainerInitializer(
          (classes, servlets) -> mount(servlets, server, options), null);
      tomcat.start();
    } catch (IOException | LifecycleException failed) {
      throw new IllegalStateException("Tomcat did not start", failed);
    }
    return new Running() {
      @Override
      public int port() {
        return tomcat.getConnector().getLocalPort();
      }

      @Override
      public void stop() {
        try {
          tomcat.stop();
          tomcat.destroy();
        } catch (LifecycleException failed) {
          throw new IllegalStateException("Tomcat did not stop", failed);
        }
      }
    };
  }

  private static void mount(ServletContext servlets, Server server, EndpointOptions options) {
    ServerContainer container =
        (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
    try {
      container.addEndpoint(PerspectiveJakartaEndpoint.at(PATH, server, options));
    } catch (DeploymentException failed) {
      throw new IllegalStateException("The endpoint was refused", failed);
    }
  }
}
