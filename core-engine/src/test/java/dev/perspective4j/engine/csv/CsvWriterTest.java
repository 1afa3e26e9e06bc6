package dev.perspective4j.engine.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.format.GoldenSlices;
import dev.perspective4j.engine.format.SliceBuilder;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ViewConfig;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvWriterTest {

  private static String csv(Slice slice) {
    return csv(slice, FieldNaming.LEGACY);
  }

  private static String csv(Slice slice, FieldNaming naming) {
    return StandardCharsets.UTF_8.decode(CsvWriter.write(slice, naming)).toString();
  }

  @Test
  void flat() {
    assertEquals(
        """
        "r","p","n","x","ok","d","t"
        "E","a",1,1.5,true,2024-01-02,1970-01-01 00:00:00.000
        "E","b",2,2.5,false,2024-01-03,2024-01-02 03:04:05.123
        "W","a",3,,,,
        "W","a",4,4,true,2023-12-31,2024-01-01 00:00:00.000
        """,
        csv(GoldenSlices.flat()));
  }

  @Test
  void grouped() {
    assertEquals(
        "\"r (Group by 1)\",\"n\",\"x\",\"p\"\n,10,8,4\n\"E\",3,4,2\n\"W\",7,4,2\n",
        csv(GoldenSlices.grouped()));
    assertEquals(
        "\"r (Group by 1)\",\"p (Group by 2)\",\"n\",\"x\"\n,,10,8\n\"E\",,3,4\n\"E\",\"a\",1,1.5\n"
            + "\"E\",\"b\",2,2.5\n\"W\",,7,4\n\"W\",\"a\",7,4\n",
        csv(GoldenSlices.twoLevels()));
  }

  @Test
  void totalsAndSplits() {
    assertEquals("\"n\",\"x\"\n10,8\n", csv(GoldenSlices.total()));
    assertEquals("\"r (Group by 1)\",\"n\",\"x\"\n,10,8\n", csv(GoldenSlices.groupedTotal()));
    assertEquals(
        "\"a|n\",\"a|r\",\"b|n\",\"b|r\"\n1,\"E\",,\n,,2,\"E\"\n3,\"W\",,\n4,\"W\",,\n",
        csv(GoldenSlices.split()));
    assertEquals(
        "\"r (Group by 1)\",\"a|n\",\"a|x\",\"b|n\",\"b|x\"\n"
            + ",8,5.5,2,2.5\n"
            + "\"E\",1,1.5,2,2.5\n"
            + "\"W\",7,4,,\n",
        csv(GoldenSlices.groupedSplit()));
  }

  @Test
  void quotesAreDoubledAndEverythingElseIsRaw() {
    Slice slice =
        new SliceBuilder(Slice.Kind.FLAT, 3)
            .column("say \"x\"", PhysicalType.STRING, "a\"b\"", "", "two\nlines, é")
            .build();

    assertEquals("\"say \"\"x\"\"\"\n\"a\"\"b\"\"\"\n\"\"\n\"two\nlines, é\"\n", csv(slice));
  }

  @Test
  void nothingSelected() {
    assertEquals("", csv(new SliceBuilder(Slice.Kind.FLAT, 3).build()));
    assertEquals("", csv(new SliceBuilder(Slice.Kind.SPLIT, 3).build()));
    assertEquals(
        "\"n\"\n",
        csv(new SliceBuilder(Slice.Kind.FLAT, 0).column("n", PhysicalType.INT32).build()));
    assertEquals(
        "\"r (Group by 1)\"\n\n\"E\"\n\"W\"\n",
        csv(
            new SliceBuilder(Slice.Kind.GROUPED, 3)
                .depths(0, 1, 1)
                .group("r", PhysicalType.STRING, null, "E", "W")
                .build()));
  }

  @Test
  void readableNamesQualifyAggregatesOfGroupColumns() {
    Slice slice =
        new SliceBuilder(Slice.Kind.GROUPED, 1)
            .depths(0)
            .group("y", PhysicalType.STRING, (Object) null)
            .group("i", PhysicalType.INT32, (Object) null)
            .column("x", PhysicalType.INT64, 10)
            .column("y", PhysicalType.INT64, 4)
            .column("a|i", PhysicalType.INT64, 4)
            .column("y (count)", PhysicalType.INT64, 4)
            .build();

    assertEquals(
        "\"y\",\"i\",\"x\",\"y (last)\",\"a|i (sum)\",\"y (count)\"\n,,10,4,4,4\n",
        csv(slice, FieldNaming.readable(ViewConfig.builder().aggregate("y", "last").build())));
    assertEquals(
        "\"y\",\"i\",\"x\",\"y (count)*\",\"a|i (sum)\",\"y (count)\"\n,,10,4,4,4\n",
        csv(slice, FieldNaming.readable(ViewConfig.ALL)));
    assertEquals(
        "\"__ROW_PATH_0__\",\"__ROW_PATH_1__\",\"x\",\"y\",\"a|i\",\"y (count)\"\n,,10,4,4,4\n",
        csv(slice, FieldNaming.MACHINE));
  }

  @Test
  void numbersKeepTheirWidth() {
    Slice slice =
        new SliceBuilder(Slice.Kind.FLAT, 2)
            .column("u", PhysicalType.UINT64, -1L, null)
            .column("f", PhysicalType.FLOAT32, (double) 0.1f, Double.NaN)
            .column("d", PhysicalType.FLOAT64, 1e10, Double.NEGATIVE_INFINITY)
            .build();

    assertEquals("\"u\",\"f\",\"d\"\n18446744073709551615,0.1,1e+10\n,nan,-inf\n", csv(slice));
  }
}
