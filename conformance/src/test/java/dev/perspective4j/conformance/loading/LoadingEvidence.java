package dev.perspective4j.conformance.loading;

import dev.perspective4j.conformance.generate.ArrowBytes;
import dev.perspective4j.conformance.generate.ArrowKind;
import dev.perspective4j.conformance.loading.LoadingComparison.Found;
import dev.perspective4j.conformance.loading.LoadingScript.Step;
import dev.perspective4j.conformance.loading.LoadingScript.Verb;
import dev.perspective4j.wire.proto.ListFlatten;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A difference beside the script that showed it, and what can be asked of the two.
 *
 * @param script what was played
 * @param found where the two servers differ first
 * @param ofView the options of a table that is made of a view; those of the script are then of the
 *     table behind the view
 */
record LoadingEvidence(LoadingScript script, Found found, Optional<LoadingScript.Options> ofView) {

  private static final Pattern INTEGER = Pattern.compile("-?\\d+");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern NUMERIC_TEXT =
      Pattern.compile(
          "\\s*[-+]?((\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|0[xX][0-9a-fA-F]+|inf(inity)?|nan)",
          Pattern.CASE_INSENSITIVE);

  /**
   * With texts that are not broken taken apart, and a table made of a view looked at as one made of
   * the rows behind it.
   */
  static LoadingEvidence of(LoadingScript script, Found found) {
    List<Step> steps =
        script.steps().stream()
            .map(step -> new Step(step.verb(), readable(step.data()), step.port()))
            .toList();
    return script.made() instanceof Payload.OfView(Payload.Text rows, LoadingScript.Options source)
        ? new LoadingEvidence(
            new LoadingScript(rows, source, steps), found, Optional.of(script.options()))
        : new LoadingEvidence(
            new LoadingScript(readable(script.made()), script.options(), steps),
            found,
            Optional.empty());
  }

  private static Payload readable(Payload data) {
    return data instanceof Payload.Raw raw ? ReadableText.of(raw) : data;
  }

  /** Whether a table is made of a view of one that has rows, but no columns. */
  boolean isColumnlessView() {
    return creating()
        && ofView.isPresent()
        && data() instanceof Payload.Text text
        && text.names().stream().noneMatch(name -> has(name, cell -> !cell.equals(MISSING)));
  }

  /** Whether a table is made of a view with an index or a limit. */
  boolean isKeyedView() {
    return creating()
        && ofView
            .filter(options -> options.index().isPresent() || options.limit().isPresent())
            .isPresent();
  }

  /** What the reference said. */
  String reference() {
    return String.valueOf(found.reference());
  }

  /** What we said. */
  String ours() {
    return String.valueOf(found.ours());
  }

  /** Whether we refuse with such a text; the reference does not, or for another reason. */
  boolean weRefuse(String regex) {
    return found.inErrors() && found.ours() != null && ours().matches("(?s)" + regex);
  }

  /** Whether the reference refuses with such a text; we do not, or for another reason. */
  boolean referenceRefuses(String regex) {
    return found.inErrors() && found.reference() != null && reference().matches("(?s)" + regex);
  }

  /** Whether both refuse, the reference with such a text. */
  boolean bothRefuse(String regex) {
    return found.inErrors()
        && found.reference() != null
        && found.ours() != null
        && reference().matches("(?s)" + regex);
  }

  /** Whether the types of a new column differ so. */
  boolean types(String reference, String ours) {
    return creating()
        && found.part() == LoadingComparison.Part.TYPE
        && reference().matches(reference)
        && ours().matches(ours);
  }

  /** Whether a cell differs so. */
  boolean cells(String reference, String ours) {
    return found.part() == LoadingComparison.Part.CELL
        && reference().matches("(?s)" + reference)
        && ours().matches("(?s)" + ours);
  }

  /** Whether the numbers of rows differ. */
  boolean rowCounts() {
    return surplus() != 0;
  }

  /** How many rows more the reference has. */
  int surplus() {
    if (found.part() == LoadingComparison.Part.ROWS
        && found.reference() instanceof List<?> a
        && found.ours() instanceof List<?> b) {
      return a.size() - b.size();
    }
    // Of tables without columns only the size is seen; none is sent as nothing.
    return found.path().startsWith("/size/") ? size(found.reference()) - size(found.ours()) : 0;
  }

  private static int size(@Nullable Object answer) {
    return answer instanceof Double size ? size.intValue() : 0;
  }

  boolean creating() {
    return found.at() == 0;
  }

  boolean doing(Verb verb) {
    return !creating() && script.steps().get(found.at() - 1).verb() == verb;
  }

