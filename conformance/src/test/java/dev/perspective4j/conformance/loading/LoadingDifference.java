package dev.perspective4j.conformance.loading;

import static dev.perspective4j.conformance.generate.ArrowKind.*;
import static dev.perspective4j.conformance.loading.LoadingEvidence.MISSING;
import static dev.perspective4j.conformance.loading.LoadingEvidence.exceeds;
import static dev.perspective4j.conformance.loading.LoadingEvidence.isInteger;
import static dev.perspective4j.conformance.loading.LoadingEvidence.isNumericText;
import static dev.perspective4j.conformance.loading.LoadingEvidence.isText;
import static dev.perspective4j.conformance.loading.LoadingEvidence.text;
import static dev.perspective4j.conformance.loading.PlainDates.isPlain;
import static dev.perspective4j.wire.proto.ListFlatten.LIST_FLATTEN_CARTESIAN;
import static dev.perspective4j.wire.proto.ListFlatten.LIST_FLATTEN_STRINGIFY;
import static dev.perspective4j.wire.proto.ListFlatten.LIST_FLATTEN_ZIP;

import dev.perspective4j.conformance.loading.LoadingComparison.Found;
import dev.perspective4j.conformance.loading.LoadingComparison.Part;
import dev.perspective4j.conformance.loading.LoadingScript.Verb;
import dev.perspective4j.conformance.loading.Payload.Format;
import dev.perspective4j.engine.load.Batch;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The differences of loading that {@code docs/compatibility.md} lists: defects of the reference. Each
 * is recognised by what the request holds (types, values and options of the column in question) and by
 * what both servers say there. An error of ours that is none of {@link LoadingErrors} is never one of
 * these.
 */
enum LoadingDifference {
  /** Some requests end the process of the reference. */
  REFERENCE_DIES(seen -> seen.reference().equals("died")),

  // Numbers.
  UNSIGNED_64_BIT_NUMBERS_ARE_REFUSED(
      seen ->
          (seen.referenceRefuses(".*found 6|Could not coerce (6 to a (string|time)\\.?|to date)")
                  || (seen.weRefuse("Could not coerce to date|.*out of range.*|Cannot append.*")
                      && seen.reference().startsWith("Could not coerce")))
              && seen.isJson()
              && seen.hasAnywhere(
                  cell -> isInteger(cell) && !cell.startsWith("-") && exceeds(cell, 64))),
  INTEGERS_OUT_OF_RANGE_WRAP(
      seen ->
          (seen.weRefuse("Value .* is out of range for column .*")
                  && (seen.isArrow()
                      || isNarrow(seen)
                      || seen.hasAnywhere(cell -> exceeds(cell, 32))))
              || (seen.weRefuse("Cannot append .* of type integer .*")
                  && seen.hasAnywhere("\"inf\""::equals))),
  DECIMALS_IN_INTEGERS_ARE_GARBAGE(
      seen ->
          !seen.creating()
              && (seen.found().part() == Part.CELL
                      && seen.brings(seen.column(), EnumSet.of(DECIMAL))
                  || seen.rowCounts()
                      && seen.isIndexed()
                      && seen.brings(seen.index(), EnumSet.of(DECIMAL)))),
  LONG_INTEGERS_ARE_CUT(
      seen ->
          (seen.types("INT32", "FLOAT64")
                      || (seen.creating()
                          && seen.found().part() == Part.CELL
                          && (isEdge(seen.reference()) || isSameNumber(seen))))
                  && seen.isJson()
                  && seen.has(seen.column(), cell -> inner(cell, 32))
              || seen.creating()
                  && seen.isJson()
                  && seen.bothRefuse("Expected int, found .*")
                  && seen.hasAnywhere(cell -> inner(cell, 32))),
  NARROW_STORAGES_TAKE_NO_JSON(
      seen ->
          seen.found().inErrors()
              && seen.reference().equals("JSON field not yet implemented")
              && !seen.creating()
              && seen.isJson()
              && isNarrow(seen)),
  NARROW_STORAGES_TAKE_NO_CSV(
      seen ->
          seen.found().inErrors()
              && seen.reference().startsWith("Error loading arrow type ")
              && !seen.creating()
              && seen.isCsv()
              && seen.isMade("", EnumSet.of(INT8, INT16, UINT8, UINT16))),
  LONG_COLUMNS_TAKE_NO_FRACTIONS(
      seen ->
          seen.found().inErrors()
              && seen.reference().startsWith("Cannot append value of type float to column ")
              && seen.isLong(seen.column())
              && seen.has(
                  seen.column(), cell -> !isText(cell) && (!isInteger(cell) || exceeds(cell, 64)))),
  LONG_COLUMNS_ARE_CUT_TO_32_BITS(
      seen ->
          !seen.creating()
              && seen.cells("-?\\d+", "-?\\d+")
              && seen.isLong(seen.column())
              && exceeds(seen.ours(), 32)
              && new BigInteger(seen.ours()).intValue()
                  == new BigInteger(seen.reference()).longValue()),
  FRACTIONS_OF_FAR_CSV_TIMES_OVERFLOW(
      seen ->
          seen.found().part() == Part.CELL
              && seen.isCsv()
              && (seen.has(seen.column(), LoadingDifference::isFarFraction)
                  || seen.has(seen.index(), LoadingDifference::isFarFraction))),

