/** The asynchronous client of a Perspective server. */
module dev.perspective4j.client {
  requires transitive dev.perspective4j.protocol;
  requires transitive java.net.http;
  requires static transitive org.jspecify;

  exports dev.perspective4j.client;
}
