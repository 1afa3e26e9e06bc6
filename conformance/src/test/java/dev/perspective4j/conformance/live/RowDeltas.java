package dev.perspective4j.conformance.live;

import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What two servers may say of the rows that a step changed in a view: the same, but for these faults
 * of the reference (docs/compatibility.md).
 *
 * <p>It reports rows in which nothing changed, of groups or where any view of the table has a window.
 * It leaves out rows that only a window changed now and then, new groups of nulls and groups that lost
 * a cell, and all rows towards any but the first subscriber of a grouped view. When a split value comes
 * or goes, and with shares always, it mixes columns up into rows that the view does not have, or puts
 * such a row first.
 *
 * @param config of the view
 * @param before what the view showed
 * @param now what it shows
 * @param joined whether the view is on a join
 * @param windows whether any view has a window
 */
record RowDeltas(
    ViewConfig config, LiveTree before, LiveTree now, boolean joined, boolean windows) {

  /** Whether what the reference says differs from ours by its faults only. */
  boolean agree(List<Object> theirs, List<Object> ours) {
    if (Difference.between(theirs, ours).isEmpty()) {
      return true;
    }
    if (joined) {
      return agreeOnJoin(ours);
    }
    boolean pivoted = !config.groupBy().isEmpty() || !config.splitBy().isEmpty();
    return pivoted ? agreeOnGroups(theirs, ours) : agreeOnRows(theirs, ours);
  }

  /** Cells of the rows that are new or differ. */
  List<Object> changed() {
    return now.changedSince(before);
  }

  /** To the reference all rows of a join are new after each step, and their ids tell nothing. */
  private boolean agreeOnJoin(List<Object> ours) {
    boolean pivoted = !config.groupBy().isEmpty() || !config.splitBy().isEmpty();
    List<Object> fresh = new ArrayList<>(pivoted ? changed() : now.cells());
    if (!pivoted) {
      before.cells().forEach(fresh::remove);
    }
    return now.cells().containsAll(ours) && ours.containsAll(fresh);
  }

  private boolean agreeOnGroups(List<Object> theirs, List<Object> ours) {
    if (Difference.between(changed(), ours).isEmpty()) {
      return true;
    }
    // A share that changed because another group did is not told.
    boolean complete = hasShares() || isPartOf(changed(), ours);
    if (!complete || !isPartOf(ours, List.copyOf(now.cells()))) {
      return false;
    }
    boolean rowsOnly = config.groupBy().isEmpty();
    return isPartOf(theirs, ours)
        || (rowsOnly && isPartOf(theirs.subList(1, theirs.size()), ours))
        || (windows && isPartOf(ours, theirs))
        || isMixed(theirs)
        || !now.columns().equals(before.columns());
  }

  /** Whether there are rows that the view, which shows the same on both sides, does not have. */
  private boolean isMixed(List<Object> rows) {
    List<Object> shown = List.copyOf(now.cells());
    return !config.splitBy().isEmpty()
        && rows.stream().anyMatch(row -> !isPartOf(List.of(row), shown));
  }

  private boolean hasShares() {
    return config.aggregates().values().stream().anyMatch(how -> how.name().startsWith("pct sum"));
  }

  private boolean agreeOnRows(List<Object> theirs, List<Object> ours) {
    List<Object> changed = changed();
    if (!windows || !ours.containsAll(changed)) {
      return false;
    }
    List<Object> left = new ArrayList<>(ours);
    theirs.forEach(left::remove);
    return isPartOf(ours, theirs) || (isPartOf(theirs, ours) && changed.containsAll(left));
  }

  private static boolean isPartOf(List<Object> few, List<Object> many) {
    int at = 0;
    for (Object row : many) {
      if (at < few.size() && Difference.between(few.get(at), row).isEmpty()) {
        at++;
      }
    }
    return at == few.size();
  }
}
