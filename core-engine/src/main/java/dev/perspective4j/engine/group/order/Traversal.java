package dev.perspective4j.engine.group.order;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.group.order.SiblingOrder.Block;
import dev.perspective4j.engine.group.order.SiblingOrder.Siblings;
import dev.perspective4j.engine.group.tree.GroupTree;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The visible rows of a tree by position: which groups are open, and how many rows each subtree
 * shows.
 *
 * <p>A traversal is either ruled by a depth (all groups above it are open, new ones too; viewers
 * with the same depth share it) or manual (a set of open groups; one viewer's own). The weight of a
 * node is the number of visible rows in its subtree; each block of siblings has the sum of its
 * nodes' weights, so a position is found by running over the blocks of one list of siblings per
 * level. A group that comes or goes changes the weights on its path only.
 */
public final class Traversal {

  /*
   * Order statistics over a tree: the rank of a node, and the node of a rank, from sizes of
   * subtrees kept in the nodes (Knuth, The Art of Computer Programming vol. 3, 6.2.3, "linear list
   * representation"; Cormen et al., Introduction to Algorithms, ch. 14). The tree here has any
   * number of children, so their sizes are summed by block of siblings, too.
   *
   * Invariants, once built: weights[node] is the number of rows shown for the node and below it,
   * provided that its ancestors are open: 1 (or 0, if only leaves are shown) plus the weights of
   * its children if it is open. blockWeights[id] is the sum over the nodes of a block, and follows
   * every node that moves from one to another. Nothing is kept before the first question.
   *
   * Cost, for L levels and groups of k children: a position or a node takes, per level, a run over
   * k / 256 blocks and one block; opening, closing, coming or going changes the weights of one
   * path, L additions. Building takes one pass over the nodes per level.
   */

  private final GroupTree tree;
  private final SiblingOrder order;
  private final boolean leavesOnly;
  private final int depth;
  private final @Nullable BitSet open;
  private boolean built;
  private int[] weights = {};
  private long[] blockWeights = {};

  /** All groups above {@code depth} are open. */
  public static Traversal toDepth(GroupTree tree, SiblingOrder order, int depth) {
    return new Traversal(tree, order, false, depth, null);
  }

  /** Only groups of the deepest level are shown. */
  public static Traversal ofLeaves(GroupTree tree, SiblingOrder order) {
    return new Traversal(tree, order, true, tree.levels(), null);
  }

  private Traversal(
      GroupTree tree, SiblingOrder order, boolean leavesOnly, int depth, @Nullable BitSet open) {
    this.tree = tree;
    this.order = order;
    this.leavesOnly = leavesOnly;
    this.depth = depth;
    this.open = open;
    order.attach(this);
  }

  /** A manual traversal that starts with the open groups of this one. */
  public Traversal manual() {
    BitSet opened = new BitSet();
    for (int node = 0; node < tree.limit(); node++) {
      if (tree.exists(node) && isOpen(node)) {
        opened.set(node);
      }
    }
    return new Traversal(tree, order, false, tree.levels(), opened);
  }

  /** Stops keeping up with the tree. */
  public void close() {
    order.detach(this);
  }

  boolean isOpen(int node) {
    return open == null ? tree.level(node) < depth : open.get(node);
  }

  private boolean isCounted(int node) {
    return !leavesOnly || tree.level(node) == tree.levels();
  }

  /** Number of visible rows. */
  public int size() {
    build();
    return weights[0];
  }

  /** Whether a row is shown for the node. */
  public boolean isVisible(int node) {
    if (!isCounted(node)) {
      return false;
    }
    for (int at = tree.parent(node); at >= 0; at = tree.parent(at)) {
      if (!isOpen(at)) {
        return false;
      }
    }
    return true;
  }

  // ---- open and close; manual only ----

  /**
   * Opens a group of a manual traversal; its children start closed.
   *
   * @return number of rows that appeared
   */
  public int expand(int node) {
    BitSet opened = opened();
    if (tree.childCount(node) == 0 || opened.get(node)) {
      return 0;
    }
    build();
    opened.set(node);
    for (int child = tree.firstChild(node); child >= 0; child = tree.next(child)) {
      opened.clear(child);
      add(child, 1 - weights[child], false);
    }
    int appeared = tree.childCount(node);
    add(node, appeared, true);
    return appeared;
  }

  /**
   * Closes a group of a manual traversal.
   *
   * @return number of rows that vanished
   */
  public int collapse(int node) {
    BitSet opened = opened();
    if (!opened.get(node)) {
      return 0;
    }
    build();
    int vanished = weights[node] - 1;
    opened.clear(node);
    add(node, -vanished, true);
    return vanished;
  }

  private BitSet opened() {
    if (open == null) {
      throw new IllegalStateException("ruled by depth");
    }
    return open;
  }

  // ---- changes of the tree ----

  /** All groups are gone. A manual traversal then shows the root open and nothing else. */
  public void reset() {
    built = false;
    if (open != null) {
      open.clear();
      open.set(0);
    }
  }

  /** A node came to exist; its parent was told before. */
  public void created(int node) {
    if (open != null) {
      open.clear(node);
    }
    if (!built) {
      return;
    }
    ensure();
    weights[node] = 0;
    add(node, isCounted(node) ? 1 : 0, true);
  }

  /** A node without children is about to be removed. */
  public void removed(int node) {
    if (built) {
      add(node, -weights[node], true);
    }
    if (open != null) {
      open.clear(node);
    }
  }

  /** The table has no rows; those to come show under an open total. */
  public void emptied() {
    if (open != null) {
      open.set(0);
    }
  }

  /** Changes a weight, and those above as far as they show the node. */
  private void add(int node, int difference, boolean above) {
    if (difference == 0) {
      return;
    }
    int at = node;
    while (at >= 0) {
      weights[at] += difference;
      Block block = order.blockOf(at);
      if (block != null) {
        blockWeights[block.id] += difference;
      }
      at = tree.parent(at);
      if (!above || at < 0 || !isOpen(at)) {
        return;
      }
    }
  }

  // ---- changes of the order ----

  void leftBlock(Block block, int node) {
    if (built) {
      blockWeights[block.id] -= weights[node];
    }
  }

  void joinedBlock(Block block, int node) {
    if (built) {
      blockWeights[block.id] += weights[node];
    }
  }

  /** The block is new or has other nodes. */
  void blockMade(Block block) {
    if (built) {
      ensure();
      long sum = 0;
      for (int i = 0; i < block.size; i++) {
        sum += weights[block.nodes[i]];
      }
      blockWeights[block.id] = sum;
    }
  }

  private void build() {
    if (built) {
      return;
    }
    built = true;
    ensure();
    Arrays.fill(weights, 0);
    Arrays.fill(blockWeights, 0);
    for (int level = tree.levels(); level >= 0; level--) {
      for (int node = 0; node < tree.limit(); node++) {
        if (tree.exists(node) && tree.level(node) == level) {
          if (!isOpen(node)) {
            weights[node] = 0;
          }
          weights[node] += isCounted(node) ? 1 : 0;
          int parent = tree.parent(node);
          if (parent >= 0) {
            weights[parent] += weights[node];
          }
          Block block = order.blockOf(node);
          if (block != null) {
            blockWeights[block.id] += weights[node];
          }
        }
      }
    }
  }

  private void ensure() {
    if (weights.length < tree.limit()) {
      weights = Arrays.copyOf(weights, Math.max(tree.limit(), weights.length * 2));
    }
    if (blockWeights.length < order.blockLimit()) {
      blockWeights =
          Arrays.copyOf(blockWeights, Math.max(order.blockLimit(), blockWeights.length * 2));
    }
  }

  // ---- positions ----

  /** The node at a position in {@code [0, size)}. */
  public int nodeAt(int position) {
    IntList one = new IntList(1);
    nodes(position, position + 1, one);
    return one.get(0);
  }

  /** Appends the nodes at positions {@code [from, to)}, all below {@link #size()}. */
  public void nodes(int from, int to, IntList out) {
    build();
    if (from < to) {
      walk(0, from, to, out);
    }
  }

  /**
   * Appends the rows of a subtree whose positions, counted from its first row, are in the range.
   */
  private void walk(int node, long from, long to, IntList out) {
    long start = from;
    long end = to;
    if (isCounted(node)) {
      if (start <= 0 && end > 0) {
        out.add(node);
      }
      start--;
      end--;
    }
    if (end <= 0 || tree.childCount(node) == 0 || !isOpen(node)) {
      return;
    }
    Siblings siblings = order.of(node);
    for (Block block : siblings.blocks) {
      long weight = blockWeights[block.id];
      if (start < weight) {
        for (int i = 0; i < block.size && end > 0; i++) {
          int child = block.nodes[i];
          if (start < weights[child]) {
            walk(child, start, end, out);
          }
          start -= weights[child];
          end -= weights[child];
        }
      } else {
        start -= weight;
        end -= weight;
      }
      if (end <= 0) {
        return;
      }
    }
  }

  /** The position of a visible node. */
  public int positionOf(int node) {
    build();
    long position = 0;
    for (int at = node; at != 0; at = tree.parent(at)) {
      int parent = tree.parent(at);
      Siblings siblings = order.of(parent);
      Block own = order.blockOf(at);
      for (Block block : siblings.blocks) {
        if (block == own) {
          for (int i = 0; block.nodes[i] != at; i++) {
            position += weights[block.nodes[i]];
          }
          break;
        }
        position += blockWeights[block.id];
      }
      position += isCounted(parent) ? 1 : 0;
    }
    return (int) position;
  }
}
