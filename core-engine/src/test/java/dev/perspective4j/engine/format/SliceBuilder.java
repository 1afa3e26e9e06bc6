package dev.perspective4j.engine.format;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.GroupKeys;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes slices of literal cells. */
public final class SliceBuilder {
  private final Slice.Kind kind;
  private final int rowCount;
  private final List<Slice.Column> columns = new ArrayList<>();
  private final List<String> groupColumns = new ArrayList<>();
  private final List<Vector> levels = new ArrayList<>();
  private int[] depths;
  private Vector keys;
  private GroupKeys groupKeys;

  public SliceBuilder(Slice.Kind kind, int rowCount) {
    this.kind = kind;
    this.rowCount = rowCount;
  }

  /** A column of the given storage; the name may be a split path such as {@code a|n}. */
  public SliceBuilder column(String path, PhysicalType physicalType, Object... cells) {
    List<String> parts = List.of(path.split("\\|", -1));
    List<String> levels = parts.subList(0, parts.size() - 1);
    List<Scalar> values = levels.stream().map(Scalar::of).toList();
    columns.add(
        new Slice.Column(
            new ColumnPath(levels, values, parts.getLast()), vector(physicalType, cells)));
    return this;
  }

  public SliceBuilder depths(int... depths) {
    this.depths = depths;
    return this;
  }

  public SliceBuilder group(String column, PhysicalType physicalType, Object... cells) {
    groupColumns.add(column);
    levels.add(vector(physicalType, cells));
    return this;
  }

  public SliceBuilder keys(PhysicalType physicalType, Object... cells) {
    keys = vector(physicalType, cells);
    return this;
  }

  public SliceBuilder groupKeys(Object[]... keysOfRows) {
    groupKeys =
        new GroupKeys(
            Arrays.stream(keysOfRows).map(keys -> vector(PhysicalType.INT32, keys)).toList());
    return this;
  }

  public Slice build() {
    return new Slice(
        kind,
        rowCount,
        columns,
        Optional.ofNullable(depths).map(d -> new RowPaths(groupColumns, d, levels)),
        Optional.ofNullable(keys),
        Optional.ofNullable(groupKeys));
  }

  public static Vector vector(PhysicalType physicalType, Object... cells) {
    StringDictionary dictionary =
        physicalType == PhysicalType.STRING ? new StringDictionary() : null;
    if (dictionary != null) {
      // Codes that no cell uses, and an order that is not that of the cells.
      dictionary.intern("unused");
      for (int i = cells.length - 1; i >= 0; i--) {
        if (cells[i] != null) {
          dictionary.intern((String) cells[i]);
        }
      }
    }
    Vector vector = new Vector(physicalType, dictionary, cells.length);
    for (Object cell : cells) {
      switch (cell) {
        case null -> vector.addNull();
        case String text -> vector.addCode(dictionary.intern(text));
        case Boolean bool -> vector.addLong(bool ? 1 : 0);
        case Double number -> vector.addDouble(number);
        case Number number -> vector.addLong(number.longValue());
        default -> throw new IllegalArgumentException(String.valueOf(cell));
      }
    }
    return vector;
  }
}
