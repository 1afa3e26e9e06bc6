package dev.perspective4j.jakarta;

import dev.perspective4j.testkit.BrokenSocketContract;
import dev.perspective4j.testkit.StagedSocket;

class BrokenJakartaSocketTest extends BrokenSocketContract {

  @Override
  protected StagedSocket socket() {
    return new StagedJakartaSocket();
  }
}
