package dev.perspective4j.server;

import java.security.Principal;
import java.util.Optional;

/**
 * What an endpoint, the place where an adapter mounts a server, allows its clients.
 *
 * <pre>{@code
 * EndpointOptions options = EndpointOptions.DEFAULT.withAccess(AccessPolicy.full());
 * }</pre>
 *
 * @param access who may do what
 * @param origins which web pages may connect
 * @param limits what one session may cost
 * @param clientRelease what clients are taken for until they show otherwise; {@link
 *     ClientRelease#UNKNOWN} unless all clients are known
 */
public record EndpointOptions(
    AccessPolicy access, OriginPolicy origins, Limits limits, ClientRelease clientRelease) {

  /** Viewers from the same origin, with the default limits. */
  public static final EndpointOptions DEFAULT =
      new EndpointOptions(
          AccessPolicy.viewers(), OriginPolicy.sameOrigin(), Limits.DEFAULT, ClientRelease.UNKNOWN);

  /** The same with another access policy. */
  public EndpointOptions withAccess(AccessPolicy policy) {
    return new EndpointOptions(policy, origins, limits, clientRelease);
  }

  /** The same with another origin policy. */
  public EndpointOptions withOrigins(OriginPolicy policy) {
    return new EndpointOptions(access, policy, limits, clientRelease);
  }

  /** The same with other limits. */
  public EndpointOptions withLimits(Limits bounds) {
    return new EndpointOptions(access, origins, bounds, clientRelease);
  }

  /** The same for clients of a known release. */
  public EndpointOptions withClientRelease(ClientRelease known) {
    return new EndpointOptions(access, origins, limits, known);
  }

  /**
   * Describes a client from its handshake. A {@code protocol} parameter in the query says which
   * release it is of, and nothing the client sends later changes that.
   *
   * @param principal who the framework authenticated, if anyone
   * @param remote where the connection comes from, for logs
   * @param query the raw query of the URL, or empty
   */
  public ClientInfo client(Optional<Principal> principal, String remote, String query) {
    return new ClientInfo(principal, remote, ClientRelease.ofQuery(query));
  }
}