  /** The data of the request at which they differ. */
  Payload data() {
    return creating() ? script.made() : script.steps().get(found.at() - 1).data();
  }

  boolean isFormat(Payload.Format... formats) {
    return switch (data()) {
      case Payload.Text text -> List.of(formats).contains(text.format());
      case Payload.Raw raw -> List.of(formats).contains(raw.format());
      case Payload.Arrow _, Payload.OfSchema _, Payload.OfView _ -> false;
    };
  }

  boolean isJson() {
    return isFormat(Payload.Format.ROWS, Payload.Format.COLUMNS, Payload.Format.NDJSON);
  }

  boolean isCsv() {
    return isFormat(Payload.Format.CSV);
  }

  boolean isArrow() {
    return data() instanceof Payload.Arrow;
  }

  boolean flattens(ListFlatten lists) {
    return script.options().lists() == lists;
  }

  String index() {
    return script.options().index().orElse("");
  }

  boolean isIndexed() {
    return script.options().index().isPresent();
  }

  boolean isLimited() {
    return script.options().limit().isPresent();
  }

  /** The column at fault: of the cells, or the one an error names; empty if none is known. */
  String column() {
    return Objects.requireNonNullElse(found.column(), "");
  }

  /** Whether the data at which they differ has such a literal in some column, or in one of the name. */
  boolean has(String column, Predicate<String> literal) {
    return literals(data(), column).anyMatch(literal);
  }

  /** The same, in any column. */
  boolean hasAnywhere(Predicate<String> literal) {
    return literals(data(), "").anyMatch(literal);
  }

  /** Whether the data up to there has such a literal in the column. */
  boolean hadSoFar(String column, Predicate<String> literal) {
    return Stream.concat(
            Stream.of(script.made()), script.steps().stream().limit(found.at()).map(Step::data))
        .anyMatch(data -> literals(data, column).anyMatch(literal));
  }

  /** How many such literals the data up to there has in the column. */
  long countSoFar(String column, Predicate<String> literal) {
    return Stream.concat(
            Stream.of(script.made()), script.steps().stream().limit(found.at()).map(Step::data))
        .flatMap(data -> literals(data, column))
        .filter(literal)
        .count();
  }

  /** Whether a request up to there has a column of that name. */
  boolean namedSoFar(String column) {
    return Stream.concat(
            Stream.of(script.made()), script.steps().stream().limit(found.at()).map(Step::data))
        .anyMatch(data -> names(data, column));
  }

