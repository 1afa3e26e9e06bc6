package dev.perspective4j.jakarta;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.TransportContract;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;

class PerspectiveJakartaEndpointTest extends TransportContract {
  @TempDir Path base;
  private final Tomcat tomcat = new Tomcat();

  @Override
  protected URI mount(Server server, EndpointOptions options) throws LifecycleException {
    tomcat.setBaseDir(base.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
    Tomcat.addServlet(context, "none", new DefaultServlet()).addMapping("/");
    context.setClearReferencesThreadLocals(false);
    context.setClearReferencesRmiTargets(false);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer(
        (classes, servlets) -> add(servlets, server, options), null);
    tomcat.start();
    return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/websocket");
  }

  @Override
  protected void unmount() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static void add(ServletContext servlets, Server server, EndpointOptions options)
      throws ServletException {
    ServerContainer container =
        (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
    try {
      container.addEndpoint(PerspectiveJakartaEndpoint.at("/websocket", server, options));
    } catch (DeploymentException refused) {
      throw new ServletException(refused);
    }
  }
}
