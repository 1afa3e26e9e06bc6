package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.expression.vector.ColumnProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates a chunk at a time: pure expressions. */
final class ColumnEvaluator implements Evaluator {
  private static final int UNKNOWN = -2;

  private final ColumnProgram program;
  private final List<ColumnSource> columns;
  private final List<Vector> cells = new ArrayList<>();
  private final TextSink texts;
  private final boolean direct;
  private StringDictionary known = new StringDictionary();
  private int[] codes = {};

  ColumnEvaluator(ColumnProgram program, List<ColumnSource> columns, TextSink texts) {
    this.program = program;
    this.columns = List.copyOf(columns);
    this.texts = texts;
    this.direct = program.result().lane() == Lane.CODE && program.textsInto(texts);
    columns.forEach(column -> cells.add(Vector.chunkFor(column)));
  }

  @Override
  public void evaluate(SlotRun run, Vector out) {
    for (int i = 0; i < cells.size(); i++) {
      ColumnSource column = columns.get(i);
      if (cells.get(i).dictionaryOrNull() != column.dictionaryOrNull()) {
        cells.set(i, Vector.chunkFor(column));
      }
      run.read(column, cells.get(i));
    }
    Vector result = program.evaluate(cells, run.count());
    if (result.physicalType().lane() == Lane.CODE && !direct) {
      copyTexts(result, run.count(), out);
    } else {
      ColumnProgram.copy(result, run.count(), out);
    }
  }

  @SuppressWarnings("ReferenceEquality") // dictionaries have no equality but identity
  private void copyTexts(Vector result, int count, Vector out) {
    StringDictionary dictionary = result.dictionary();
    if (dictionary != known) {
      known = dictionary;
      codes = new int[0];
    }
    if (codes.length < dictionary.size()) {
      int before = codes.length;
      codes = Arrays.copyOf(codes, Math.max(dictionary.size(), before * 2));
      Arrays.fill(codes, before, codes.length, UNKNOWN);
    }
    out.clear();
    for (int i = 0; i < count; i++) {
      int code = result.isNull(i) ? -1 : code(result.codes()[i]);
      if (code < 0) {
        out.addNull();
      } else {
        out.addCode(code);
      }
    }
  }

  private int code(int code) {
    if (codes[code] == UNKNOWN) {
      codes[code] = texts.code(known, code);
    }
    return codes[code];
  }
}
