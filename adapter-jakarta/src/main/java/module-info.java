/** Mounts a Perspective server in Jakarta WebSocket. */
module dev.perspective4j.jakarta {
  requires transitive dev.perspective4j.server;
  requires transitive jakarta.websocket;
  requires static transitive org.jspecify;

  exports dev.perspective4j.jakarta;
}
