package dev.perspective4j.source.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrowVectorsTest {

  private final BufferAllocator memory = new RootAllocator();

  @AfterEach
  void everyVectorWasTheTests() {
    memory.close(); // refuses while a buffer is in use
  }

  @Test
  void aRootMakesATableAndStaysTheCallers() {
    try (VectorSchemaRoot root =
        VectorSchemaRoot.of(ints("id", 1, null, 3), text("name", "x", "é", null))) {
      root.setRowCount(3);
      try (Table table = Table.create(ArrowVectors.of(root), TableOptions.DEFAULT)) {
        assertEquals("{\"id\":[1,null,3],\"name\":[\"x\",\"é\",null]}", Shown.of(table));
      }
      assertEquals(3, root.getRowCount());
      assertEquals(1, ((IntVector) root.getVector("id")).get(0));
    }
  }

  @Test
  void dataStaysAsItWasWhenTheRootIsReused() {
    IntVector id = ints("id", 1, 2);
    try (VectorSchemaRoot root = VectorSchemaRoot.of(id)) {
      root.setRowCount(2);
      TableData first = ArrowVectors.of(root);
      id.set(0, 9);
      try (Table table = Table.create(first, TableOptions.DEFAULT)) {
        table.update(ArrowVectors.of(root), 0);
        assertEquals("{\"id\":[1,2,9,2]}", Shown.of(table));
      }
    }
  }

  @Test
  void aRootUpdatesAndRemovesByKey() {
    try (VectorSchemaRoot root = VectorSchemaRoot.of(ints("id", 2), text("name", "new"));
        VectorSchemaRoot key = VectorSchemaRoot.of(ints("id", 1))) {
      root.setRowCount(1);
      key.setRowCount(1);
      try (Table table =
          Table.create(TableData.csv("id,name\n1,a\n2,b\n"), TableOptions.indexedBy("id"))) {
        table.update(ArrowVectors.of(root), 0);
        table.remove(ArrowVectors.of(key));
        assertEquals("{\"id\":[2],\"name\":[\"new\"]}", Shown.of(table));
      }
    }
  }

  @Test
  void aRootWithoutRowsMakesTheColumns() {
    try (VectorSchemaRoot root = VectorSchemaRoot.of(ints("id"), text("name"));
        Table table = Table.create(ArrowVectors.of(root), TableOptions.DEFAULT)) {
      assertEquals(List.of("id", "name"), table.schema().names());
      assertEquals(0, table.size());
    }
  }

  @Test
  void dictionariesAreDecoded() {
    Dictionary colours = dictionary(7, "red", "green");
    try (FieldVector values = text("colour", "green", null, "red", "green");
        VectorSchemaRoot root =
            VectorSchemaRoot.of((FieldVector) DictionaryEncoder.encode(values, colours))) {
      root.setRowCount(4);
      DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(colours);
      try (Table table = Table.create(ArrowVectors.of(root, provider), TableOptions.DEFAULT)) {
        assertEquals("{\"colour\":[\"green\",null,\"red\",\"green\"]}", Shown.of(table));
      }
      assertThrows(IllegalArgumentException.class, () -> ArrowVectors.of(root));
    } finally {
      colours.getVector().close();
    }
  }

  @Test
  void structsAndListsAreFlattened() {
    StructVector point = StructVector.empty("point", memory);
    IntVector x =
        point.addOrGet("x", FieldType.nullable(new ArrowType.Int(32, true)), IntVector.class);
    x.setSafe(0, 5);
    x.setSafe(1, 6);
    point.setIndexDefined(0);
    point.setIndexDefined(1);
    point.setValueCount(2);
    ListVector tags = ListVector.empty("tags", memory);
    UnionListWriter writer = tags.getWriter();
    writer.startList();
    writer.writeInt(1);
    writer.writeInt(2);
    writer.endList();
    writer.startList();
    writer.endList();
    writer.setValueCount(2);
    try (VectorSchemaRoot root = VectorSchemaRoot.of(point, tags)) {
      root.setRowCount(2);
      try (Table table = Table.create(ArrowVectors.of(root), TableOptions.DEFAULT)) {
        assertEquals("{\"point.x\":[5,5,6],\"tags\":[1,2,null]}", Shown.of(table));
      }
    }
  }

  @Test
  void aReadersBatchesAreTakenTogether() throws IOException {
    try (ArrowStreamReader reader = reader(List.of(List.of("a", "b"), List.of(), List.of("c")));
        Table table = Table.create(ArrowVectors.of(reader), TableOptions.DEFAULT)) {
      assertEquals("{\"name\":[\"a\",\"b\",\"c\"]}", Shown.of(table));
    }
  }

  @Test
  void aReadersBatchesAreHandedOverOneByOne() throws IOException {
    try (ArrowStreamReader reader = reader(List.of(List.of("a", "b"), List.of("c", "a")));
        Table table = Table.create(TableData.csv("name\nfirst\n"), TableOptions.DEFAULT)) {
      List<Integer> sizes = new ArrayList<>();
      ArrowVectors.batches(
          reader,
          batch -> {
            table.update(batch, 0);
            sizes.add(table.size());
          });
      assertEquals(List.of(3, 5), sizes);
      assertEquals("{\"name\":[\"first\",\"a\",\"b\",\"c\",\"a\"]}", Shown.of(table));
    }
  }

  @Test
  void aReaderWithoutBatchesHandsOverItsColumns() throws IOException {
    List<TableData> all = new ArrayList<>();
    try (ArrowStreamReader reader = reader(List.of())) {
      ArrowVectors.batches(reader, all::add);
    }
    try (Table table = Table.create(all.getFirst(), TableOptions.DEFAULT)) {
      assertEquals(1, all.size());
      assertEquals(List.of("name"), table.schema().names());
    }
  }

  @Test
  void aBrokenReaderFailsAsItDoes() throws IOException {
    byte[] whole = stream(List.of(List.of("a", "b")));
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 40);
    try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(cut), memory)) {
      IOException failure = assertThrows(IOException.class, () -> ArrowVectors.of(reader));
      assertTrue(failure.getMessage().length() > 0);
    }
  }

  @Test
  void manyRowsOutgrowTheFirstGuess() throws IOException {
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      batches.add(List.of("a".repeat(100), "b".repeat(i)));
    }
    try (ArrowStreamReader reader = reader(batches);
        Table table = Table.create(ArrowVectors.of(reader), TableOptions.DEFAULT)) {
      assertEquals(600, table.size());
    }
  }

  // ---- vectors

  private IntVector ints(String name, Integer... values) {
    IntVector vector = new IntVector(name, memory);
    vector.allocateNew(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        vector.set(i, values[i]);
      }
    }
    vector.setValueCount(values.length);
    return vector;
  }

  private VarCharVector text(String name, String... values) {
    VarCharVector vector = new VarCharVector(name, memory);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
      }
    }
    vector.setValueCount(values.length);
    return vector;
  }

  private Dictionary dictionary(long id, String... values) {
    return new Dictionary(text("values", values), new DictionaryEncoding(id, false, null));
  }

  private ArrowStreamReader reader(List<List<String>> batches) throws IOException {
    return new ArrowStreamReader(new ByteArrayInputStream(stream(batches)), memory);
  }

  private byte[] stream(List<List<String>> batches) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VarCharVector name = new VarCharVector("name", memory);
    try (VectorSchemaRoot root = VectorSchemaRoot.of(name);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
      writer.start();
      for (List<String> batch : batches) {
        name.allocateNew();
        for (int i = 0; i < batch.size(); i++) {
          name.setSafe(i, batch.get(i).getBytes(StandardCharsets.UTF_8));
        }
        root.setRowCount(batch.size());
        writer.writeBatch();
      }
      writer.end();
    }
    return bytes.toByteArray();
  }
}
