package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * A tree of groups in primitive columns; node 0 is the root, children of a node are linked in no
 * particular order.
 *
 * <p>A child is found by its parent and the number of its key: level 1 by a plain table, deeper
 * levels by a hash table. Numbers of removed nodes are given out again.
 */
public final class GroupTree {
  private static final int NONE = -1;

  private final KeyIds[] keys;
  private int[] parent = new int[16];
  private int[] key = new int[16];
  private short[] level = new short[16];
  private int[] firstChild = new int[16];
  private int[] next = new int[16];
  private int[] previous = new int[16];
  private int[] children = new int[16];
  private int limit;
  private final IntList free = new IntList();
  private int[] top = new int[64];
  private final LongIntMap deeper = new LongIntMap();

  /** Nodes below level 1 that were asked for, by the lowest bits of their keys' numbers. */
  private final int[] latest = new int[1 << 12];

  GroupTree(KeyIds[] keys) {
    this.keys = keys;
    reset();
  }

  /** Removes all nodes but the root. */
  void reset() {
    Arrays.fill(top, NONE);
    deeper.clear();
    Arrays.fill(latest, 0);
    free.clear();
    for (KeyIds level : keys) {
      level.reset();
    }
    limit = 1;
    parent[0] = NONE;
    level[0] = 0;
    firstChild[0] = NONE;
    next[0] = NONE;
    previous[0] = NONE;
    children[0] = 0;
  }

  /** Number of levels below the root. */
  public int levels() {
    return keys.length;
  }

  /** The key numbers of a level, 0 for the one below the root. */
  public KeyIds keys(int level) {
    return keys[level];
  }

  /** One more than the largest node number given out. */
  public int limit() {
    return limit;
  }

  /** The parent of a node, -1 for the root. */
  public int parent(int node) {
    return parent[node];
  }

  /** The level of a node, 0 for the root. */
  public int level(int node) {
    return level[node];
  }

  public int firstChild(int node) {
    return firstChild[node];
  }

  /** The next child of the same parent, or -1. */
  public int next(int node) {
    return next[node];
  }

  /** Number of direct children. */
  public int childCount(int node) {
    return children[node];
  }

  /** The number of the key of the node; siblings have different ones. */
  public int key(int node) {
    return key[node];
  }

  /** Appends the key of a node. */
  public void appendKey(int node, Vector out) {
    keys[level[node] - 1].append(key[node], out);
  }

  /** The ancestor of a node at a level not below it. */
  public int ancestor(int node, int atLevel) {
    int at = node;
    while (level[at] > atLevel) {
      at = parent[at];
    }
    return at;
  }

  /** Compares siblings by key, null first. */
  public int compareSiblings(int a, int b) {
    return keys[level[a] - 1].compare(key[a], key[b]);
  }

  /** Compares nodes of one level by their paths. */
  int comparePaths(int a, int b) {
    int x = a;
    int y = b;
    while (parent[x] != parent[y]) {
      x = parent[x];
      y = parent[y];
    }
    return x == y ? 0 : compareSiblings(x, y);
  }

  /** Compares any two nodes by their paths; a group stands before those below it. */
  public int compareNodes(int a, int b) {
    int common = Math.min(level[a], level[b]);
    int byPath = comparePaths(ancestor(a, common), ancestor(b, common));
    return byPath != 0 ? byPath : Integer.compare(level[a], level[b]);
  }

  /** Replaces each node by its child with the given key, making new nodes as needed. */
  void descend(int[] nodes, int[] ids, int n) {
    for (int i = 0; i < n; i++) {
      nodes[i] = child(nodes[i], ids[i]);
    }
  }

  /** The child with a key, made if need be. */
  int child(int node, int id) {
    if (node == 0) {
      int found = id < top.length ? top[id] : NONE;
      return found >= 0 ? found : create(0, id);
    }
    // Most often a key has one parent only, so the last child with the key is the one.
    int place = id & (latest.length - 1);
    int last = latest[place];
    if (parent[last] == node && key[last] == id && level[last] > 1) {
      return last;
    }
    int found = deeper.get((long) node << 32 | id);
    int child = found >= 0 ? found : create(node, id);
    latest[place] = child;
    return child;
  }

  private int create(int under, int id) {
    int node = free.size() > 0 ? free.removeLast() : limit++;
    if (node == parent.length) {
      grow();
    }
    parent[node] = under;
    key[node] = id;
    keys[level[under]].use(id);
    level[node] = (short) (level[under] + 1);
    firstChild[node] = NONE;
    children[node] = 0;
    previous[node] = NONE;
    next[node] = firstChild[under];
    if (firstChild[under] >= 0) {
      previous[firstChild[under]] = node;
    }
    firstChild[under] = node;
    children[under]++;
    if (under == 0) {
      if (id >= top.length) {
        int from = top.length;
        top = Arrays.copyOf(top, Math.max(id + 1, from * 2));
        Arrays.fill(top, from, top.length, NONE);
      }
      top[id] = node;
    } else {
      deeper.put((long) under << 32 | id, node);
    }
    return node;
  }

  /** Removes a node without children. */
  void remove(int node) {
    int under = parent[node];
    if (previous[node] >= 0) {
      next[previous[node]] = next[node];
    } else {
      firstChild[under] = next[node];
    }
    if (next[node] >= 0) {
      previous[next[node]] = previous[node];
    }
    children[under]--;
    if (under == 0) {
      top[key[node]] = NONE;
    } else {
      deeper.remove((long) under << 32 | key[node]);
    }
    keys[level[node] - 1].release(key[node]);
    level[node] = -1;
    free.add(node);
  }

  /** Whether the number belongs to a node. */
  public boolean exists(int node) {
    return node < limit && level[node] >= 0;
  }

  private void grow() {
    int capacity = parent.length * 2;
    parent = Arrays.copyOf(parent, capacity);
    key = Arrays.copyOf(key, capacity);
    level = Arrays.copyOf(level, capacity);
    firstChild = Arrays.copyOf(firstChild, capacity);
    next = Arrays.copyOf(next, capacity);
    previous = Arrays.copyOf(previous, capacity);
    children = Arrays.copyOf(children, capacity);
  }
}
