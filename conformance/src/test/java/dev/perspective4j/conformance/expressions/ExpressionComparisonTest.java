package dev.perspective4j.conformance.expressions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.Servers;
import dev.perspective4j.conformance.generate.ArrowKind;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableValidateExprReq;
import dev.perspective4j.wire.proto.TableValidateExprResp;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Generated expressions have the type, the error text or the values they have in the reference
 * engine.
 *
 * <p>{@code -Dcomparison.tries=50000} compares more of them, {@code -Dcomparison.seed=7} others.
 */
class ExpressionComparisonTest {
  private static final int BATCH = 100;
  private static final double RELATIVE = 1e-9;
  private static final double ABSOLUTE = 1e-12;
  private static final String MISSING = "Value Error - Input column \"zz\" does not exist. 0:0";
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(//|#)[^\n]*");

  @Test
  void generatedExpressionsAgree() {
    int count = Integer.getInteger("comparison.tries", 2_000);
    long seed = Long.getLong("comparison.seed", 1L);
    try (WireClient reference = WireClient.connect(Servers.shared().reference());
        WireClient ours = WireClient.connect(Servers.shared().ours())) {
      String table = "expressions" + seed;
      reference.call(table(table));
      ours.call(table(table));
      List<String> differences = new ArrayList<>();

      for (int done = 0; done < count; done += BATCH) {
        Map<String, String> batch = new LinkedHashMap<>();
        for (int i = 0; i < BATCH; i++) {
          batch.put("e" + i, new ComparableExpressions(seed * 1_000_000_007L + done + i).next());
        }
        compare(reference, ours, table, batch, differences);
      }

      reference.call(WireRequests.deleteTable(table));
      ours.call(WireRequests.deleteTable(table));
      assertEquals("", String.join("\n", differences));
    }
  }

  /** Columns of 8, 16 and 64 bits and of unsigned integers, as Arrow brings them. */
  @Test
  void expressionsOverIntegersOfEveryWidthAgree() {
    int count = Integer.getInteger("comparison.tries", 1_400);
    long seed = Long.getLong("comparison.seed", 1L);
    List<String> differences = new ArrayList<>();
    try (WireClient reference = WireClient.connect(Servers.shared().reference());
        WireClient ours = WireClient.connect(Servers.shared().ours())) {
      for (int done = 0; done < count; done += BATCH) {
        SplittableRandom random = new SplittableRandom(seed * 31 + done);
        ArrowKind i = ExpressionRows.integerKind(random);
        ArrowKind z = ExpressionRows.integerKind(random);
        String table = "widths" + seed + "of" + done;
        Request.Builder made = WireRequests.table(table, ExpressionRows.arrow(i, z), "");
        reference.call(made);
        ours.call(made);
        Map<String, String> batch = new LinkedHashMap<>();
        for (int n = 0; n < BATCH; n++) {
          long own = seed * 1_000_000_007L + done + n;
          batch.put("e" + n, new ComparableExpressions(own, i, z).next());
        }
        compare(reference, ours, table, batch, differences);
        differences.replaceAll(
            text -> text.startsWith("[") ? text : "[" + i + ", " + z + "] " + text);
        reference.call(WireRequests.deleteTable(table));
        ours.call(WireRequests.deleteTable(table));
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  /** Texts that do not parse have the reference's message, at its place. */
  @Test
  void brokenExpressionsAreRefusedAlike() {
    int count = Integer.getInteger("comparison.tries", 2_000);
    long seed = Long.getLong("comparison.seed", 1L);
    List<String> differences = new ArrayList<>();
    try (MortalReference reference = new MortalReference(ExpressionRows.JSON);
        WireClient ours = WireClient.connect(Servers.shared().ours())) {
      String table = "broken" + seed;
      ours.call(table(table));

      for (int done = 0; done < count; done += BATCH) {
        Map<String, String> batch = new LinkedHashMap<>();
        for (int i = 0; i < BATCH; i++) {
          batch.put("e" + i, new BrokenExpressions(seed * 1_000_000_007L + done + i).next());
        }
        TableValidateExprResp expected = reference.verdict(batch);
        TableValidateExprResp found = verdict(ours, table, batch);
        batch.forEach(
            (name, text) -> {
              String b = refusal(found, name, RewrittenText.of(text));
              String a = reference.survives(text) ? refusal(expected, name, null) : b;
              if (!a.equals(b) && !(a.equals(MISSING) && isOnlyCommentOn("\"zz\"", text))) {
                differences.add(text + "\n  reference: " + a + "\n  ours:      " + b);
              }
            });
      }

      ours.call(WireRequests.deleteTable(table));
    }
    assertEquals("", String.join("\n", differences));
  }

  /** The reference looks for columns before it reads, even in comments (docs/compatibility.md). */
  private static boolean isOnlyCommentOn(String column, String text) {
    return text.contains(column) && !COMMENT.matcher(text).replaceAll(" ").contains(column);
  }

  /** Message and place; types of operands are judged elsewhere. */
  private static String refusal(
      TableValidateExprResp verdict, String name, @Nullable RewrittenText text) {
    if (verdict.containsExpressionSchema(name)) {
      return "typed";
    }
    TableValidateExprResp.ExprValidationError error = verdict.getErrorsOrThrow(name);
    if (error.getErrorMessage().startsWith("Type Error")
        || error.getErrorMessage().startsWith("Runtime Error")) {
      return "typed";
    }
    return text == null
        ? error.getErrorMessage().replace("\0", "")
            + " "
            + error.getLine()
            + ":"
            + error.getColumn()
        : text.message(error.getErrorMessage())
            + " "
            + text.place(error.getLine(), error.getColumn());
  }

  private static Request.Builder table(String name) {
    return WireRequests.table(
        name,
        MakeTableData.newBuilder()
            .setFromCols(ByteString.copyFromUtf8(ExpressionRows.JSON))
            .build(),
        "");
  }

  private static void compare(
      WireClient reference,
      WireClient ours,
      String table,
      Map<String, String> batch,
      List<String> differences) {
    TableValidateExprResp expected = verdict(reference, table, batch);
    TableValidateExprResp found = verdict(ours, table, batch);
    ViewConfig.Builder config = ViewConfig.builder();
    List<String> names = new ArrayList<>();
    batch.forEach(
        (name, text) -> {
          String a = judged(expected, name);
          String b = judged(found, name);
          if (!a.equals(b)) {
            differences.add(text + "\n  reference: " + a + "\n  ours:      " + b);
          } else if (found.containsExpressionSchema(name)) {
            config.expression(name, text);
            names.add(name);
          }
        });
    ViewConfig view = config.columns(names).build();
    Map<String, List<@Nullable Object>> a = values(reference, table, view);
    Map<String, List<@Nullable Object>> b = values(ours, table, view);
    for (String name : names) {
      if (!equal(a.getOrDefault(name, List.of()), b.getOrDefault(name, List.of()))) {
        differences.add(
            batch.get(name) + "\n  reference: " + a.get(name) + "\n  ours:      " + b.get(name));
      }
    }
  }

  static TableValidateExprResp verdict(WireClient server, String table, Map<String, String> batch) {
    Response response =
        server.call(
            Request.newBuilder()
                .setEntityId(table)
                .setTableValidateExprReq(
                    TableValidateExprReq.newBuilder().putAllColumnToExpr(batch)));
    return response.getTableValidateExprResp();
  }

  /** Places of errors are left out: the reference counts in a text it has rewritten. */
  private static String judged(TableValidateExprResp verdict, String name) {
    return verdict.containsExpressionSchema(name)
        ? verdict.getExpressionSchemaOrThrow(name).name()
        : verdict.getErrorsOrThrow(name).getErrorMessage();
  }

  private static Map<String, List<@Nullable Object>> values(
      WireClient server, String table, ViewConfig config) {
    String view = table + "view";
    server.call(WireRequests.view(table, view, config));
    Response response =
        server.call(WireRequests.columns(view, ViewPort.getDefaultInstance(), false));
    server.call(WireRequests.deleteView(view));
    Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
    Object json =
        Canonical.json(response.getViewToColumnsStringResp().getJsonString().toStringUtf8());
    if (json instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof List<?> pair && pair.get(1) instanceof List<?> cells) {
          columns.put(String.valueOf(pair.get(0)), new ArrayList<>(cells));
        }
      }
    }
    return columns;
  }

  private static boolean equal(List<@Nullable Object> a, List<@Nullable Object> b) {
    if (a.size() != b.size() || a.isEmpty()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      Object x = number(a.get(i));
      Object y = number(b.get(i));
      boolean same =
          x instanceof Double p && y instanceof Double q
              ? close(p, q)
              : x == null ? y == null : x.equals(y);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object number(@Nullable Object cell) {
    return cell instanceof Canonical.Exact exact ? Double.valueOf(exact.digits()) : cell;
  }

  private static boolean close(double a, double b) {
    double difference = Math.abs(a - b);
    return difference <= RELATIVE * Math.max(Math.abs(a), Math.abs(b)) || difference <= ABSOLUTE;
  }
}
