package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.view.IdentifiedRows;
import dev.perspective4j.model.Schema;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a table that copies the rows of a view: which column of the view each one has its
 * cells from. They never change, while the view's columns come and go with its split values.
 */
public final class CopiedColumns {
  private static final StringDictionary NO_STRINGS = new StringDictionary();

  private final FieldNaming naming;
  private final Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
  private final List<String> names;
  private final List<PhysicalType> types;

  /** Columns that have had cells of the view; the others are null for good so far. */
  private final BitSet used = new BitSet();

  private List<ColumnPath> mapped = List.of();
  private int levels;

  /** For each column the place among those of the view, group columns first; -1 if it has none. */
  private int[] places;

  /**
   * The columns of a view, or those that are wanted.
   *
   * @param naming how columns of the view are called
   * @param rows the rows of the view
   * @param wanted the columns to have; empty for all the view has now
   * @throws EngineException if columns of the view have one name, or a wanted column has another
   *     type
   */
  public CopiedColumns(FieldNaming naming, IdentifiedRows rows, Optional<Schema> wanted) {
    this.naming = naming;
    Slice slice = rows.cells(new int[0]);
    Map<String, PhysicalType> offered = offered(slice);
    if (wanted.isPresent()) {
      DerivedNames.requireTypes(offered, wanted.get());
      for (Schema.Column column : wanted.get().columns()) {
        PhysicalType physicalType = offered.get(column.name());
        physicalTypes.put(
            column.name(), physicalType != null ? physicalType : PhysicalType.of(column.type()));
      }
    } else {
      physicalTypes.putAll(offered);
    }
    names = List.copyOf(physicalTypes.keySet());
    types = List.copyOf(physicalTypes.values());
    places = new int[names.size()];
    map(slice);
  }

  private Map<String, PhysicalType> offered(Slice slice) {
    List<String> all = naming.names(slice);
    Map<String, PhysicalType> offered = new LinkedHashMap<>();
    List<String> groups = slice.rowPaths().map(RowPaths::columns).orElse(List.of());
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i);
      boolean qualified =
          i >= groups.size()
              && groups.contains(slice.columns().get(i - groups.size()).path().column());
      if (qualified && name.endsWith("*")) {
        throw DerivedNames.duplicate(name.substring(0, name.indexOf('*', name.lastIndexOf(')'))));
      }
      if (offered.put(name, cells(slice, i, groups.size()).physicalType()) != null) {
        throw DerivedNames.duplicate(name);
      }
    }
    return offered;
  }

  /** Names and physical types, in order. */
  Map<String, PhysicalType> physicalTypes() {
    return Collections.unmodifiableMap(physicalTypes);
  }

  private static Vector cells(Slice slice, int place, int levels) {
    return place < levels
        ? slice.rowPaths().orElseThrow().levels().get(place)
        : slice.columns().get(place - levels).cells();
  }

  private void map(Slice slice) {
    List<ColumnPath> paths = slice.columns().stream().map(Slice.Column::path).toList();
    if (mapped.equals(paths) && !used.isEmpty()) {
      return;
    }
    mapped = paths;
    levels = slice.rowPaths().map(found -> found.columns().size()).orElse(0);
    Map<String, Integer> found = new LinkedHashMap<>();
    List<String> all = naming.names(slice);
    for (int i = 0; i < all.size(); i++) {
      found.putIfAbsent(all.get(i), i);
    }
    for (int column = 0; column < places.length; column++) {
      String name = names.get(column);
      int place = found.getOrDefault(name, -1);
      boolean fits =
          place >= 0
              && cells(slice, place, levels).physicalType().type() == types.get(column).type();
      places[column] = fits ? place : -1;
      used.set(column, used.get(column) || fits);
    }
  }

  /**
   * Appends the cells of rows as input of the copy.
   *
   * @param withGroups whether some row is new; the group values of others do not change
   */
  void copy(Slice slice, boolean withGroups, List<Batch.Column> out) {
    map(slice);
    for (int column = used.nextSetBit(0); column >= 0; column = used.nextSetBit(column + 1)) {
      String name = names.get(column);
      int place = places[column];
      if (place < 0) {
        out.add(new Batch.Column(name, nulls(types.get(column), slice.rowCount()), null));
      } else if (withGroups || place >= levels) {
        Vector cells = as(types.get(column), cells(slice, place, levels));
        out.add(new Batch.Column(name, cells, null));
      }
    }
  }

  /** Cells in the storage of a column that was there before the view had cells for it. */
  private static Vector as(PhysicalType physicalType, Vector cells) {
    if (cells.physicalType() == physicalType) {
      return cells;
    }
    Vector same = new Vector(physicalType, cells.dictionaryOrNull(), cells.size());
    for (int i = 0; i < cells.size(); i++) {
      same.add(cells, i);
    }
    return same;
  }

  private static Vector nulls(PhysicalType physicalType, int count) {
    Vector cells =
        new Vector(physicalType, physicalType == PhysicalType.STRING ? NO_STRINGS : null, count);
    for (int i = 0; i < count; i++) {
      cells.addNull();
    }
    return cells;
  }

  /** Which rows of a slice differ from the copies in the given slots. */
  boolean[] compare(Slice slice, Rows copies, int[] slots) {
    map(slice);
    boolean[] differs = new boolean[slots.length];
    for (int column = 0; column < places.length; column++) {
      if (places[column] >= levels) {
        Vector old = copies.column(column).cells(slots);
        Vector now = cells(slice, places[column], levels);
        for (int i = 0; i < slots.length; i++) {
          differs[i] |= !isSame(old, now, i);
        }
      }
    }
    return differs;
  }

  private static boolean isSame(Vector a, Vector b, int i) {
    if (a.isNull(i) || b.isNull(i)) {
      return a.isNull(i) == b.isNull(i);
    }
    return switch (a.physicalType().lane()) {
      case LONG -> a.longs()[i] == b.longs()[i];
      case DOUBLE -> Double.compare(a.doubles()[i] + 0.0, b.doubles()[i] + 0.0) == 0;
      case CODE -> a.dictionary().string(a.codes()[i]).equals(b.dictionary().string(b.codes()[i]));
    };
  }
}
