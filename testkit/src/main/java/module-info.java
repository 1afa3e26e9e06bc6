/** Contracts of the interfaces that others implement, and what tests on the wire need. */
module dev.perspective4j.testkit {
  requires transitive dev.perspective4j.server;
  requires transitive org.junit.jupiter.api;
  requires java.net.http;
  requires com.google.protobuf;
  requires static transitive org.jspecify;

  exports dev.perspective4j.testkit;
}