  /** The literals of a column (of all columns for ""); a member of an object counts as its object. */
  private static Stream<String> literals(Payload data, String column) {
    return switch (data) {
      case Payload.Text text -> {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < text.names().size(); i++) {
          String name = text.names().get(i);
          if (column.isEmpty() || name.equals(column) || column.startsWith(name + ".")) {
            for (List<@Nullable String> row : text.rows()) {
              String cell = row.get(i);
              cells.add(cell == null ? MISSING : cell);
            }
          }
        }
        yield cells.stream();
      }
      case Payload.Raw raw -> Stream.of(raw.text().replaceAll("^\\[|]$", "").split(",(?=[^ ])"));
      case Payload.Arrow arrow -> {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < arrow.fields().size(); i++) {
          String name = arrow.fields().get(i).name();
          if (column.isEmpty() || name.equals(column) || column.startsWith(name + ".")) {
            int position = i;
            arrow.batches().stream()
                .flatMap(List::stream)
                .forEach(row -> cells.add(literal(row.get(position))));
          }
        }
        yield cells.stream();
      }
      case Payload.OfSchema _ -> Stream.of();
      case Payload.OfView view -> literals(view.rows(), column);
    };
  }

  private static String literal(@Nullable Object value) {
    return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }

  /** Stands for a cell that is not there. */
  static final String MISSING = "<missing>";

  /** Whether the request has a column of that name. */
  boolean names(String column) {
    return names(data(), column);
  }

  private static boolean names(Payload data, String column) {
    return switch (data) {
      case Payload.Text text -> text.names().contains(column);
      case Payload.Arrow arrow ->
          arrow.fields().stream().anyMatch(field -> field.name().equals(column));
      case Payload.Raw _, Payload.OfSchema _, Payload.OfView _ -> false;
    };
  }

  /** Whether the request names a column twice. */
  boolean hasRepeatedNames() {
    return switch (data()) {
      case Payload.Text text -> new HashSet<>(text.names()).size() < text.names().size();
      case Payload.Raw _, Payload.Arrow _, Payload.OfSchema _, Payload.OfView _ -> false;
    };
  }

  /** Whether the table has been made of a schema in which a column has no name. */
  boolean hasEmptyName() {
    return switch (script.made()) {
      case Payload.OfSchema schema -> schema.names().contains("");
      case Payload.Raw _, Payload.Text _, Payload.Arrow _, Payload.OfView _ -> false;
    };
  }

  /** Number of rows of the request at which they differ, before lists are expanded. */
  int rows() {
    return switch (data()) {
      case Payload.Text text -> text.rows().size();
      case Payload.Arrow arrow -> arrow.batches().stream().mapToInt(List::size).sum();
      case Payload.Raw raw -> (int) raw.text().lines().count() - 1;
      case Payload.OfSchema _, Payload.OfView _ -> 0;
    };
  }

  // ---- kinds of columns

  /** Whether a column of the table, or some column, was made as one of these kinds of Arrow. */
  boolean isMade(String column, Set<ArrowKind> kinds) {
    return script.made() instanceof Payload.Arrow arrow && leaf(arrow.fields(), "", column, kinds);
  }

  /** Whether the request has Arrow fields of these kinds, in any depth. */
  boolean brings(Set<ArrowKind> kinds) {
    return data() instanceof Payload.Arrow arrow && leaf(arrow.fields(), "", "", kinds);
  }

  /** The same, in a column of the name. */
  boolean brings(String column, Set<ArrowKind> kinds) {
    return data() instanceof Payload.Arrow arrow && leaf(arrow.fields(), "", column, kinds);
  }

  private static boolean leaf(
      List<ArrowBytes.Field> fields, String prefix, String column, Set<ArrowKind> kinds) {
    return fields.stream()
        .anyMatch(
            field -> {
              String name = prefix + field.name();
              boolean list = field.kind().isList();
              boolean here = column.isEmpty() || column.equals(name);
              return (here && kinds.contains(field.kind()))
                  || leafOfList(field, here, kinds)
                  || leaf(field.children(), list ? prefix : name + ".", column, kinds)
                  || (list && !field.children().isEmpty() && inList(field, name, column, kinds));
            });
  }

  private static boolean leafOfList(ArrowBytes.Field field, boolean here, Set<ArrowKind> kinds) {
    return here
        && field.kind().isList()
        && field.children().stream()
            .anyMatch(item -> kinds.contains(item.kind()) || leafOfList(item, true, kinds));
  }

  private static boolean inList(
      ArrowBytes.Field list, String name, String column, Set<ArrowKind> kinds) {
    ArrowBytes.Field item = list.children().getFirst();
    return item.kind() == ArrowKind.STRUCT
        ? leaf(item.children(), name + ".", column, kinds)
        : item.kind().isList() && inList(item, name, column, kinds);
  }

  /** Whether a list is among the data at which they differ. */
  boolean hasLists() {
    return brings(Set.of(ArrowKind.LIST, ArrowKind.LARGE_LIST))
        || (isJson() && hasAnywhere(cell -> cell.startsWith("[") || cell.contains(":[")));
  }

  /** Whether the request has an Arrow field of the name that holds lists in its lists. */
  boolean isListOfLists(String column) {
    return data() instanceof Payload.Arrow arrow
        && arrow.fields().stream()
            .anyMatch(
                field ->
                    field.name().equals(column)
                        && field.kind().isList()
                        && field.children().getFirst().kind().isList());
  }

  /** Whether a column has 64-bit integers: from Arrow, or from CSV. */
  boolean isLong(String column) {
    return isMade(column, Set.of(ArrowKind.INT64))
        || (script.made() instanceof Payload.Text text && text.format() == Payload.Format.CSV)
        || (script.made() instanceof Payload.Raw raw && raw.format() == Payload.Format.CSV);
  }

  // ---- literals

  static boolean isText(String literal) {
    return literal.startsWith("\"");
  }

  static String text(String literal) {
    return isText(literal) && literal.length() > 1
        ? literal.substring(1, literal.length() - 1)
        : literal;
  }

  static boolean isInteger(String literal) {
    return INTEGER.matcher(literal).matches();
  }

  static boolean isNumericText(String text) {
    return NUMERIC_TEXT.matcher(text).matches();
  }

  /** Whether it is a number, quoted or not, beyond some bits. */
  static boolean exceeds(String literal, int bits) {
    String digits = text(literal).strip().replaceFirst("^\\+", "");
    if (!NUMBER.matcher(digits).matches()) {
      return false;
    }
    BigDecimal most = BigDecimal.TWO.pow(bits - 1);
    BigDecimal value = new BigDecimal(digits);
    return value.compareTo(most) >= 0 || value.compareTo(most.negate()) < 0;
  }
}
