package dev.perspective4j.conformance;

import dev.perspective4j.conformance.LoadingScript.Step;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The differences of loading that {@code docs/compatibility.md} lists: defects of the reference. Each
 * is recognised in the smallest script that shows it, by what the script holds and by what both
 * servers say at the first difference.
 */
enum LoadingDifference {
  /** Some requests end the process of the reference. */
  REFERENCE_DIES("", "died", "alive"),

  // Numbers.
  UNSIGNED_64_BIT_NUMBERS_ARE_REFUSED(
      "18446744073709551615|9223372036854775808",
      ".*(found 6|Could not coerce).*",
      "null|Value .* is out of range .*|Expected bool, found 6"),
  INTEGERS_OUT_OF_RANGE_WRAP("", "null", "Value .* is out of range .*"),
  LONG_INTEGERS_ARE_CUT("\\d{10}", "INT32", "FLOAT64"),
  NARROW_STORAGES_TAKE_NO_JSON(
      "", "JSON field not yet implemented", "null|.*out of range.*|Cannot append.*|Expected.*"),
  NARROW_STORAGES_TAKE_NO_CSV("", "Error loading arrow type .* for column .*", "null|.*"),
  LONG_COLUMNS_TAKE_NO_FRACTIONS(
      "", "Cannot append value of type float to column .* of type integer .*", "null"),
  LONG_COLUMNS_ARE_CUT_TO_32_BITS("Format.CSV|CSV |INT64", "Exact.*|-?\\d+", "Exact.*|-?\\d+"),

  // Text where there should be a number or a date.
  TEXT_IN_FLOATS_IS_ZERO(
      "", "null", "Cannot append value of type string to column .* of type float .*"),
  TEXT_AFTER_FLOATS_IS_ZERO("", "FLOAT64", "STRING"),
  TEXT_IN_LONGS_IS_ZERO(
      "", "null", "Cannot append value of type string to column .* of type integer .*"),
  NAN_IN_INTEGERS_IS_ZERO("\"nan\"", "Exact\\[digits=0\\]|0|0\\.0", "null"),
  EMPTY_TEXT_IS_NO_NULL(
      "\"\"|,,|\n\n|\n,|,\n",
      "Could not coerce to (time|date)|Expected bool, found 5|0\\.0|0|Exact\\[digits=0\\]",
      "null"),
  DATES_WITH_OFFSETS_ARE_REFUSED("", "Could not coerce to date", "null"),
  ACCIDENTAL_DATES("", "DATE|DATETIME", "STRING"),
  ACCIDENTAL_DATES_IN_COLUMNS("", "null", "Could not coerce to (date|time)"),
  TIMES_IN_DATE_COLUMNS_ARE_LOST("", "DATE", "DATETIME"),
  YEARS_ARE_NOT_PADDED("", "\\d{1,3}-\\d\\d-\\d\\d", "0\\d{3}-\\d\\d-\\d\\d"),

  // Promotion.
  PROMOTED_NULLS_ARE_ZERO("", "0|0\\.0|Exact\\[digits=0\\]", "null"),
  PROMOTED_KEYS_BREAK("", "Mismatched dtypes for `psp_pkey`.*", "null"),

  // Nested values.
  STRINGIFY_REFUSES_OBJECTS("STRINGIFY.*", "Unknown JSON type", "null"),
  SCHEMA_TABLES_IGNORE_LIST_FLATTEN("OfSchema.*(STRINGIFY|CARTESIAN)", ".*", ".*"),

  UNKNOWN_LISTS_EXPAND(
      "UPDATE.*\\[\\[|REPLACE.*:\\[|UPDATE.*:\\[|kind=(LARGE_)?LIST",
      "\\d+\\.0|\\[.*",
      "\\d+\\.0|\\[.*"),
  ROWS_AFTER_LISTS_ARE_LOST("^(ROWS|NDJSON|COLUMNS) .*\\[", "\\[.*\\]", "\\[.*\\]"),
  STRINGIFY_UPDATES_REFUSE_OBJECTS(
      "STRINGIFY.*", "Expected .*, found 3|Could not coerce .*|Cannot coerce object.*", "null"),

