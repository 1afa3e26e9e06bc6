package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.client.Client;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.expression.ScalarFunction;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Functions and limits of expressions are set for a server and for a table. */
class ExpressionLanguageTest {
  private static final TableData ROWS = TableData.jsonColumns("{\"x\":[1.5,2.5]}");
  private static final ScalarFunction TWICE =
      ScalarFunction.of(
          "twice",
          List.of(ColumnType.FLOAT),
          ColumnType.FLOAT,
          (in, out) -> out.set(in.number(0) * 2));
  private static final Expressions OWN = Expressions.standard().with(TWICE);

  private static ExpressionVerdict verdict(Server server, String table, String text) {
    try (Client client = server.newLocalClient()) {
      return client.openTable(table).join().validateExpressions(Map.of("e", text)).join();
    }
  }

  @Test
  void everyTableOfAServerKnowsItsFunctions() {
    try (Server server = Server.builder().expressions(OWN).build()) {
      server.host("t", ROWS, TableOptions.DEFAULT);

      assertEquals(Map.of("e", ColumnType.FLOAT), verdict(server, "t", "Twice(\"x\") + 1").types());
    }
  }

  @Test
  void everyLimitOfAServerHasAnErrorOfItsOwn() {
    ExpressionLimits limits =
        ExpressionLimits.defaults()
            .withSourceLength(100)
            .withNesting(20)
            .withVectorElements(8)
            .withLoopSteps(5)
            .withTextLength(4);
    Map<String, String> refusals =
        Map.of(
            "1" + " + 1".repeat(30),
            "Expression of 121 characters exceeds the maximum allowed length of 100",
            "(".repeat(30) + "1" + ")".repeat(30),
            "Current stack depth 21 exceeds maximum allowed stack depth of 20",
            "var v[9]; 1",
            "Invalid vector size. Must be an integer in the range [0,8], size: 9",
            "var k := 0; while (k < 6) { k += 1 }; k",
            "Runtime Error - Exceeded maximum loop iterations.",
            "concat('abc', 'de')",
            "Runtime Error - Exceeded maximum text length of 4 characters.");
    try (Server server = Server.builder().expressions(OWN.with(limits)).build()) {
      server.host("t", ROWS, TableOptions.DEFAULT);

      refusals.forEach(
          (text, message) ->
              assertEquals(message, verdict(server, "t", text).errors().get("e").message()));
    }
  }

  @Test
  void aViewThatTakesTooLongIsRefusedWithAnErrorOfItsOwn() {
    ExpressionLimits limits =
        ExpressionLimits.defaults()
            .withLoopSteps(Long.MAX_VALUE)
            .withEvaluationTime(Duration.ofMillis(20));
    try (Server server = Server.builder().expressions(OWN.with(limits)).build();
        Client client = server.newLocalClient()) {
      server.host("t", ROWS, TableOptions.DEFAULT);
      ViewConfig config =
          ViewConfig.builder()
              .expression("e", "var k := 0; while (\"x\" > 0) { k += 1 }; k")
              .columns("e")
              .build();

      CompletionException refusal =
          assertThrows(
              CompletionException.class, () -> client.openTable("t").join().view(config).join());

      assertTrue(
          refusal.getMessage().contains("Runtime Error - Exceeded maximum evaluation time."),
          refusal.getMessage());
    }
  }

  @Test
  void aTableMayHaveALanguageOfItsOwn() {
    Expressions strict = OWN.with(OWN.limits().withSourceLength(8));
    try (Server server = Server.builder().expressions(OWN).build()) {
      server.host("free", ROWS, TableOptions.DEFAULT);
      Table table = Table.create(ROWS, TableOptions.DEFAULT);
      server.host("strict", TableProvider.of(table, strict));

      assertEquals(Map.of(), verdict(server, "free", "1 + 1 + 1").errors());
      assertEquals(
          "Expression of 9 characters exceeds the maximum allowed length of 8",
          verdict(server, "strict", "1 + 1 + 1").errors().get("e").message());
    }
  }
}
