package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ExpressionError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions whose answers are those of the reference engine, and where we differ on purpose. */
class ReferenceVectorsTest {

  /** Lines of table, expression and answer, separated by tabs. */
  private static Stream<Arguments> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                ReferenceVectorsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      List<Arguments> lines =
          reader
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> line.split("\t", 3))
              .map(parts -> Arguments.of(parts[0], parts[1].replace("\\n", "\n"), parts[2]))
              .toList();
      return lines.stream();
    }
  }

  static Stream<Arguments> agreements() throws IOException {
    return lines("agreements.tsv");
  }

  static Stream<Arguments> deviations() throws IOException {
    return lines("deviations.tsv");
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void answersAsTheReference(String fixture, String text, String expected) {
    assertEquals(expected, answer(fixture, text));
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void differsFromTheReferenceOnPurpose(String fixture, String text, String expected) {
    assertEquals(expected, answer(fixture, text));
  }

  private static String answer(String fixture, String text) {
    try (TableStore table = fixture.equals("G") ? Fixture.texts() : Fixture.allTypes()) {
      ExpressionError error =
          new ExpressionCompiler(Expressions.standard())
              .check(table, Map.of("e", text))
              .errors()
              .get("e");
      return error == null
          ? Fixture.evaluate(table, text)
          : error.message() + "  " + error.line() + ":" + error.column();
    }
  }
}
