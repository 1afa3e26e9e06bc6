package dev.perspective4j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays scripts on both servers and collects where they differ, each difference in the smallest script
 * that shows it. What {@link LoadingDifference} knows is counted instead.
 */
final class LoadingComparison {

  private static final int ENOUGH = Integer.getInteger("comparison.stop", 5);

  private final List<String> differences = new ArrayList<>();
  private final Map<LoadingDifference, Integer> known = new TreeMap<>();
  private int loads;
  private int steps;
  private @Nullable Servers servers;
  private @Nullable LoadingSession reference;
  private @Nullable LoadingSession ours;

  /**
   * Where the two differ.
   *
   * @param at 0 for the load, then the number of the step
   * @param reference the reference's error, or what it answers at the first difference
   * @param ours the same of ours
   */
  record Found(
      int at, boolean inErrors, String path, @Nullable Object reference, @Nullable Object ours) {
    @Override
    public String toString() {
      return "  at "
          + (at == 0 ? "load" : "step " + at)
          + path
          + "\n    reference: "
          + reference
          + "\n    ours:      "
          + ours;
    }
  }

  /** Plays one script. */
  void compare(LoadingScript script) {
    if (differences.size() >= ENOUGH) {
      return;
    }
    Found found = play(script);
    if (found == null) {
      return;
    }
    LoadingScript smallest = script;
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (LoadingScript smaller : smallest.smaller()) {
        Found still = play(smaller);
        if (still != null) {
          smallest = smaller;
          found = still;
          shrunk = true;
          break;
        }
      }
    }
    LoadingDifference documented = LoadingDifference.of(smallest, found);
    if (documented == null) {
      differences.add("\n" + smallest + "\n" + found);
    } else {
      known.merge(documented, 1, Integer::sum);
    }
  }

  private @Nullable Found play(LoadingScript script) {
    Servers now = Servers.shared();
    if (now != servers || reference == null || ours == null) {
      servers = now;
      reference = new LoadingSession(now.reference());
      ours = new LoadingSession(now.ours());
    }
    List<LoadingSession.Answer> b = ours.play(script);
    List<LoadingSession.Answer> a;
    try {
      a = reference.play(script);
    } catch (IllegalStateException died) {
      servers = null;
      return new Found(0, true, "", "died", "alive");
    }
    loads++;
    steps += script.steps().size();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      String error = a.get(i).error();
      if (!Objects.equals(error, b.get(i).error())) {
        return new Found(i, true, "", error, b.get(i).error());
      }
      List<Difference> between = Difference.between(a.get(i).state(), b.get(i).state());
      if (!between.isEmpty()) {
        Difference first = between.getFirst();
        return new Found(i, false, first.path(), first.reference(), first.ours());
      }
    }
    return null;
  }

  /** What differed, one text per script; empty if the two agree. */
  List<String> differences() {
    return differences;
  }

  /** How much was compared, and how often documented differences were met. */
  String summary() {
    return loads + " loads, " + steps + " steps, documented differences " + known;
  }
}
