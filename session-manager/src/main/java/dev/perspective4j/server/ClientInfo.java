package dev.perspective4j.server;

import java.security.Principal;
import java.util.Optional;

/**
 * What a transport knows about the client of a session.
 *
 * @param principal who the framework authenticated, if anyone
 * @param remote where the connection comes from, for logs
 * @param clientRelease which releases' answers the client expects, whatever it sends; {@link
 *     ClientRelease#UNKNOWN} if its requests are to tell
 */
public record ClientInfo(
    Optional<Principal> principal, String remote, ClientRelease clientRelease) {

  /** A client nobody authenticated, of unknown release. */
  public static ClientInfo anonymous(String remote) {
    return new ClientInfo(Optional.empty(), remote, ClientRelease.UNKNOWN);
  }

  /** The same with a principal. */
  public ClientInfo withPrincipal(Principal user) {
    return new ClientInfo(Optional.of(user), remote, clientRelease);
  }

  /** The same with a release. */
  public ClientInfo withClientRelease(ClientRelease other) {
    return new ClientInfo(principal, remote, other);
  }
}
