package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.format.CellStyle;
import dev.perspective4j.engine.format.JsonString;
import dev.perspective4j.engine.format.TextCells;
import dev.perspective4j.engine.text.Utf8Builder;
import java.util.HashMap;
import java.util.Map;

/**
 * Prints lists as compact JSON: numbers, booleans and text plain, dates as text, structs as
 * objects.
 */
final class ListText {

  private final Map<ArrowArray, TextCells> cells = new HashMap<>();

  /** Appends a cell; a list, a struct or a value. */
  void write(SchemaNode node, ArrowArray array, int cell, Utf8Builder out) {
    if (array.isNull(cell)) {
      out.ascii("null");
      return;
    }
    switch (array) {
      case ListArray list -> {
        out.ascii('[');
        int start = list.start(cell);
        for (int i = 0; i < list.count(cell); i++) {
          if (i > 0) {
            out.ascii(',');
          }
          write(node.children().getFirst(), list.child(), start + i, out);
        }
        out.ascii(']');
      }
      case StructArray struct -> {
        out.ascii('{');
        for (int i = 0; i < struct.children().size(); i++) {
          if (i > 0) {
            out.ascii(',');
          }
          SchemaNode member = node.children().get(i);
          JsonString.write(member.name(), out);
          out.ascii(':');
          write(member, struct.children().get(i), cell, out);
        }
        out.ascii('}');
      }
      default -> cells.computeIfAbsent(array, ListText::cellsOf).write(cell, out);
    }
  }

  private static TextCells cellsOf(ArrowArray array) {
    Vector all = array.read(0, array.length());
    return TextCells.of(all, CellStyle.JSON_FORMATTED);
  }
}
