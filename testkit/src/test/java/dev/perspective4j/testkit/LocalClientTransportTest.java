package dev.perspective4j.testkit;

import dev.perspective4j.client.ClientTransport;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;

/** The way inside a JVM keeps the contract of client transports, too. */
class LocalClientTransportTest extends ClientTransportContract {
  private Server server;

  @Override
  protected ClientTransport mount(Server mounted, EndpointOptions options) {
    server = mounted;
    return mounted.localTransport(options);
  }

  @Override
  protected void unmount() {}

  @Override
  protected ClientTransport toNobody() {
    Server closed = Server.create();
    closed.close();
    return closed.localTransport(EndpointOptions.DEFAULT);
  }

  @Override
  protected void cut() {
    server.close();
  }
}
