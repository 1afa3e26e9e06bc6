package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several rows with one key, and keys that no row has. */
class RepeatedKeysTest {

  private static final TableOptions KEYED = TableOptions.indexedBy("k");

  static Stream<TableData> rows() {
    return Stream.of(
        Tables.rows("[{\"k\":1,\"n\":5},{\"k\":1,\"n\":null}]"),
        Tables.columns("{\"k\":[1,1],\"n\":[5,null]}"),
        Tables.ndjson("{\"k\":1,\"n\":5}{\"k\":1,\"n\":null}"),
        new TableData.Csv(Tables.utf8("k,n\n1,5\n1,\n")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void inANewTableANullDoesNotReplaceAnEarlierValue(TableData data) {
    try (Table table = Table.create(data, KEYED)) {
      assertEquals("k:integer [1], n:integer [5]", Tables.show(table));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void inAnUpdateItDoes(TableData data) {
    try (Table table = Table.create(Tables.rows("[{\"k\":2,\"n\":7}]"), KEYED)) {
      table.update(data, 0);

      assertEquals("k:integer [1,2], n:integer [null,7]", Tables.show(table));
    }
  }

  @Test
  void numbersThatTheIndexCannotHoldAreKeysOfNoRow() {
    try (Table table = Table.create(Tables.rows("[{\"k\":-1294967296},{\"k\":7}]"), KEYED)) {
      table.remove(Tables.rows("[3000000000, 7]"));

      assertEquals("k:integer [-1294967296]", Tables.show(table));
    }
  }

  @Test
  void numbersOfRowsMeanNothingInANewTableWithKeys() {
    TableData rows = new TableData.Csv(Tables.utf8("k,__INDEX__\nx,1\ny,1\n"));

    try (Table table = Table.create(rows, KEYED)) {
      assertEquals("k:string [\"x\",\"y\"]", Tables.show(table));
    }
  }
}
