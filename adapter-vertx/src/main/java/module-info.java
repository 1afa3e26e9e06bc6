/** Mounts a Perspective server in Vert.x. */
module dev.perspective4j.vertx {
  requires transitive dev.perspective4j.server;
  requires static transitive org.jspecify;
}
