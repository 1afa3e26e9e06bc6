package dev.perspective4j.client;

/** What a notification of an update carries. */
public enum UpdateMode {
  /** Only that something changed. */
  NOTIFY,
  /** The changed rows as well. */
  ROW
}