  // Text where there should be a number or a date.
  TEXT_IN_FLOATS_IS_ZERO(
      seen ->
          seen.weRefuse("Cannot append value of type string to column .* of type float .*")
              && seen.has(seen.column(), LoadingDifference::isNoNumber)),
  TEXT_AFTER_FLOATS_IS_ZERO(
      seen ->
          seen.isJson()
              && (seen.types("FLOAT64", "STRING")
                      && seen.has(seen.column(), LoadingDifference::isNoNumber)
                  || seen.creating()
                      && seen.referenceRefuses("Expected double, found [1-4]")
                      && seen.found().ours() == null
                      && seen.hasAnywhere(LoadingDifference::isNoNumber))),
  TEXT_IN_LONGS_IS_ZERO(
      seen ->
          (seen.weRefuse("Cannot append value of type string to column .* of type integer .*")
                      && seen.has(seen.column(), LoadingDifference::isNoNumber)
                  || seen.cells("-?\\d+", "-?\\d+")
                      && seen.has(seen.column(), cell -> isText(cell) && !isInteger(text(cell))))
              && seen.isJson()
              && seen.isLong(seen.column())),
  NAN_IN_INTEGERS_IS_ZERO(
      seen ->
          seen.cells("0", "null")
              && (seen.has(seen.column(), "\"nan\""::equals)
                  || seen.brings(seen.column(), EnumSet.of(HALF, FLOAT, DOUBLE)))),
  EMPTY_TEXT_IS_NO_NULL(
      seen ->
          (seen.referenceRefuses("Could not coerce to (time|date)|Expected bool, found 5")
                  && seen.isJson()
                  && seen.hasAnywhere("\"\""::equals))
              || (seen.cells("0(\\.0)?", "null") && seen.has(seen.column(), "\"\""::equals))),
  DATES_WITH_OFFSETS_ARE_REFUSED(
      seen ->
          seen.referenceRefuses("Could not coerce to date")
              && seen.isJson()
              && seen.hasAnywhere(PlainDates::isStrictOnly)),
  ACCIDENTAL_DATES(
      seen ->
          (seen.types("DATE|DATETIME", "STRING")
                  || (seen.creating()
                      && seen.isJson()
                      && seen.referenceRefuses("Could not coerce (\\d )?to (date|a time\\.|time)")))
              && seen.has(
                  seen.column(), cell -> (isText(cell) || seen.isCsv()) && !isPlain(text(cell)))),
  ACCIDENTAL_DATES_IN_COLUMNS(
      seen ->
          seen.weRefuse("Could not coerce to (date|time)")
                  && seen.hasAnywhere(cell -> isText(cell) && !isPlain(text(cell)))
              || seen.isCsv()
                  && (seen.found().reference() == null
                      || seen.referenceRefuses(
                          LoadingDifference.UNREADABLE_CSV_DATE)) // a later one
                  && seen.weRefuse(LoadingDifference.UNREADABLE_CSV_DATE)
                  && seen.hasAnywhere(cell -> cell.matches("\"?\\d.*") && !isPlain(text(cell)))),
  TIMES_IN_DATE_COLUMNS_ARE_LOST(
      seen ->
          seen.isJson()
              && (seen.types("DATE", "DATETIME")
                      && seen.has(
                          seen.column(),
                          cell -> cell.contains(":") || cell.contains("T") || isInteger(cell))
                  || seen.creating()
                      && (seen.rowCounts() || seen.found().part() == Part.CELL)
                      && seen.has(seen.index(), cell -> isText(cell) && cell.contains(":"))
                      && seen.isIndexed())),
  EXPANDED_YEARS_ARE_NO_DATES(
      seen ->
          (seen.types("STRING", "DATE|DATETIME")
                  && seen.has(seen.column(), LoadingDifference::isExpandedYear)
              || (seen.referenceRefuses("Could not coerce to (date|time)")
                      || seen.referenceRefuses("Invalid: In CSV column .* value '[-+]\\d{6}-.*")
                      || seen.creating() && seen.isJson() && seen.weRefuse("Could not coerce .*"))
                  && seen.hasAnywhere(LoadingDifference::isExpandedYear))),
  YEARS_ARE_NOT_PADDED(
      seen ->
          seen.found().part() == Part.PRINT
              && seen.ours().matches("\\d{4}-.*")
              && seen.reference().matches("\\d{1,3}-.*")
              && seen.ours().endsWith(seen.reference())),
  DATES_WRAP(
      seen ->
          seen.cells("-?\\d+", "-?\\d+")
              && !exceeds(seen.ours(), 64)
              && Math.abs(Long.parseLong(seen.ours())) > 23_000_000),
  FAR_TIMES_DO_NOT_PRINT(
      seen -> seen.found().part() == Part.PRINT && seen.ours().matches("-\\d+-.*|\\d{5,}-.*")),

