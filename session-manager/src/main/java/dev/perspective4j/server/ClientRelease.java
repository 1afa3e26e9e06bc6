package dev.perspective4j.server;

import dev.perspective4j.model.Dialect;
import java.util.Locale;

/**
 * Which family of client releases a session talks to.
 *
 * <p>Nothing in the handshake tells; some requests do, and a URL may say so with {@code
 * ?protocol=5.6}. The families differ in the names of group columns in Arrow and CSV, in sums over
 * nothing, and in the encoding of min/max answers.
 */
public enum ClientRelease {
  /** Not known yet: treated as {@link #FROM_4_4}. */
  UNKNOWN,
  /** Before 4.4: min/max answers are JSON texts. */
  BEFORE_4_4,
  /** 4.4 to 5.5. */
  FROM_4_4,
  /** 5.6 and later. */
  FROM_5_6;

  /** Whether readable group names and null sums are expected. */
  public boolean isFrom5_6() {
    return this == FROM_5_6;
  }

  /** What views for such clients show where releases differ. */
  public Dialect dialect() {
    return this == FROM_5_6 ? Dialect.FROM_5_6 : Dialect.BEFORE_5_6;
  }

  /**
   * Reads the value of a {@code protocol} query parameter.
   *
   * @param version for example {@code "5.6"} or {@code "4.3.0"}; anything unreadable is {@link
   *     #UNKNOWN}
   */
  public static ClientRelease ofVersion(String version) {
    String[] parts = version.strip().toLowerCase(Locale.ROOT).split("\\.", -1);
    try {
      int major = Integer.parseInt(parts[0]);
      int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      int release = major * 1000 + minor;
      if (release >= 5006) {
        return FROM_5_6;
      }
      return release >= 4004 ? FROM_4_4 : BEFORE_4_4;
    } catch (NumberFormatException notAVersion) {
      return UNKNOWN;
    }
  }

  /**
   * Reads the {@code protocol} parameter of a URL's query.
   *
   * @param query the raw query without its question mark, or empty
   */
  public static ClientRelease ofQuery(String query) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("protocol=")) {
        return ofVersion(parameter.substring("protocol=".length()));
      }
    }
    return UNKNOWN;
  }
}