  // Rows and keys.
  KEYS_OUTSIDE_FIRST_RECORDS_ARE_NONE("^(ROWS \\[|NDJSON )\\{\\}.*index=Optional\\[", ".*", ".*"),
  KEYS_OF_SEVERAL_KINDS_MIX(
      "index=Optional\\[", "-?\\d+(\\.\\d+)?|[^\\[{]*", "[^\\[{]*", LoadingDifference::hasOddKeys),
  LISTS_REPEAT_KEYS("index=Optional\\[", "null", "Cannot update a Table indexed on .*"),
  NULLS_OF_REPEATED_KEYS_ARE_DROPPED("index=Optional\\[", "[^\\[]*", "null"),
  CSV_IGNORES_LIMITS("^CSV .*limit=Optional\\[", "\\[.*|\\d.*", "\\[.*|null|\\d.*"),
  CSV_UPDATES_IGNORE_INDEX("data=CSV .*__INDEX__", ".*", ".*"),
  INDEX_OF_ROWS_IS_NO_KEY("index=Optional\\[.*__INDEX__", ".*", ".*"),
  INDEX_OF_ROWS_EVICTS("limit=Optional\\[.*__INDEX__", ".*", ".*"),
  NAN_KEYS_DIFFER("index=Optional\\[.*(nan|NaN)", ".*", ".*"),
  EXPANDED_YEARS_ARE_NO_DATES("\\+002020", "STRING", "DATE|DATETIME"),
  REPLACE_FORGETS_ROWS_FIRST("REPLACE", "\\[\\]", "\\[.+\\]"),

  // Dates far away.
  DATES_WRAP("\\d{13}", "\\d+", "\\d+"),
  FAR_TIMES_DO_NOT_PRINT("", "<value out of range: .*", "-?\\d+-.*"),

  // Arrow.
  HALF_FLOATS("HALF", "Could not load arrow column of type `halffloat`\n", ".*"),
  LARGE_LISTS_AS_TEXT(
      "LARGE_LIST.*STRINGIFY", "Could not load arrow column of type `large_list`\n", ".*"),
  EMPTY_LISTS_HAVE_NO_TYPE("LIST", "null", "Could not fill .*"),
  LISTS_OF_OTHER_TYPES_AS_TEXT("LIST.*STRINGIFY", "Given Unsupported type .*", ".*"),
  OF_SEVERAL_REASONS_ANOTHER("Arrow", "(Cannot|Could not) .*", "(Cannot|Could not) .*"),
  TIME64_IS_REFUSED_BY_CELL("TIME64", ".*", "Could not load Arrow column of type `time64.*"),
  UNKNOWN_ARROW_COLUMNS_MUST_BE_LOADABLE(
      "Arrow", "Could not load .*rrow column of type .*", "null"),

  // Whole requests.
  NDJSON_REPLACES_NOT("REPLACE, data=NDJSON", "TableReplaceReq malformed", ".*"),
  NDJSON_ENDS_AT_AN_EMPTY_RECORD("NDJSON \\{\\}", ".*", ".*"),
  UNKNOWN_CSV_COLUMNS_MUST_BE_TIMES("data=CSV ", "stoll: .*", "null"),
  TEXT_IN_CSV_TIMES("data=CSV ", "stoll: .*", "Invalid: In CSV column .*");

  private static final Pattern WHOLE = Pattern.compile("-?[1-9]\\d*");

  private final Predicate<LoadingScript> holds;
  private final Pattern script;
  private final Pattern reference;
  private final Pattern ours;

  LoadingDifference(String script, String reference, String ours) {
    this(script, reference, ours, _ -> true);
  }

  LoadingDifference(String script, String reference, String ours, Predicate<LoadingScript> holds) {
    this.holds = holds;
    this.script = Pattern.compile(script, Pattern.DOTALL);
    this.reference = Pattern.compile(reference, Pattern.DOTALL);
    this.ours = Pattern.compile(ours, Pattern.DOTALL);
  }

  /** The documented difference that this is; null if it is a new one. */
  static @Nullable LoadingDifference of(LoadingScript script, LoadingComparison.Found found) {
    for (LoadingDifference difference : values()) {
      if (difference.script.matcher(script.toString()).find()
          && difference.reference.matcher(String.valueOf(found.reference())).matches()
          && difference.holds.test(script)
          && difference.ours.matcher(String.valueOf(found.ours())).matches()) {
        return difference;
      }
    }
    return null;
  }

  /** Whether keys are null, zero or empty, or some look like numbers and others do not. */
  private static boolean hasOddKeys(LoadingScript script) {
    String index = script.options().index().orElse("");
    return Stream.concat(Stream.of(script.made()), script.steps().stream().map(Step::data))
        .anyMatch(data -> hasOddKeys(data, index));
  }

  private static boolean hasOddKeys(Payload data, String index) {
    return switch (data) {
      case Payload.Text text -> {
        int key = text.names().indexOf(index);
        List<Boolean> whole =
            text.rows().stream()
                .map(row -> key < 0 ? null : row.get(key))
                .map(cell -> cell != null && WHOLE.matcher(cell).matches())
                .distinct()
                .toList();
        boolean odd =
            key < 0
                || text.rows().stream()
                    .map(row -> row.get(key))
                    .anyMatch(
                        cell -> cell == null || List.of("null", "0", "\"\"", "").contains(cell));
        yield odd || whole.size() > 1;
      }
      case Payload.Arrow arrow ->
          arrow.batches().stream().flatMap(List::stream).anyMatch(row -> row.contains(null));
      case Payload.Raw _, Payload.OfSchema _ -> false;
    };
  }
}
