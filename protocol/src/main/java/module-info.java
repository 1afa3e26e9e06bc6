/** The wire form of the model: what servers and clients say to each other. */
module dev.perspective4j.protocol {
  requires transitive com.google.protobuf;
  requires transitive dev.perspective4j.model;
  requires static transitive org.jspecify;

  exports dev.perspective4j.wire;
  exports dev.perspective4j.wire.proto;
}
