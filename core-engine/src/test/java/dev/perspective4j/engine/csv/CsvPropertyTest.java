package dev.perspective4j.engine.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.arrow.Loads;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.format.SliceBuilder;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ListFlatten;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvPropertyTest {

  @Provide
  Arbitrary<List<List<String>>> records() {
    Arbitrary<String> field =
        Arbitraries.strings().withChars('"', ',', '\n', '\r', 'a', ' ', 'é', '\t').ofMaxLength(6);
    return Arbitraries.integers()
        .between(2, 5)
        .flatMap(width -> field.list().ofSize(width).list().ofMinSize(1).ofMaxSize(5));
  }

  /** What another library quotes, we read. */
  @Property
  void recordsOfAnotherWriterAreReadBack(
      @ForAll("records") List<List<String>> records, @ForAll boolean crlf) throws IOException {
    StringWriter out = new StringWriter();
    var writer =
        de.siegmar.fastcsv.writer.CsvWriter.builder()
            .lineDelimiter(crlf ? LineDelimiter.CRLF : LineDelimiter.LF)
            .build(out);
    records.forEach(writer::writeRecord);
    writer.flush();

    assertEquals(records, tokenize(out.toString()));
  }

  /** What we write, another library reads. */
  @Property
  void textCellsAreReadByAnotherReader(@ForAll("records") List<List<String>> records) {
    SliceBuilder slice = new SliceBuilder(Slice.Kind.FLAT, records.size());
    int width = records.getFirst().size();
    for (int i = 0; i < width; i++) {
      int column = i;
      slice.column(
          "c" + i,
          PhysicalType.STRING,
          records.stream().map(record -> record.get(column)).toArray());
    }
    String csv =
        StandardCharsets.UTF_8
            .decode(CsvWriter.write(slice.build(), FieldNaming.LEGACY))
            .toString();

    List<List<String>> read = new ArrayList<>();
    de.siegmar.fastcsv.reader.CsvReader.builder()
        .skipEmptyLines(true)
        .build(CsvRecordHandler.of(), csv)
        .forEach(record -> read.add(record.getFields()));
    assertEquals(records, read.subList(1, read.size()));
  }

  /** Integers, floats, dates and text survive writing and inference. */
  @Property
  void numbersAndDatesSurviveARoundTrip(
      @ForAll List<Long> integers, @ForAll List<Double> floats, @ForAll List<Integer> days) {
    int rows = Math.min(integers.size(), Math.min(floats.size(), days.size()));
    Object[] dates = new Object[rows];
    for (int i = 0; i < rows; i++) {
      dates[i] = Math.floorMod(days.get(i), 2_932_896);
    }
    SliceBuilder original =
        new SliceBuilder(Slice.Kind.FLAT, rows)
            .column("i", PhysicalType.INT64, integers.subList(0, rows).toArray())
            .column("f", PhysicalType.FLOAT64, floats.subList(0, rows).toArray())
            .column("d", PhysicalType.DATE, dates);
    ByteBuffer csv = CsvWriter.write(original.build(), FieldNaming.LEGACY);
    List<String> line = new ArrayList<>();

    new CsvReader()
        .read(
            csv,
            Loads.update(
                java.util.Map.of(
                    "i", PhysicalType.INT64, "f", PhysicalType.FLOAT64, "d", PhysicalType.DATE)),
            batch -> {
              for (int row = 0; row < rows; row++) {
                line.add(
                    batch.columns().get(0).cells().longs()[row]
                        + " "
                        + batch.columns().get(1).cells().doubles()[row]
                        + " "
                        + batch.columns().get(2).cells().longs()[row]);
              }
            });

    for (int row = 0; row < rows; row++) {
      assertEquals(integers.get(row) + " " + floats.get(row) + " " + dates[row], line.get(row));
    }
  }

  @Property(tries = 5_000)
  void anyTextIsReadOrRefused(@ForAll("dirt") String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      Loads.read(new CsvReader(), utf8, Loads.create(ListFlatten.ZIP));
    } catch (EngineException refused) {
      // The one way to fail.
    }
  }

  @Provide
  Arbitrary<String> dirt() {
    return Arbitraries.strings()
        .withChars("0123456789-+.:TZeExX/ ,\"\n\r\tnaNif#INDéa")
        .ofMaxLength(80);
  }

  private static List<List<String>> tokenize(String csv) {
    byte[] utf8 = csv.getBytes(StandardCharsets.UTF_8);
    CsvTokenizer tokens = new CsvTokenizer(utf8, 0, utf8.length);
    List<List<String>> records = new ArrayList<>();
    while (tokens.next()) {
      CsvFields record = tokens.fields();
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < record.size(); i++) {
        fields.add(FieldParser.string(record.source(i), record.start(i), record.end(i)));
      }
      records.add(fields);
    }
    return records;
  }
}