  // Promotion.
  PROMOTED_NULLS_ARE_ZERO(
      seen ->
          seen.creating()
              && seen.cells("0(\\.0)?", "null")
              && seen.isJson()
              && seen.has(seen.column(), LoadingDifference::isAbsent)
              && isMixed(seen)),
  PROMOTED_KEYS_BREAK(
      seen ->
          seen.isIndexed()
              && (seen.referenceRefuses("Mismatched dtypes for `psp_pkey`.*")
                  || (seen.creating()
                      && seen.referenceRefuses("Expected (int|double), found [1-4]"))
                  || (seen.creating() && seen.isJson() && !seen.found().inErrors()))
              && isGrown(seen)),
  // Nested values.
  STRINGIFY_REFUSES_OBJECTS(
      seen ->
          seen.found().inErrors()
              && seen.creating()
              && seen.flattens(LIST_FLATTEN_STRINGIFY)
              && seen.reference()
                  .matches(
                      "Unknown JSON type|Cannot coerce object to string|.* (found )?3( to .*)?"
                          + "|Could not coerce to date")
              && seen.hasAnywhere(cell -> cell.startsWith("{"))),
  STRINGIFY_UPDATES_REFUSE_OBJECTS(
      seen ->
          !seen.creating()
              && seen.flattens(LIST_FLATTEN_STRINGIFY)
              && seen.isJson()
              && (seen.referenceRefuses(
                      "Expected .*, found 3|Could not coerce .*|Cannot coerce object.*")
                  || seen.cells("null", ".*"))
              && seen.hasAnywhere(cell -> cell.startsWith("{"))),
  SCHEMA_TABLES_IGNORE_LIST_FLATTEN(
      seen ->
          seen.script().made() instanceof Payload.OfSchema
              && !seen.flattens(LIST_FLATTEN_ZIP)
              && !seen.creating()
              && seen.hasLists()),
  UNKNOWN_LISTS_EXPAND(
      seen ->
          !seen.creating()
              && seen.hasLists()
              && ((seen.rowCounts() && seen.surplus() > 0)
                  || (seen.isLimited() && seen.found().part() == Part.CELL)
                  || seen.referenceRefuses("Cannot zip .*|Cannot update a Table indexed on .*"))),
  ROWS_AFTER_LISTS_ARE_LOST(
      seen -> seen.rowCounts() && seen.surplus() < 0 && seen.isJson() && seen.hasLists()),
  NUMBERS_BESIDE_LISTS_KEEP_THEIR_TEXT(
      seen ->
          seen.creating()
              && seen.isJson()
              && seen.hasLists()
              && seen.found().part() == Part.CELL
              && isInteger(seen.ours())
              && bare(seen.reference()).equals(seen.ours())),
  ARROW_LISTS_AS_TEXT_ARE_DAMAGED(
      seen ->
          seen.isArrow()
              && seen.flattens(LIST_FLATTEN_STRINGIFY)
              && seen.found().part() == Part.CELL
              && seen.brings(seen.column(), EnumSet.of(LIST))),
  CELLS_AFTER_LISTS_ARE_LOST(
      seen ->
          seen.isFormat(Format.ROWS, Format.NDJSON)
              && seen.found().part() == Part.CELL
              && seen.hasLists()
              && seen.rows() > 1),

