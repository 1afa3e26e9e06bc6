/** Mounts a Perspective server in Javalin. */
module dev.perspective4j.javalin {
  requires transitive dev.perspective4j.server;
  requires static transitive org.jspecify;
}
