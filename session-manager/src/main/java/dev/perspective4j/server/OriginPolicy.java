package dev.perspective4j.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open a connection.
 *
 * <p>Browsers send the page's origin with the handshake and cookies along with it, so a server that
 * ignores the origin lets every page act in the name of its visitor. The default is {@link
 * #sameOrigin()}. Clients that are not browsers send no origin and are always let in: the check
 * protects users of browsers, it does not authenticate anyone.
 */
@FunctionalInterface
public interface OriginPolicy {

  /**
   * Whether a handshake may go on.
   *
   * @param origin the {@code Origin} header, or null if there is none
   * @param host the {@code Host} header, or null if there is none
   */
  boolean allows(@Nullable String origin, @Nullable String host);

  /** Pages that were served from the host they connect to. */
  static OriginPolicy sameOrigin() {
    return (origin, host) ->
        origin == null || (host != null && authority(origin).equals(normal(origin, host)));
  }

  /**
   * The same origin and the listed ones.
   *
   * @param origins origins as browsers write them, for example {@code "https://app.example"}
   */
  static OriginPolicy allow(Set<String> origins) {
    Set<String> allowed = Set.copyOf(origins);
    OriginPolicy same = sameOrigin();
    return (origin, host) ->
        same.allows(origin, host) || (origin != null && allowed.contains(origin));
  }

  /** Every page. */
  static OriginPolicy any() {
    return (origin, host) -> true;
  }

  private static String authority(String origin) {
    try {
      URI uri = URI.create(origin);
      String authority = uri.getRawAuthority();
      return authority == null ? "" : normal(origin, authority);
    } catch (IllegalArgumentException notAnOrigin) {
      return "";
    }
  }

  /** Lower case, without the default port of the origin's scheme. */
  private static String normal(String origin, String authority) {
    String lower = authority.toLowerCase(Locale.ROOT);
    String port = origin.startsWith("https:") ? ":443" : ":80";
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}
