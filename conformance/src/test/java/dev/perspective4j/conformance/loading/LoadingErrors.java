package dev.perspective4j.conformance.loading;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts by which loads and changes of tables are refused here; any other is a defect. */
final class LoadingErrors {

  private static final Pattern KNOWN =
      Pattern.compile(
          String.join(
              "|",
              List.of(
                  // Whole requests.
                  "(MakeTableReq|TableReplaceReq|remove) malformed",
                  "Table \".*\" already exists",
                  "Couldn't find key\\.",
                  "View \".*\" does not exist",
                  "`index` and `limit` cannot be set on a Table made from a View",
                  "Cannot send table to port `\\d+`, which does not exist\\.",
                  "Invalid column type",
                  // Values.
                  "Expected (bool|int|int64|double), found [1-6]",
                  "Could not coerce to (date|time)",
                  "Could not coerce [1-6] to a (time\\.|string)",
                  "Cannot coerce object to string",
                  "Cannot append value of type (string|float) to column \".*\" of type \\w+ at index \\d+\\n",
                  "Value \\S+ is out of range for column \".*\" of type \\w+ at index \\d+\\n",
                  // JSON.
                  "Invalid JSON at offset \\d+.*",
                  "Cannot determine data types without column names!\\n",
                  "Malformed column",
                  "Can't create table from empty columns",
                  "Received non-object [0-6]",
                  "Column `.*` is both a key and the flattened path of an object\\n",
                  "Duplicate column '.*' in schema",
                  "Cannot zip .* of differing length.*",
                  "(Array|List) expansion produced \\d+ rows, .*",
                  "Cannot remove fish!\\n",
                  // CSV.
                  "Invalid: Empty CSV file",
                  "Invalid: CSV parse error: .*",
                  "Invalid: In CSV column #\\d+: Row #\\d+: CSV conversion error to \\S+: invalid value '.*'",
                  // Arrow.
                  "Could not load [aA]rrow column of type `.*`\\.?\\n",
                  "Could not fill column `.*` with t_dtype: `\\w+`, array type: `\\w+`\\n",
                  "Could not fill arrow column `.*` iteratively due to mismatched types\\.",
                  "Flattening produced duplicate column `.*`\\n",
                  "Failed to (open|read) .*",
                  "Invalid: .*",
                  // Keys.
                  "Could not get dtype for column `.*` as it does not exist in the schema\\.\\n",
                  "Specified index `.*` (does not appear in the Table\\.\\n|does not exist in dataset\\.|is invalid as it does not appear in the Table\\.\\n)",
                  "Unsupported type `bool` for `index`\\.\\n",
                  "Cannot (create|update) a Table indexed on `.*` from an expanded (array|list column).*",
                  "Cannot remove from unindexed Table\\n",
                  "Cannot remove: Arrow is missing index column `.*`\\n")),
          Pattern.DOTALL);

  private LoadingErrors() {}

  /** Whether an answer is no error, or one of these. */
  static boolean isKnown(@Nullable Object answer) {
    return answer == null
        || answer.equals("alive")
        || KNOWN.matcher(String.valueOf(answer)).matches();
  }
}
