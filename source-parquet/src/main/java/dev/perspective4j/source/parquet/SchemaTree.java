package dev.perspective4j.source.parquet;

import static dev.perspective4j.source.parquet.ParquetFile.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Walks the schema, which a file holds as a list in depth-first order. */
final class SchemaTree {
  private static final int MAX_DEPTH = 32;

  private final List<SchemaElement> elements;
  private final List<Leaf> leaves = new ArrayList<>();
  private int next = 1;

  private SchemaTree(List<SchemaElement> elements) {
    this.elements = elements;
  }

  /** The columns, in order. */
  static List<Leaf> leaves(List<SchemaElement> elements) {
    if (elements.isEmpty()) {
      throw ParquetFile.malformed("it has no schema");
    }
    SchemaTree tree = new SchemaTree(elements);
    tree.children(elements.getFirst(), "", 0, 0, 1);
    if (tree.next != elements.size()) {
      throw ParquetFile.malformed("its schema has elements of no group");
    }
    return tree.leaves;
  }

  private void children(SchemaElement group, String prefix, int repeated, int defined, int depth) {
    if (depth > MAX_DEPTH) {
      throw ParquetFile.malformed("its schema is nested more than " + MAX_DEPTH + " deep");
    }
    for (int i = 0; i < group.getNum_children(); i++) {
      if (next >= elements.size()) {
        throw ParquetFile.malformed("its schema is incomplete");
      }
      SchemaElement child = elements.get(next++);
      FieldRepetitionType repetition = child.getRepetition_type();
      if (repetition == null || child.getName() == null) {
        throw ParquetFile.malformed("its schema is incomplete");
      }
      int r = repeated + (repetition == FieldRepetitionType.REPEATED ? 1 : 0);
      int d = defined + (repetition == FieldRepetitionType.REQUIRED ? 0 : 1);
      String name = prefix + child.getName();
      if (child.isSetType()) {
        leaves.add(leaf(child, name, r, d));
      } else {
        children(child, name + ".", r, d, depth + 1);
      }
    }
  }

  private Leaf leaf(SchemaElement element, String name, int repeated, int defined) {
    PrimitiveTypeName primitive =
        switch (required(element.getType())) {
          case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
          case INT32 -> PrimitiveTypeName.INT32;
          case INT64 -> PrimitiveTypeName.INT64;
          case INT96 -> PrimitiveTypeName.INT96;
          case FLOAT -> PrimitiveTypeName.FLOAT;
          case DOUBLE -> PrimitiveTypeName.DOUBLE;
          case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
          case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        };
    int length = element.getType_length();
    if (primitive == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY && length < 1) {
      throw ParquetFile.malformed("column `" + name + "` has values of " + length + " bytes");
    }
    Type.Repetition repetition =
        Type.Repetition.valueOf(required(element.getRepetition_type()).name());
    PrimitiveType type = new PrimitiveType(repetition, primitive, length, element.getName());
    ColumnDescriptor descriptor =
        new ColumnDescriptor(new String[] {name}, type, repeated, defined);
    return new Leaf(
        name,
        leaves.size(),
        descriptor,
        CellKind.of(element),
        required(element.getType()),
        words(element));
  }

  /** A type as messages name it, for example {@code int64 time}. */
  private static String words(SchemaElement leaf) {
    LogicalType type = leaf.getLogicalType();
    ConvertedType old = leaf.getConverted_type();
    String logical =
        type != null ? " " + type.getSetField().getFieldName() : old != null ? " " + old : "";
    return (required(leaf.getType()) + logical).toLowerCase(Locale.ROOT);
  }
}
