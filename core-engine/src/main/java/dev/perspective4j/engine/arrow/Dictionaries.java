package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of an input as they are at the batch being read: a stream may add to them or
 * replace them between batches.
 */
final class Dictionaries {

  private final boolean shared;
  private final Map<Long, State> byId = new HashMap<>();

  /** Values of one dictionary: its first batch and what deltas added. */
  private static final class State {
    private final List<Vector> parts = new ArrayList<>();
    private final Map<Strings, Vector> recoded = new HashMap<>();
    private @Nullable Vector joined;
  }

  /**
   * No dictionaries yet.
   *
   * @param shared whether columns may have the strings of a dictionary as they are, rather than
   *     copies of their own
   */
  Dictionaries(boolean shared) {
    this.shared = shared;
  }

  /** Takes in a dictionary batch. */
  void put(long id, boolean delta, Vector values) {
    State state = byId.get(id);
    if (state == null || !delta) {
      state = new State();
      byId.put(id, state);
    }
    state.parts.add(values);
    state.recoded.clear();
    state.joined = null;
  }

  /** The values of a dictionary, strings as codes of the column they go to. */
  Vector entries(long id, Strings strings) {
    State state = byId.get(id);
    if (state == null) {
      throw invalid("Dictionary with id " + id + " not found");
    }
    if (state.parts.getFirst().physicalType().lane() == Lane.CODE) {
      return state.recoded.computeIfAbsent(strings, to -> recode(state.parts, to));
    }
    Vector joined = state.joined;
    if (joined == null) {
      joined = join(state.parts);
      state.joined = joined;
    }
    return joined;
  }

  private Vector recode(List<Vector> parts, Strings to) {
    if (parts.size() == 1 && (shared || parts.getFirst().dictionary() == to.dictionary())) {
      return parts.getFirst();
    }
    Vector entries = new Vector(parts.getFirst().physicalType(), to.dictionary(), size(parts));
    byte[] scratch = new byte[64];
    for (Vector part : parts) {
      StringDictionary from = part.dictionary();
      for (int i = 0; i < part.size(); i++) {
        if (part.isNull(i)) {
          entries.addNull();
          continue;
        }
        int code = part.codes()[i];
        if (from == to.dictionary()) {
          entries.addCode(code);
          continue;
        }
        int length = from.length(code);
        if (length > scratch.length) {
          scratch = new byte[Math.max(length, 2 * scratch.length)];
        }
        from.copyTo(code, scratch, 0);
        entries.addCode(to.intern(scratch, 0, length));
      }
    }
    return entries;
  }

  private static Vector join(List<Vector> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    Vector joined = new Vector(parts.getFirst().physicalType(), null, size(parts));
    for (Vector part : parts) {
      for (int i = 0; i < part.size(); i++) {
        joined.add(part, i);
      }
    }
    return joined;
  }

  private static int size(List<Vector> parts) {
    long size = 0;
    for (Vector part : parts) {
      size += part.size();
    }
    if (size > Integer.MAX_VALUE - 64) {
      throw invalid("Dictionary has too many entries");
    }
    return (int) size;
  }
}
