package dev.perspective4j.vertx;

import dev.perspective4j.testkit.BrokenSocketContract;
import dev.perspective4j.testkit.StagedSocket;

class BrokenVertxSocketTest extends BrokenSocketContract {

  @Override
  protected StagedSocket socket() {
    return new StagedVertxSocket();
  }
}
