package dev.perspective4j.client;

import java.util.concurrent.ThreadLocalRandom;

/** Ids of views and of tables without a name: 21 random letters, as all clients choose them. */
final class Names {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int LENGTH = 21;

  private Names() {}

  static String random() {
    StringBuilder name = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
