package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States of runs of rows of which a long frame is put together: runs of 16, 256, 4096 … rows that
 * begin at multiples of their length in the partition, made when first asked for.
 *
 * <p>A frame takes the longest run that begins where the last one ended and does not reach beyond
 * it, so it is cut in the same way whatever else is evaluated with it, and costs the logarithm of
 * its length.
 */
final class SegmentTree {

  /*
   * A segment tree of fan-out 16 over the places of one partition, after Leis, Kundhikanjana,
   * Kemper and Neumann, "Efficient Processing of Window Functions in Analytical SQL Queries" (VLDB
   * 2015). Level k holds the states of runs of 16^k rows; the rows themselves are level 0 and are
   * read from the cells.
   *
   * Invariants: a run begins at a multiple of its length, counted from the start of the partition
   * and not from the first cell that is here; a run is a function of its rows alone, merged from
   * left to right out of 16 runs of the level below. A frame is covered from left to right by the
   * longest runs that fit. Together these make the result of a frame depend on its rows and place
   * only, so that a result computed in a later step, with other cells around it, has the same bits.
   *
   * Layout: one array of states per level, null until a run is first asked for; a level is made
   * when a frame reaches it. The tree lives for one evaluation of consecutive places and is thrown
   * away, so it is never updated.
   *
   * Cost for a frame of n rows: at most 15 single rows or runs per level at either end, O(16 log16
   * n) merges; making all runs of n rows takes n / 15 merges beside one pass over the rows. Nothing
   * is subtracted, hence no cancellation and no special treatment of infinities that leave the
   * frame.
   */

  private static final int RADIX = 16;

  private final Vector cells;
  private final double[] numbers;
  private final boolean sums;
  private final int first;
  private final List<@Nullable Running[]> levels = new ArrayList<>();

  /**
   * No runs yet.
   *
   * @param numbers the cells as numbers
   * @param sums whether sums are asked for, not moments
   * @param first place of the first cell in the partition
   */
  SegmentTree(Vector cells, double[] numbers, boolean sums, int first) {
    this.cells = cells;
    this.numbers = numbers;
    this.sums = sums;
    this.first = first;
  }

  /** Adds the rows at the places {@code [begin, end)} one by one. */
  void addRows(int begin, int end, Running state) {
    for (int i = begin - first; i < end - first; i++) {
      if (!cells.isNull(i)) {
        if (sums) {
          state.addToSum(numbers[i]);
        } else {
          state.addToMoments(numbers[i]);
        }
      }
    }
  }

  /** Adds the rows at the places {@code [begin, end)} run by run. */
  void addRuns(int begin, int end, Running state) {
    int at = begin;
    while (at < end) {
      int level = 0;
      long length = 1;
      while (at % (length * RADIX) == 0 && at + length * RADIX <= end) {
        length *= RADIX;
        level++;
      }
      if (level == 0) {
        addRows(at, at + 1, state);
      } else {
        merge(run(level, (int) length, at), state);
      }
      at += (int) length;
    }
  }

  private void merge(Running run, Running state) {
    if (sums) {
      state.mergeSum(run);
    } else {
      state.mergeMoments(run);
    }
  }

  private Running run(int level, int length, int at) {
    while (levels.size() < level) {
      int shorter = (int) Math.pow(RADIX, levels.size() + 1);
      levels.add(new @Nullable Running[cells.size() / shorter + 1]);
    }
    @Nullable Running[] runs = levels.get(level - 1);
    int index = at / length - (first + length - 1) / length;
    Running known = runs[index];
    if (known == null) {
      known = new Running();
      if (level == 1) {
        addRows(at, at + length, known);
      } else {
        for (int part = at; part < at + length; part += length / RADIX) {
          merge(run(level - 1, length / RADIX, part), known);
        }
      }
      runs[index] = known;
    }
    return known;
  }
}
