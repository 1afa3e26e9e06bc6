package dev.perspective4j.client;

/** Something that must catch up after a lost connection. */
interface Resumable {

  /** A lost connection is back and lets requests through; runs on the inbound queue. */
  void resumed();
}