  // Rows and keys.
  KEYS_OUTSIDE_FIRST_RECORDS_ARE_NONE(
      seen ->
          seen.isIndexed()
                  && seen.script().made() instanceof Payload.Text text
                  && (text.format() == Format.ROWS || text.format() == Format.NDJSON)
                  && text.names().contains(seen.index())
                  && !text.rows().isEmpty()
                  && isNoCell(text.rows().getFirst().get(text.names().indexOf(seen.index())))
                  && (!seen.found().inErrors()
                      || seen.weRefuse("Unsupported type `bool` .*")
                      || seen.weRefuse(
                          "Cannot create a Table indexed on .* from an expanded array.*")
                      || seen.referenceRefuses("Mismatched dtypes for `psp_pkey`.*"))
              || seen.creating()
                  && seen.isIndexed()
                  && seen.referenceRefuses("Could not get dtype for column .*")
                  && seen.has(seen.index(), cell -> cell.startsWith("{"))),
  KEYS_OF_SEVERAL_KINDS_MIX(
      seen ->
          seen.isIndexed()
              && !seen.found().inErrors()
              && seen.hadSoFar(seen.index(), LoadingDifference::isAbsent)
              && (seen.countSoFar(seen.index(), LoadingDifference::isAbsent) > 1
                  || seen.rows() > 2
                  || seen.hadSoFar(seen.index(), LoadingDifference::isZero))),
  LISTS_REPEAT_KEYS(
      seen ->
          seen.isIndexed()
              && (!seen.creating()
                      && seen.weRefuse("Cannot update a Table indexed on .*")
                      && seen.hasLists()
                  || seen.creating()
                      && seen.flattens(LIST_FLATTEN_CARTESIAN)
                      && seen.weRefuse("Cannot create a Table indexed on .*")
                      && seen.isListOfLists(seen.index()))),
  CSV_IGNORES_LIMITS(
      seen ->
          seen.creating()
              && seen.isCsv()
              && seen.rowCounts()
              && seen.surplus() > 0
              && seen.rows() > seen.script().options().limit().orElse(Integer.MAX_VALUE)),
  CSV_UPDATES_IGNORE_INDEX(seen -> !seen.creating() && numberedByCsv(seen)),
  INDEX_OF_ROWS_IS_NO_KEY(
      seen ->
          seen.isIndexed()
              && !seen.creating()
              && seen.names(Batch.INDEX)
              && (seen.rowCounts()
                  || seen.column().equals(seen.index())
                  || (seen.names(seen.index())
                      && (seen.found().part() == Part.CELL || seen.found().part() == Part.OTHER)))),
  INDEX_OF_ROWS_EVICTS(
      seen ->
          seen.isLimited()
              && !seen.creating()
              && seen.namedSoFar(Batch.INDEX)
              && (seen.rowCounts() || seen.found().part() == Part.CELL)),
  NUMBERS_OF_ROWS_WRAP(
      seen ->
          !seen.isIndexed()
              && seen.hadSoFar(Batch.INDEX, cell -> isAbsent(cell) || exceeds(cell, 32))
              && !seen.found().inErrors()),
  NAN_KEYS_DIFFER(
      seen ->
          seen.isIndexed()
              && !seen.found().inErrors()
              && (seen.hadSoFar(seen.index(), cell -> text(cell).equalsIgnoreCase("nan"))
                  || seen.isMade(seen.index(), EnumSet.of(HALF, FLOAT, DOUBLE)))),
  REPLACE_FORGETS_ROWS_FIRST(
      seen ->
          seen.doing(Verb.REPLACE)
              && seen.found().refused()
              && seen.rowCounts()
              && Set.of("[]", "null").contains(seen.reference())),

