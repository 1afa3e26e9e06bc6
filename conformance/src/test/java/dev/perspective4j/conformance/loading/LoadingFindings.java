package dev.perspective4j.conformance.loading;

import dev.perspective4j.conformance.compare.Difference;
import dev.perspective4j.conformance.loading.LoadingComparison.Found;
import dev.perspective4j.conformance.loading.LoadingComparison.Part;
import dev.perspective4j.conformance.loading.LoadingSession.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where two answers differ, each place once: the Arrow of a view shows types and values of all
 * columns, so the other formats are looked at only where those agree, and cells only where types do.
 */
final class LoadingFindings {

  private static final Pattern ARROW =
      Pattern.compile("/arrow/view_to_arrow_resp/arrow/(\\d+)/(\\d)(/\\d+)?");
  private static final Pattern COLUMN = Pattern.compile("column ([`\"])(.*?)\\1(?=\\W|$)");
  private static final Pattern PRINTED = Pattern.compile("/(csv|rows)/.*/\\d+.*");

  private LoadingFindings() {}

  /** The places, the first ones of the Arrow first. */
  static List<Found> between(int at, Answer reference, Answer ours) {
    if (!Objects.equals(reference.error(), ours.error())) {
      return List.of(
          new Found(
              at,
              Part.ERROR,
              false,
              "",
              column(ours.error(), reference.error()),
              reference.error(),
              ours.error()));
    }
    boolean refused = ours.error() != null;
    List<Difference> all = Difference.between(reference.state(), ours.state());
    List<Found> arrow = new ArrayList<>();
    List<Found> others = new ArrayList<>();
    Set<String> types = new HashSet<>();
    for (Difference difference : all) {
      Matcher where = ARROW.matcher(difference.path());
      if (!where.matches()) {
        Part part = PRINTED.matcher(difference.path()).matches() ? Part.PRINT : Part.OTHER;
        others.add(found(at, part, refused, null, difference));
        continue;
      }
      String name = name(ours.state(), Integer.parseInt(where.group(1)));
      Part part =
          switch (where.group(2)) {
            case "1" -> Part.TYPE;
            case "2" -> where.group(3) == null ? Part.ROWS : Part.CELL;
            default -> Part.OTHER;
          };
      if (part == Part.TYPE) {
        types.add(name);
      }
      if (part == Part.TYPE || !types.contains(name)) {
        arrow.add(found(at, part, refused, name, difference));
      }
    }
    return arrow.isEmpty() ? others : arrow;
  }

  private static Found found(
      int at, Part part, boolean refused, @Nullable String column, Difference difference) {
    return new Found(
        at, part, refused, difference.path(), column, difference.reference(), difference.ours());
  }

  private static @Nullable String column(@Nullable String ours, @Nullable String reference) {
    Matcher named = COLUMN.matcher(ours + " " + reference);
    return named.find() ? named.group(2) : null;
  }

  private static String name(Map<String, @Nullable Object> state, int position) {
    return state.get("arrow") instanceof Map<?, ?> answer
            && answer.get("view_to_arrow_resp") instanceof Map<?, ?> body
            && body.get("arrow") instanceof List<?> fields
            && position < fields.size()
            && fields.get(position) instanceof List<?> field
        ? String.valueOf(field.getFirst())
        : "";
  }
}
