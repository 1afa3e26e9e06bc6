package dev.perspective4j.conformance.compare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A place where two answers differ.
 *
 * @param path where, for example {@code view_schema_resp/schema/a}
 * @param reference what the reference engine says
 * @param ours what we say
 */
public record Difference(String path, @Nullable Object reference, @Nullable Object ours) {

  /** Floats agree within this share: sums are added in another order. */
  private static final double TOLERANCE = 1e-9;

  /** All places where two trees of {@link Canonical} differ; empty if they agree. */
  public static List<Difference> between(@Nullable Object reference, @Nullable Object ours) {
    List<Difference> found = new ArrayList<>();
    compare("", reference, ours, found);
    return found;
  }

  private static void compare(
      String path, @Nullable Object reference, @Nullable Object ours, List<Difference> found) {
    if (reference instanceof Map<?, ?> a && ours instanceof Map<?, ?> b) {
      TreeSet<String> keys = new TreeSet<>();
      a.keySet().forEach(key -> keys.add(String.valueOf(key)));
      b.keySet().forEach(key -> keys.add(String.valueOf(key)));
      for (String key : keys) {
        compare(path + "/" + key, a.get(key), b.get(key), found);
      }
    } else if (reference instanceof List<?> a && ours instanceof List<?> b) {
      if (a.size() != b.size()) {
        found.add(new Difference(path, reference, ours));
        return;
      }
      Iterator<?> other = b.iterator();
      int i = 0;
      for (Object item : a) {
        compare(path + "/" + i++, item, other.next(), found);
      }
    } else if (reference instanceof Double a && ours instanceof Double b) {
      if (!close(a, b)) {
        found.add(new Difference(path, reference, ours));
      }
    } else if (!Objects.equals(reference, ours)) {
      found.add(new Difference(path, reference, ours));
    }
  }

  private static boolean close(double a, double b) {
    return Double.compare(a, b) == 0
        || a == b
        || Double.isFinite(a)
            && Double.isFinite(b)
            && Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }

  @Override
  public String toString() {
    return path + "\n    reference: " + reference + "\n    ours:      " + ours;
  }
}
