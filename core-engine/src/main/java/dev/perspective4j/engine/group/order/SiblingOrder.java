package dev.perspective4j.engine.group.order;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.group.tree.GroupTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The children, in order, of the groups whose children have been read.
 *
 * <p>The sorted children of a group are a list of blocks of at most {@value #MOST} nodes. A node
 * knows its block, so it is taken out without knowing where it stood; it is put back by binary
 * search over the blocks. A step only marks the nodes whose place may have changed; they move when
 * the order is next read, or the whole list is sorted anew if they are many. {@linkplain Traversal
 * Traversals} that keep a sum per block learn of every move.
 */
public final class SiblingOrder {
  static final int MOST = 256;
  private static final int FILL = 192;

  /** A run of siblings. */
  public static final class Block {
    final int id;
    int[] nodes;
    int size;

    private Block(int id, int capacity) {
      this.id = id;
      this.nodes = new int[Math.min(MOST, capacity + 4)];
    }
  }

  /** The children of one group. */
  public static final class Siblings {
    final List<Block> blocks = new ArrayList<>();
    int size;
    final IntList moved = new IntList(2);
  }

  private final GroupTree tree;
  private final NodeComparison comparison;
  private final List<Traversal> traversals = new ArrayList<>();
  private @Nullable Siblings[] siblingsOf = new @Nullable Siblings[16];
  private @Nullable Block[] blockOf = new @Nullable Block[16];
  private boolean[] marked = new boolean[16];
  private final IntList freeIds = new IntList();
  private int idLimit;

  public SiblingOrder(GroupTree tree, NodeComparison comparison) {
    this.tree = tree;
    this.comparison = comparison;
  }

  /** Tells a traversal of moves from now on. */
  void attach(Traversal traversal) {
    traversals.add(traversal);
  }

  void detach(Traversal traversal) {
    traversals.remove(traversal);
  }

  public List<Traversal> traversals() {
    return traversals;
  }

  /** One more than the largest block number in use. */
  int blockLimit() {
    return idLimit;
  }

  /** The block a node is in, or null. */
  @Nullable Block blockOf(int node) {
    return node < blockOf.length ? blockOf[node] : null;
  }

  /** Forgets everything. */
  public void reset() {
    Arrays.fill(siblingsOf, null);
    Arrays.fill(blockOf, null);
    Arrays.fill(marked, false);
    freeIds.clear();
    idLimit = 0;
  }

  /** A node came to exist, or its aggregates changed. */
  public void changed(int node) {
    if (node == 0) {
      return;
    }
    int parent = tree.parent(node);
    Siblings siblings = parent < siblingsOf.length ? siblingsOf[parent] : null;
    if (siblings == null) {
      return;
    }
    ensure(node);
    if (!marked[node] && (blockOf[node] == null || comparison.readsAggregates())) {
      marked[node] = true;
      siblings.moved.add(node);
    }
  }

  /** A node is about to be removed. */
  public void removed(int node) {
    if (node < siblingsOf.length && siblingsOf[node] != null) {
      drop(node);
    }
    Block block = blockOf(node);
    if (block != null) {
      Siblings siblings = siblingsOf[tree.parent(node)];
      if (siblings != null) {
        takeOut(siblings, block, node);
      }
    }
    if (node < marked.length && marked[node]) {
      Siblings siblings = siblingsOf[tree.parent(node)];
      if (siblings != null) {
        forget(siblings.moved, node);
      }
      marked[node] = false;
    }
  }

  private static void forget(IntList list, int node) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == node) {
        list.set(i, list.get(list.size() - 1));
        list.removeLast();
        return;
      }
    }
  }

  /** The children of a group, in order. */
  Siblings of(int parent) {
    ensure(parent);
    Siblings siblings = siblingsOf[parent];
    if (siblings != null && siblings.moved.size() > 16 + siblings.size / 8) {
      drop(parent);
      siblings = null;
    }
    if (siblings == null) {
      return build(parent);
    }
    if (siblings.moved.size() > 0) {
      place(siblings);
    }
    return siblings;
  }

  private Siblings build(int parent) {
    Siblings siblings = new Siblings();
    int[] nodes = new int[tree.childCount(parent)];
    int n = 0;
    for (int child = tree.firstChild(parent); child >= 0; child = tree.next(child)) {
      nodes[n++] = child;
      ensure(child);
    }
    comparison.sort(nodes, n);
    for (int from = 0; from < n; from += FILL) {
      Block block = newBlock(Math.min(FILL, n - from));
      block.size = Math.min(FILL, n - from);
      System.arraycopy(nodes, from, block.nodes, 0, block.size);
      for (int i = 0; i < block.size; i++) {
        blockOf[block.nodes[i]] = block;
      }
      siblings.blocks.add(block);
      traversals.forEach(traversal -> traversal.blockMade(block));
    }
    siblings.size = n;
    siblingsOf[parent] = siblings;
    return siblings;
  }

  private void drop(int parent) {
    Siblings siblings = siblingsOf[parent];
    if (siblings == null) {
      return;
    }
    for (Block block : siblings.blocks) {
      for (int i = 0; i < block.size; i++) {
        blockOf[block.nodes[i]] = null;
      }
      freeIds.add(block.id);
    }
    for (int i = 0; i < siblings.moved.size(); i++) {
      marked[siblings.moved.get(i)] = false;
    }
    siblingsOf[parent] = null;
  }

  private void place(Siblings siblings) {
    IntList moved = siblings.moved;
    for (int i = 0; i < moved.size(); i++) {
      int node = moved.get(i);
      marked[node] = false;
      Block block = blockOf[node];
      if (block != null) {
        takeOut(siblings, block, node);
      }
    }
    for (int i = 0; i < moved.size(); i++) {
      putIn(siblings, moved.get(i));
    }
    moved.clear();
  }

  private void takeOut(Siblings siblings, Block block, int node) {
    int at = indexIn(block, node);
    System.arraycopy(block.nodes, at + 1, block.nodes, at, block.size - at - 1);
    block.size--;
    siblings.size--;
    blockOf[node] = null;
    traversals.forEach(traversal -> traversal.leftBlock(block, node));
    if (block.size == 0) {
      siblings.blocks.remove(block);
      freeIds.add(block.id);
    }
  }

  /** Place of a node in its block. */
  static int indexIn(Block block, int node) {
    int at = 0;
    while (block.nodes[at] != node) {
      at++;
    }
    return at;
  }

  private void putIn(Siblings siblings, int node) {
    List<Block> blocks = siblings.blocks;
    if (blocks.isEmpty()) {
      Block block = newBlock(1);
      blocks.add(block);
      traversals.forEach(traversal -> traversal.blockMade(block));
    }
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (comparison.compare(node, blocks.get(middle).nodes[0]) < 0) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    Block block = blocks.get(low);
    if (block.size == MOST) {
      Block upper = halve(block);
      blocks.add(low + 1, upper);
      if (comparison.compare(node, upper.nodes[0]) > 0) {
        block = upper;
      }
    }
    insert(block, node);
    siblings.size++;
  }

  private void insert(Block block, int node) {
    int low = 0;
    int high = block.size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comparison.compare(node, block.nodes[middle]) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (block.size == block.nodes.length) {
      block.nodes = Arrays.copyOf(block.nodes, Math.min(MOST, block.size * 2));
    }
    System.arraycopy(block.nodes, low, block.nodes, low + 1, block.size - low);
    block.nodes[low] = node;
    block.size++;
    blockOf[node] = block;
    traversals.forEach(traversal -> traversal.joinedBlock(block, node));
  }

  private Block halve(Block block) {
    Block upper = newBlock(MOST);
    int half = block.size / 2;
    upper.size = block.size - half;
    System.arraycopy(block.nodes, half, upper.nodes, 0, upper.size);
    block.size = half;
    for (int i = 0; i < upper.size; i++) {
      blockOf[upper.nodes[i]] = upper;
    }
    for (Traversal traversal : traversals) {
      traversal.blockMade(block);
      traversal.blockMade(upper);
    }
    return upper;
  }

  private Block newBlock(int capacity) {
    return new Block(freeIds.size() > 0 ? freeIds.removeLast() : idLimit++, capacity);
  }

  private void ensure(int node) {
    if (node >= siblingsOf.length) {
      int capacity = Math.max(node + 1, siblingsOf.length * 2);
      siblingsOf = Arrays.copyOf(siblingsOf, capacity);
      blockOf = Arrays.copyOf(blockOf, capacity);
      marked = Arrays.copyOf(marked, capacity);
    }
  }
}
