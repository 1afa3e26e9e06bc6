/** Server, sessions, access policy and limits. */
module dev.perspective4j.server {
  requires transitive dev.perspective4j.engine;
  requires transitive dev.perspective4j.client;
  requires com.google.protobuf;
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports dev.perspective4j.server;
  exports dev.perspective4j.server.micrometer;
}
