package dev.perspective4j.conformance.loading;

import dev.perspective4j.conformance.compare.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays scripts on both servers and collects where they differ, each difference in the smallest script
 * that shows it. What {@link LoadingDifference} knows is counted instead.
 */
final class LoadingComparison {

  private static final int ENOUGH = Integer.getInteger("comparison.stop", 5);

  /** How many examples of each documented difference are printed. */
  private static final int SHOWN = Integer.getInteger("comparison.show", 0);

  private final List<String> differences = new ArrayList<>();
  private final Map<LoadingDifference, Integer> known = new TreeMap<>();
  private int loads;
  private int steps;
  private @Nullable Servers servers;
  private @Nullable LoadingSession reference;
  private @Nullable LoadingSession ours;

  /** What of an answer differs. */
  enum Part {
    ERROR,
    /** The type of a column. */
    TYPE,
    /** The cells of a column, because there are more or fewer of them. */
    ROWS,
    /** One cell. */
    CELL,
    /** A cell as text, while its value is the same. */
    PRINT,
    /** Something else, such as names of columns. */
    OTHER
  }

  /**
   * A place where the two differ.
   *
   * @param at 0 for the load, then the number of the step
   * @param refused whether both refused that request
   * @param path where in the answers
   * @param column the column of the cell, or that an error names
   * @param reference the reference's error, or what it answers
   * @param ours the same of ours
   */
  record Found(
      int at,
      Part part,
      boolean refused,
      String path,
      @Nullable String column,
      @Nullable Object reference,
      @Nullable Object ours) {

    boolean inErrors() {
      return part == Part.ERROR;
    }

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
    LoadingDifference documented = LoadingDifference.of(script, found);
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (LoadingScript smaller : smallest.smaller()) {
        Found still = play(smaller);
        if (still != null && LoadingDifference.of(smaller, still) == documented) {
          smallest = smaller;
          found = still;
          shrunk = true;
          break;
        }
      }
      if (documented != null && known.getOrDefault(documented, 0) >= SHOWN) {
        break;
      }
    }
    if (documented == null) {
      differences.add("\n" + smallest + "\n" + found);
    } else {
      int times = known.merge(documented, 1, Integer::sum);
      if (times <= SHOWN) {
        System.out.println(documented + "\n" + smallest + "\n" + found);
      }
    }
  }

  /**
   * The first request at which the two differ: what is not documented of it, else the first that is.
   */
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
      return new Found(0, Part.ERROR, false, "", null, "died", "alive");
    }
    loads++;
    steps += script.steps().size();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (isWithoutSource(a.get(i).error()) || isWithoutSource(b.get(i).error())) {
        return null; // the table of the view was refused: another script's business
      }
      Found first = null;
      for (Found found : LoadingFindings.between(i, a.get(i), b.get(i))) {
        if (LoadingDifference.of(script, found) == null) {
          return found;
        }
        first = first == null ? found : first;
      }
      if (first != null) {
        return first;
      }
    }
    return null;
  }

  private static boolean isWithoutSource(@Nullable String error) {
    return error != null && error.startsWith("View ");
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
