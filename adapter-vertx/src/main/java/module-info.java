/** Mounts a Perspective server in Vert.x. */
module dev.perspective4j.vertx {
  requires transitive dev.perspective4j.server;
  requires transitive io.vertx.core;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.transport;
  requires static transitive io.vertx.web;
  requires static transitive io.vertx.auth.common;
  requires static transitive org.jspecify;

  exports dev.perspective4j.vertx;
}
