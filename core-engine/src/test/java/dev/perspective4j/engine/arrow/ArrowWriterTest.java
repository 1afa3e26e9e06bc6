package dev.perspective4j.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.format.SliceBuilder;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowWriterTest {

  private static byte[] write(Slice slice) {
    ByteBuffer stream = ArrowWriter.write(slice, FieldNaming.LEGACY, ArrowCompression.NONE);
    byte[] bytes = new byte[stream.remaining()];
    stream.get(bytes);
    return bytes;
  }

  /** The layout example of the format documentation: 664 bytes, bodies of 24 and 48. */
  @Test
  void streamIsSchemaDictionaryOneBatchAndEndMark() {
    byte[] stream =
        write(
            new SliceBuilder(Slice.Kind.FLAT, 3)
                .column("r", PhysicalType.STRING, "E", "W", null)
                .column("n", PhysicalType.INT32, 1, null, 3)
                .build());

    assertEquals(664, stream.length);
    assertArrayEquals(
        HexFormat.of().parseHex("00000000010000000200000000000000" + "4557000000000000"),
        Arrays.copyOfRange(stream, 392, 416));
    assertArrayEquals(
        HexFormat.of()
            .parseHex(
                "0300000000000000"
                    + "000000000100000000000000"
                    + "00000000"
                    + "0500000000000000"
                    + "010000000000000003000000"
                    + "00000000"),
        Arrays.copyOfRange(stream, 608, 656));
    assertArrayEquals(
        HexFormat.of().parseHex("ffffffff00000000"), Arrays.copyOfRange(stream, 656, 664));
  }

  @Test
  void lz4BodiesAreFramesOfIndependentBlocks() {
    ByteBuffer stream =
        ArrowWriter.write(
            new SliceBuilder(Slice.Kind.FLAT, 1).column("n", PhysicalType.INT32, 7).build(),
            FieldNaming.LEGACY,
            ArrowCompression.LZ4);
    byte[] bytes = new byte[stream.remaining()];
    stream.get(bytes);

    String hex = HexFormat.of().formatHex(bytes);

    assertEquals(1, hex.split("0400000000000000" + "04224d18604082", -1).length - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZ4", "gzip", " zstd"})
  void unknownCompressionIsRefused(String name) {
    EngineException refused = assertThrows(EngineException.class, () -> ArrowCompression.of(name));

    assertEquals(
        "Unknown `compression` \"" + name + "\", expected \"lz4\" or \"zstd\"",
        refused.getMessage());
  }
}
