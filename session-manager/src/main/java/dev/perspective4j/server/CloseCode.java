package dev.perspective4j.server;

/** The WebSocket close codes a server uses (RFC 6455, section 7.4.1). */
public final class CloseCode {
  /** The server shuts down. */
  public static final int GOING_AWAY = 1001;

  /** The peer broke a limit, for example it does not read what it subscribed to. */
  public static final int POLICY_VIOLATION = 1008;

  /** A message is larger than {@link Limits#messageBytes()}. */
  public static final int MESSAGE_TOO_BIG = 1009;

  /** A fault of the server. */
  public static final int INTERNAL_ERROR = 1011;

  private CloseCode() {}
}
