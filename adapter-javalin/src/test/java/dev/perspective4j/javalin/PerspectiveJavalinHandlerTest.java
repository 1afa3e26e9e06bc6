package dev.perspective4j.javalin;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.TransportContract;
import io.javalin.Javalin;
import java.net.URI;
import org.jspecify.annotations.Nullable;

class PerspectiveJavalinHandlerTest extends TransportContract {
  private @Nullable Javalin app;

  @Override
  protected URI mount(Server server, EndpointOptions options) {
    app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.ws("/websocket", new PerspectiveJavalinHandler(server, options));
                })
            .start("127.0.0.1", 0);
    return URI.create("ws://127.0.0.1:" + app.port() + "/websocket");
  }

  @Override
  protected void unmount() {
    app.stop();
  }
}
