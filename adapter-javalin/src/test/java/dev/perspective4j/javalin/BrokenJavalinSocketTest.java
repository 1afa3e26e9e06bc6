package dev.perspective4j.javalin;

import dev.perspective4j.testkit.BrokenSocketContract;
import dev.perspective4j.testkit.StagedSocket;

class BrokenJavalinSocketTest extends BrokenSocketContract {

  @Override
  protected StagedSocket socket() {
    return new StagedJavalinSocket();
  }
}