  // Arrow.
  HALF_FLOATS(
      seen ->
          seen.found().inErrors()
              && seen.reference().equals("Could not load arrow column of type `halffloat`\n")
              && seen.brings(EnumSet.of(HALF))),
  LARGE_LISTS_AS_TEXT(
      seen ->
          seen.found().inErrors()
              && seen.flattens(LIST_FLATTEN_STRINGIFY)
              && seen.reference().equals("Could not load arrow column of type `large_list`\n")
              && seen.brings(EnumSet.of(LARGE_LIST))),
  LISTS_OF_OTHER_TYPES_AS_TEXT(
      seen ->
          seen.found().inErrors()
              && seen.flattens(LIST_FLATTEN_STRINGIFY)
              && seen.reference().startsWith("Given Unsupported type ")
              && seen.hasLists()),
  EMPTY_LISTS_HAVE_NO_TYPE(
      seen -> seen.weRefuse("Could not fill .*") && seen.isArrow() && seen.hasLists()),
  TIME64_IS_REFUSED_BY_CELL(
      seen ->
          seen.found().inErrors()
              && seen.ours().startsWith("Could not load Arrow column of type `time64[us]`")
              && seen.brings(EnumSet.of(TIME64))),
  UNKNOWN_ARROW_COLUMNS_MUST_BE_LOADABLE(
      seen ->
          !seen.creating()
              && seen.isArrow()
              && seen.referenceRefuses("Could not load .*rrow column of type .*")
              && seen.brings(EnumSet.of(TIME64, DURATION, LARGE_LIST))),
  OF_SEVERAL_REASONS_ANOTHER(
      seen ->
          (seen.isArrow() && seen.bothRefuse("(Cannot|Could not|Unsupported) .*"))
              || (seen.hasLists()
                  && seen.bothRefuse("(Cannot|Could not|Expected|Unsupported) .*"))),

  // Whole requests.
  TABLES_OF_VIEWS_TAKE_NO_KEYS(
      seen ->
          seen.isKeyedView()
              && seen.weRefuse("`index` and `limit` cannot be set on a Table made from a View")),
  MALFORMED_JSON_IS_NOTHING(
      seen ->
          seen.weRefuse(".*")
              && seen.data() instanceof Payload.Raw raw
              && seen.isJson()
              && raw.isMalformed()),
  VIEWS_WITHOUT_COLUMNS_IGNORE_LIMITS(
      seen ->
          seen.isColumnlessView() && seen.isLimited() && seen.rowCounts() && seen.surplus() > 0),
  COLUMNS_OF_ONE_NAME(
      seen ->
          seen.weRefuse("Duplicate column .* in schema")
              || (seen.isFormat(Format.COLUMNS) && seen.hasRepeatedNames())
              || (seen.isJson() && seen.hasRepeatedNames() && seen.hasLists())
              || (seen.isCsv()
                  && !seen.creating()
                  && (seen.found().reference() != null
                      || seen.weRefuse("Invalid: In CSV column .* conversion error .*"))
                  && seen.hasRepeatedNames())),
  COLUMNS_WITHOUT_NAME_ARE_KEYS(
      seen -> !seen.isIndexed() && (seen.namedSoFar("") || seen.hasEmptyName())),
  UNKNOWN_PORTS_DROP_ROWS(seen -> seen.weRefuse("Cannot send table to port `.*")),
  NDJSON_REPLACES_NOT(
      seen ->
          seen.doing(Verb.REPLACE)
              && seen.isFormat(Format.NDJSON)
              && seen.found().inErrors()
              && seen.reference().equals("TableReplaceReq malformed")),
  NDJSON_ENDS_AT_AN_EMPTY_RECORD(
      seen ->
          seen.isFormat(Format.NDJSON)
              && seen.data() instanceof Payload.Text text
              && text.text().startsWith("{}")),
  UNKNOWN_CSV_COLUMNS_MUST_BE_TIMES(
      seen -> !seen.creating() && seen.isCsv() && seen.referenceRefuses("stoll: .*")),
  TEXT_IN_CSV_TIMES(
      seen ->
          !seen.creating()
              && seen.isCsv()
              && seen.bothRefuse("stoll: .*")
              && seen.ours().startsWith("Invalid: In CSV column "));

  private final Predicate<LoadingEvidence> holds;

