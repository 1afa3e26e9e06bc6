/** Mounts a Perspective server in Jakarta WebSocket. */
module dev.perspective4j.jakarta {
  requires transitive dev.perspective4j.server;
  requires static transitive org.jspecify;
}
