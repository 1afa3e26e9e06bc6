/** Mounts a Perspective server in Javalin. */
module dev.perspective4j.javalin {
  requires transitive dev.perspective4j.server;
  requires transitive io.javalin;
  requires org.eclipse.jetty.websocket.api;
  requires jakarta.servlet;
  requires static transitive org.jspecify;

  exports dev.perspective4j.javalin;
}
