package dev.perspective4j.model;

/** What kind of failure an error answer reports; the order is that of the numbers on the wire. */
public enum ErrorStatus {
  /** Any failure without a status of its own. */
  SERVER_ERROR,
  /** The view is unknown: never made, or deleted. Viewers ignore it as a harmless race. */
  VIEW_NOT_FOUND,
  /** The connection failed; made up by clients, never sent. */
  TRANSPORT_ERROR
}
