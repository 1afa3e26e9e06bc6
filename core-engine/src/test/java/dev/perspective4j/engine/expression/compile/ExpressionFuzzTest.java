package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.table.TableStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, the answer is a verdict: no other exception, no endless evaluation. */
class ExpressionFuzzTest {
  private static final ExpressionLimits LIMITS =
      new ExpressionLimits(4_096, 400, 1_000, 2_000, 1_024, 1 << 20, Duration.ofSeconds(2));

  private static final ExpressionCompiler SHORT =
      new ExpressionCompiler(new Expressions(LIMITS, List.of()));

  private static final String[] WORDS = {
    "\"i\"",
    "\"f\"",
    "\"s\"",
    "\"b\"",
    "\"d\"",
    "\"t\"",
    "\"z\"",
    "'a'",
    "'(a)'",
    "'D'",
    "''",
    "1",
    "0",
    "2.5",
    "1e308",
    ".",
    "true",
    "null",
    "pi",
    "x",
    "v",
    "var",
    "const",
    "if",
    "else",
    "while",
    "for",
    "switch",
    "case",
    "default",
    "break",
    "continue",
    "swap",
    "assert",
    "[*]",
    "~",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    "?",
    ":=",
    "+=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "<",
    "<=",
    "==",
    "=",
    "!=",
    "<>",
    "<=>",
    ">",
    "and",
    "or",
    "not",
    "nand",
    "in",
    "&",
    "|",
    "abs",
    "sum",
    "min",
    "clamp",
    "concat",
    "upper",
    "substring",
    "match",
    "search",
    "replace_all",
    "indexof",
    "bucket",
    "date",
    "coalesce",
    "string",
    "float",
    "index",
    "col",
    "vlookup",
    "norm3",
    "random",
    "now",
    "//",
    "#",
    "/*",
    "*/",
    "\n",
    "é",
    "\"",
    "'",
    "\\",
    "$f",
    "@",
    "!"
  };

  private static void judge(String text) {
    try (TableStore table = Fixture.allTypes()) {
      PhysicalType physicalType = SHORT.check(table, Map.of("e", text)).physicalTypes().get("e");
      if (physicalType != null) {
        try {
          ColumnSource column = table.column(SHORT.derive(table, text));
          assertEquals(physicalType, column.physicalType());
          for (int slot = 0; slot < table.size(); slot++) {
            Fixture.text(column, slot);
          }
        } catch (EngineException tooSlow) {
          assertEquals("Runtime Error - Exceeded maximum evaluation time.", tooSlow.getMessage());
        }
      }
    }
  }

  @Property(tries = 2_000)
  void anyTextHasAVerdict(@ForAll String text) {
    judge(text);
  }

  @Property(tries = 5_000)
  void anySequenceOfWordsHasAVerdict(@ForAll("words") List<String> words) {
    judge(String.join(" ", words));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(24);
  }

  @Property(tries = 5_000)
  void anyExpressionHasAVerdict(@ForAll long seed) {
    judge(new ExpressionGenerator(seed).statement());
  }

  @Property(tries = 5_000)
  void chunksAndRowsAgree(@ForAll long seed) {
    String text = new ExpressionGenerator(seed).value();
    try (TableStore table = Fixture.allTypes()) {
      if (SHORT.check(table, Map.of("e", text)).errors().isEmpty()) {
        assertEquals(byRow(table, text), byChunk(table, text), text);
      }
    }
  }

  private static String byChunk(TableStore table, String text) {
    Compiled compiled = compile(table, text);
    return run(table, compiled, compiled.evaluator(table, new TextSink(dictionary(), 1 << 20)));
  }

  private static String byRow(TableStore table, String text) {
    Compiled compiled = compile(table, text);
    TextSink texts = new TextSink(dictionary(), 1 << 20);
    return run(table, compiled, compiled.rowEvaluator(table, texts));
  }

  private static final ThreadLocal<StringDictionary> LAST = new ThreadLocal<>();

  private static StringDictionary dictionary() {
    StringDictionary dictionary = new StringDictionary();
    LAST.set(dictionary);
    return dictionary;
  }

  private static Compiled compile(TableStore table, String text) {
    return Compiled.of(text, table, Library.standard(), LIMITS, () -> 0L);
  }

  private static String run(TableStore table, Compiled compiled, Evaluator evaluator) {
    SlotRun all = new SlotRun();
    all.consecutive(0, table.size());
    StringDictionary texts = compiled.physicalType() == PhysicalType.STRING ? LAST.get() : null;
    Vector out = new Vector(compiled.physicalType(), texts, Vector.CHUNK);
    evaluator.evaluate(all, out);
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < out.size(); i++) {
      String value =
          out.isNull(i)
              ? "null"
              : switch (out.physicalType().lane()) {
                case LONG -> Long.toString(out.longs()[i]);
                case DOUBLE -> Double.toString(out.doubles()[i]);
                case CODE -> out.dictionary().string(out.codes()[i]);
              };
      values.append(value).append(' ');
    }
    return values.toString();
  }
}
