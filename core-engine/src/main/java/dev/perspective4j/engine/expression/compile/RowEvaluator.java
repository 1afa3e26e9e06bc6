package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.row.RowProgram;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.expression.value.TextSource;
import java.util.List;

/** Evaluates row by row: programs with variables, loops or vectors. */
final class RowEvaluator implements Evaluator {
  private final RowProgram program;
  private final PhysicalType declared;
  private final TextSink texts;
  private final Input[] inputs;
  private final Cell result = new Cell();

  RowEvaluator(
      RowProgram program, List<ColumnSource> columns, PhysicalType declared, TextSink texts) {
    this.program = program;
    this.declared = declared;
    this.texts = texts;
    this.inputs = new Input[columns.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new Input(columns.get(i), program.column(i));
    }
  }

  private static final class Input {
    private final ColumnSource column;
    private final Cell cell;
    private Vector cells;
    private TextSource texts;

    Input(ColumnSource column, Cell cell) {
      this.column = column;
      this.cell = cell;
      this.cells = Vector.chunkFor(column);
      this.texts = textsOf(cells);
    }

    private static TextSource textsOf(Vector cells) {
      StringDictionary dictionary = cells.dictionaryOrNull();
      return new TextSource(dictionary == null ? new StringDictionary() : dictionary);
    }

    void read(SlotRun run) {
      if (cells.dictionaryOrNull() != column.dictionaryOrNull()) {
        cells = Vector.chunkFor(column);
        texts = textsOf(cells);
      }
      run.read(column, cells);
    }

    void load(int i) {
      PhysicalType physicalType = cells.physicalType();
      if (cells.isNull(i)) {
        cell.setNull(physicalType);
        return;
      }
      switch (physicalType.lane()) {
        case LONG -> cell.setLong(physicalType, cells.longs()[i]);
        case DOUBLE -> cell.setFloat(physicalType, cells.doubles()[i]);
        case CODE -> cell.setText(texts.text(cells.codes()[i]));
      }
    }
  }

  @Override
  public void evaluate(SlotRun run, Vector out) {
    for (Input input : inputs) {
      input.read(run);
    }
    out.clear();
    for (int i = 0; i < run.count(); i++) {
      for (Input input : inputs) {
        input.load(i);
      }
      program.evaluate(run.slot(i), declared, result);
      append(out);
    }
  }

  private void append(Vector out) {
    if (result.isNull()) {
      out.addNull();
      return;
    }
    switch (declared.lane()) {
      case LONG -> out.addLong(result.bits());
      case DOUBLE -> out.addDouble(result.number());
      case CODE -> {
        int code = texts.code(result.text());
        if (code < 0) {
          out.addNull();
        } else {
          out.addCode(code);
        }
      }
    }
  }
}
