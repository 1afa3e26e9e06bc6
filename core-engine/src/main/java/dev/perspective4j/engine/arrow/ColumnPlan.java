package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the fields of an input: which are read, under which names, and how their cells
 * are fitted.
 *
 * <p>Structs contribute their members as {@code struct.member}; lists contribute rows, or text.
 * When a table exists, what it has no column for is not even read.
 */
final class ColumnPlan {

  private static final String ROW_KEY = "__INDEX__";

  private final LoadTarget target;
  private final List<@Nullable Branch> branches = new ArrayList<>();
  private final List<Branch> all = new ArrayList<>();
  private final List<Leaf> leaves = new ArrayList<>();

  /**
   * A field that is read.
   *
   * @param node the field
   * @param leaf the column it makes; null if it is a struct or an expanded list
   * @param children members of a struct, the element of a list; with null for members not read
   */
  record Branch(SchemaNode node, @Nullable Leaf leaf, List<@Nullable Branch> children) {

    /** Whether rows multiply here. */
    boolean expands() {
      return leaf == null && node.type().isList();
    }

    /** Whether rows become more than by a list around this one: a list of lists counts once. */
    boolean multiplies() {
      return expands() && children.stream().noneMatch(child -> child != null && child.expands());
    }
  }

  /**
   * A column of the result.
   *
   * @param name its name
   * @param node the field its cells come from; a list for columns of list text
   * @param physicalType physical type of its cells
   * @param coercion how cells are fitted to an existing column; null if they are taken as they are
   * @param fromList whether rows of a list are its cells
   */
  record Leaf(
      String name,
      SchemaNode node,
      PhysicalType physicalType,
      @Nullable CellCoercion coercion,
      boolean fromList) {}

  ColumnPlan(List<SchemaNode> fields, LoadTarget target) {
    this.target = target;
    Set<String> names = new HashSet<>();
    for (SchemaNode field : fields) {
      String name = field.name();
      while (!names.add(name)) {
        name += "*";
      }
      branches.add(plan(name, field, false));
    }
    checkNames();
    checkIndex();
  }

  /** One plan per field of the schema, null for fields not read. */
  List<@Nullable Branch> branches() {
    return branches;
  }

  /** The columns of the result, in order. */
  List<Leaf> leaves() {
    return leaves;
  }

  /** Whether all columns are fields themselves: nothing nests and no rows multiply. */
  boolean isFlat() {
    return all.stream().allMatch(branch -> branch.leaf() != null);
  }

  private @Nullable Branch plan(String name, SchemaNode node, boolean fromList) {
    boolean text =
        node.isNested() && node.type().isList() && target.lists() == ListFlatten.STRINGIFY;
    if (!node.isNested() || text) {
      Leaf leaf = leaf(name, node, fromList, text);
      if (leaf == null) {
        return null;
      }
      leaves.add(leaf);
      return remember(new Branch(node, leaf, List.of()));
    }
    List<@Nullable Branch> children = new ArrayList<>();
    boolean read = false;
    for (SchemaNode child : node.children()) {
      boolean element = node.type().isList();
      Branch branch = plan(element ? name : name + "." + child.name(), child, fromList || element);
      read |= branch != null;
      children.add(branch);
    }
    return read || (target.create() && node.type().isList())
        ? remember(new Branch(node, null, children))
        : null;
  }

  private Branch remember(Branch branch) {
    all.add(branch);
    return branch;
  }

  private @Nullable Leaf leaf(String name, SchemaNode node, boolean fromList, boolean text) {
    if (target.create()) {
      return new Leaf(name, node, text ? PhysicalType.STRING : node.physicalType(), null, fromList);
    }
    PhysicalType wanted =
        name.equals(ROW_KEY)
            ? target.index().map(target.columns()::get).orElse(PhysicalType.INT64)
            : target.columns().get(name);
    if (wanted == null) {
      return null;
    }
    if (text) {
      if (wanted != PhysicalType.STRING) {
        throw new EngineException(
            "Could not fill arrow column `" + name + "` iteratively due to mismatched types.");
      }
      return new Leaf(name, node, wanted, null, fromList);
    }
    return new Leaf(name, node, wanted, new CellCoercion(name, node, wanted), fromList);
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (Leaf leaf : leaves) {
      if (!names.add(leaf.name())) {
        throw new EngineException("Flattening produced duplicate column `" + leaf.name() + "`\n");
      }
    }
  }

  /**
   * Keys have to come from the list itself, or every row of an expansion would have the same: that
   * of the table, and the row number, if there is one.
   */
  private void checkIndex() {
    long lists = all.stream().filter(Branch::multiplies).count();
    if (lists > 0) {
      boolean several = lists > 1 && target.lists() == ListFlatten.CARTESIAN;
      target.index().ifPresent(key -> checkKey(key, several));
      leaf(ROW_KEY).ifPresent(_ -> checkKey(ROW_KEY, several));
    }
  }

  private void checkKey(String key, boolean severalLists) {
    if (!severalLists && leaf(key).map(Leaf::fromList).orElse(false)) {
      return;
    }
    throw new EngineException(
        target.create()
            ? "Cannot create a Table indexed on `"
                + key
                + "` from an expanded list column, as that index repeats across the rows of an"
                + " expansion and would silently collide. Index on a column drawn from the list"
                + " itself, or use the `stringify` list flatten mode.\n"
            : "Cannot update a Table indexed on `" + key + "` from an expanded list column.\n");
  }

  private Optional<Leaf> leaf(String name) {
    return leaves.stream().filter(leaf -> leaf.name().equals(name)).findFirst();
  }
}