  LoadingDifference(Predicate<LoadingEvidence> holds) {
    this.holds = holds;
  }

  /** The documented difference that this is; null if it is a new one. */
  static @Nullable LoadingDifference of(LoadingScript script, Found found) {
    LoadingEvidence seen = LoadingEvidence.of(script, found);
    if (found.inErrors() && !LoadingErrors.isKnown(found.ours())) {
      return null;
    }
    for (LoadingDifference difference : values()) {
      if (difference.holds.test(seen)) {
        return difference;
      }
    }
    return null;
  }

  private static boolean isNarrow(LoadingEvidence seen) {
    return seen.isMade("", EnumSet.of(INT8, INT16, UINT8, UINT16, UINT32, UINT64, FLOAT, TIME32))
        || seen.script().made() instanceof Payload.Text text
            && text.format() == Format.CSV
            && seen.hadSoFar("", cell -> cell.matches("\"?\\d\\d:\\d\\d(:\\d\\d)?\"?"));
  }

  private static final String UNREADABLE_CSV_DATE =
      "Invalid: In CSV column .* conversion error to (date|timestamp).*";

  /** Whether a record has nothing for the column itself: no cell, no element, or members only. */
  private static boolean isNoCell(@Nullable String literal) {
    return literal == null || literal.matches("(?s)null|\\[]|\\[?\\{.*");
  }

  /** Whether the index column began as integers or dates and had other values later. */
  private static boolean isGrown(LoadingEvidence seen) {
    return seen.script().made() instanceof Payload.Text text
        && text.format() != Format.CSV
        && seen.hadSoFar(
            seen.index(),
            cell ->
                isNumericText(bare(cell)) || isAccidentalDate(cell) || cell.matches("\\[.*\\d.*"))
        && seen.hadSoFar(
            seen.index(), cell -> !isInteger(bare(cell)) && !isAbsent(cell) || exceeds(cell, 32));
  }

  private static boolean isAccidentalDate(String literal) {
    return isText(literal) && !isPlain(text(literal)) && literal.matches("\"\\d.*");
  }

  private static String bare(String literal) {
    return text(literal).replaceFirst("^\\s*\\+?", "");
  }

  private static boolean isEdge(String number) {
    return number.matches(
        "-?2147483647(\\.0+)?|-?2\\.147483647E9|-2147483648(\\.0+)?|-2\\.147483648E9|-?[01](\\.0+)?");
  }

  /** Whether a number was float before it became text on our side, integer on the other. */
  private static boolean isSameNumber(LoadingEvidence seen) {
    return seen.ours().equals(seen.reference() + ".000000");
  }

  private static boolean inner(String literal, int bits) {
    return exceeds(literal, bits) || literal.matches("[\\[{].*\\d{10}.*");
  }

  private static boolean isNoNumber(String literal) {
    return isText(literal) ? !isNumericText(text(literal)) : literal.matches("[\\[{].*\".*");
  }

  private static boolean isExpandedYear(String literal) {
    return text(literal).matches("[-+]\\d{6}-.*");
  }

  private static boolean isFarFraction(String literal) {
    return literal.matches("\"?1600-01-01T.*\\.\\d+\"?");
  }

  private static boolean isZero(String literal) {
    return Set.of("0", "\"\"", "", "0.0", "-0.0").contains(literal)
        || literal.matches("\\[.*\\b0\\b.*");
  }

  private static boolean numberedByCsv(LoadingEvidence seen) {
    return seen.script().steps().stream()
        .limit(seen.found().at())
        .anyMatch(
            step ->
                step.data() instanceof Payload.Text text
                    && text.format() == Format.CSV
                    && text.names().contains(Batch.INDEX));
  }

  private static boolean isAbsent(String literal) {
    return Set.of(MISSING, "null", "", "n/a", "NaN", "NA", "#N/A", "-nan", "NULL").contains(literal)
        || literal.equals("[]")
        || literal.startsWith("[{")
        || literal.matches("[\\[{].*(null|\\[\\]).*");
  }

  /** Whether the values of the column are of several kinds, so that its type grew. */
  private static boolean isMixed(LoadingEvidence seen) {
    return seen.has(
        seen.column(), cell -> !isAbsent(cell) && (!isInteger(bare(cell)) || exceeds(cell, 32)));
  }
}
