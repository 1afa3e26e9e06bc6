package dev.perspective4j.source.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of DuckDB become tables and updates. */
class ParquetReaderTest {
  @TempDir private Path directory;

  private ByteBuffer parquet(String query) {
    return DuckDb.parquet(directory, query, "");
  }

  private static Table table(ByteBuffer file) {
    return Table.create(TableData.of("parquet", file), TableOptions.DEFAULT);
  }

  /** Two values of each type beside the column they make, with a null between them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          (-128)::tinyint ; 127::tinyint ; integer ; -128,null,127
          (-32768)::smallint ; 7::smallint ; integer ; -32768,null,7
          (-2147483648)::integer ; 7::integer ; integer ; -2147483648,null,7
          9223372036854775807::bigint ; -1 ; integer ; 9223372036854775807,null,-1
          255::utinyint ; 0::utinyint ; integer ; 255,null,0
          65535::usmallint ; 0::usmallint ; integer ; 65535,null,0
          4294967295::uinteger ; 0::uinteger ; integer ; 4294967295,null,0
          18446744073709551615::ubigint ; 0::ubigint ; integer ; 18446744073709551615,null,0
          1.5::float ; (-0.25)::float ; float ; 1.5,null,-0.25
          0.1::double ; 'nan'::double ; float ; 0.1,null,null
          12.25::decimal(4,2) ; (-0.01)::decimal(4,2) ; float ; 12.25,null,-0.01
          12.25::decimal(9,3) ; (-0.001)::decimal(9,3) ; float ; 12.25,null,-0.001
          12.25::decimal(18,6) ; (-0.5)::decimal(18,6) ; float ; 12.25,null,-0.5
          12.25::decimal(38,10) ; (-2.5)::decimal(38,10) ; float ; 12.25,null,-2.5
          true ; false ; boolean ; true,null,false
          'x' ; '日本' ; string ; "x",null,"日本"
          '' ; 'a,b' ; string ; "",null,"a,b"
          date '1969-12-31' ; date '2020-01-02' ; date ; -86400000,null,1577923200000
          timestamp_s '1969-12-31 23:59:58' ; timestamp_s '2020-01-02 03:04:05' ; datetime ; -2000,null,1577934245000
          timestamp_ms '1969-12-31 23:59:58' ; timestamp_ms '2020-01-02 03:04:05.006' ; datetime ; -2000,null,1577934245006
          timestamp '1969-12-31 23:59:58' ; timestamp '2020-01-02 03:04:05.006007' ; datetime ; -2000,null,1577934245006
          timestamp_ns '1969-12-31 23:59:58' ; timestamp_ns '2020-01-02 03:04:05.006007008' ; datetime ; -2000,null,1577934245006
          timestamptz '2020-01-02 03:04:05+05:30' ; timestamptz '1970-01-01 00:00:00+00' ; datetime ; 1577914445000,null,0
          '5d8f3d4c-0f2e-4b6a-9d5d-1c2b3a4f5e6d'::uuid ; '00000000-0000-0000-0000-000000000001'::uuid ; string ; "5d8f3d4c-0f2e-4b6a-9d5d-1c2b3a4f5e6d",null,"00000000-0000-0000-0000-000000000001"
          'red'::enum('red', 'green') ; 'green'::enum('red', 'green') ; string ; "red",null,"green"
          """)
  void typeBecomesColumn(String first, String last, String type, String cells) {
    try (Table table = table(parquet("select unnest([" + first + ", null, " + last + "]) as c"))) {
      assertEquals("{\"c\":[" + cells + "]}", Shown.of(table));
      assertEquals(type, table.schema().columns().getFirst().type().typeName());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "uncompressed, V1", "snappy, V1", "gzip, V1", "zstd, V1", "lz4_raw, V1",
    "uncompressed, V2", "snappy, V2", "gzip, V2", "zstd, V2", "lz4_raw, V2"
  })
  void everyCodecAndEncodingHoldsTheSame(String codec, String version) {
    String query =
        """
        select i, i * 1000003 as big, i / 8.0 as f, 'text ' || (i % 37) as few,
          'row ' || i as many, case when i % 3 = 0 then null else i % 2 = 0 end as flag,
          date '2020-01-01' + (i % 500)::integer as d
        from range(150000) t(i)
        """;

    ByteBuffer file =
        DuckDb.parquet(
            directory,
            query,
            ", compression " + codec + ", parquet_version " + version + ", row_group_size 40000");

    try (Table plain = table(parquet(query));
        Table table = table(file)) {
      assertEquals(150_000, table.size());
      assertEquals(Shown.of(plain), Shown.of(table));
    }
  }

  @Test
  void cellsAreThoseOfTheQuery() {
    try (Table table =
        table(parquet("select i, 'n' || i % 3 as s from range(100000) t(i) where i % 33333 = 1"))) {
      assertEquals("{\"i\":[1,33334,66667],\"s\":[\"n1\",\"n1\",\"n1\"]}", Shown.of(table));
    }
  }

  @Test
  void membersOfStructsBecomeColumns() {
    try (Table table =
        table(
            parquet(
                "select unnest([{'a': 1, 'b': {'c': 'x'}}, null, {'a': null, 'b': null}]) as s"))) {
      assertEquals("{\"s.a\":[1,null,null],\"s.b.c\":[\"x\",null,null]}", Shown.of(table));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1, 2]; c.list.element; list",
        "map {'k': 1}; c.key_value.key; list",
        "time '10:00:00'; c; int64 time",
        "interval '1 day'; c; fixed_len_byte_array interval"
      })
  void typesWithoutACounterpartAreRefused(String value, String column, String type) {
    ByteBuffer file = parquet("select 1 as a, " + value + " as c");

    EngineException refused = assertThrows(EngineException.class, () -> table(file));

    assertEquals(
        "Could not load Parquet column `" + column + "` of type `" + type + "`\n",
        refused.getMessage());
  }

  @Test
  void columnsThatATableLacksAreNotRead() {
    try (Table table = Table.create(TableData.csv("a\n1\n"), TableOptions.DEFAULT)) {
      table.update(table.read(TableData.of("parquet", parquet("select 2 as a, [1, 2] as c"))), 0);
      assertEquals("{\"a\":[1,2]}", Shown.of(table));
    }
  }

  @Test
  void anUpdateIsCoercedToTheColumnsOrRefused() {
    try (Table table =
        Table.create(
            TableData.jsonRows("[{\"k\":1,\"v\":1.5,\"t\":\"x\"}]"), TableOptions.indexedBy("k"))) {
      table.update(
          table.read(
              TableData.of(
                  "parquet", parquet("select unnest([1, 2])::tinyint as k, 7::bigint as v"))),
          0);
      assertEquals("{\"k\":[1,2],\"v\":[7.0,7.0],\"t\":[\"x\",null]}", Shown.of(table));

      ByteBuffer wide = parquet("select 5000000000 as k, 1.0::double as v");
      EngineException refused =
          assertThrows(EngineException.class, () -> table.read(TableData.of("parquet", wide)));
      assertEquals(
          "Value 5000000000 is out of range for column \"k\" of type integer at index 0\n",
          refused.getMessage());
      assertEquals(2, table.size());
    }
  }

  @Test
  void numbersOfRowsAddressRows() {
    try (Table table = Table.create(TableData.csv("a\n1\n2\n"), TableOptions.DEFAULT)) {
      table.update(
          table.read(TableData.of("parquet", parquet("select 1 as __INDEX__, 9::bigint as a"))), 0);
      assertEquals("{\"a\":[1,9]}", Shown.of(table));
    }
  }

  @Test
  void aFileWithoutRowsMakesTheColumns() {
    try (Table table = table(parquet("select 1 as a, 'x' as b where false"))) {
      assertEquals(List.of("a", "b"), table.schema().names());
      assertEquals(0, table.size());
    }
  }

  @Test
  void bytesMayBeDirectAndBeginAnywhere() {
    ByteBuffer file = parquet("select 7 as a");
    ByteBuffer direct = ByteBuffer.allocateDirect(file.remaining() + 3).position(3);
    direct.put(file.duplicate()).position(3);

    try (Table table = table(direct)) {
      assertEquals("{\"a\":[7]}", Shown.of(table));
      assertEquals(3, direct.position());
    }
  }
}
