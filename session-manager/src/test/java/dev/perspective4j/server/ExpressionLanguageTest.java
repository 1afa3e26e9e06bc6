package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.client.Client;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.expression.ScalarFunction;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionVerdict;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.util.List;
import java.util.Map;
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
      server.table("t", ROWS, TableOptions.DEFAULT);

      assertEquals(Map.of("e", ColumnType.FLOAT), verdict(server, "t", "Twice(\"x\") + 1").types());
    }
  }

  @Test
  void aTableMayHaveALanguageOfItsOwn() {
    Expressions strict = OWN.with(OWN.limits().withSourceLength(8));
    try (Server server = Server.builder().expressions(OWN).build()) {
      server.table("free", ROWS, TableOptions.DEFAULT);
      server.table("strict", ROWS, TableOptions.DEFAULT, strict);

      assertEquals(Map.of(), verdict(server, "free", "1 + 1 + 1").errors());
      assertEquals(
          "Expression of 9 characters exceeds the maximum allowed length of 8",
          verdict(server, "strict", "1 + 1 + 1").errors().get("e").message());
    }
  }
}
