/** The language that engine, server and clients share: the model and its wire form. */
module dev.perspective4j.protocol {
  requires transitive com.google.protobuf;
  requires static transitive org.jspecify;

  exports dev.perspective4j.model;
  exports dev.perspective4j.wire;
  exports dev.perspective4j.wire.proto;
}
