package dev.perspective4j.engine.column;

import dev.perspective4j.engine.EngineException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The distinct strings of one column, as UTF-8, numbered by codes.
 *
 * <p>Append-only: a code that was given out stays valid and equal codes mean equal strings for the
 * life of the dictionary. To forget strings, a column moves to {@linkplain #keeping another
 * dictionary} in which the strings it keeps have the codes they had, and the other codes are given
 * out again. Bytes live end to end in chunks of 64 KiB (a longer string has a chunk to itself); an
 * open-addressing hash table, at most two thirds full, finds a string again: an entry holds hash
 * and code side by side, so a miss costs one access to memory and a hit a second one for the bytes.
 * The hash is keyed by a number of this process, so that a client cannot prepare strings that
 * collide. There is no object per string; a string costs about 25 bytes beside its own. Memory is
 * on the heap, because slices keep the dictionary and may outlive the table.
 *
 * <p>Adding and {@link #ranks()} belong to the table's thread. Reading strings by code is safe on
 * any thread that got the code from that one.
 */
public final class StringDictionary {

  /*
   * The table is open addressing with linear probing (Knuth, The Art of Computer Programming vol.
   * 3, 6.4), a power of two long. An entry is hash and code in one long; a long of all ones, FREE,
   * marks an empty place. Nothing is ever removed, so there are no tombstones. The hash is a
   * product of 128 bits folded in two, eight bytes a round, keyed by two random numbers of the
   * process.
   *
   * Concurrency: one thread adds; others read codes that they were handed after the addition.
   * Chunks and spans are published together through one volatile State, and arrays are copied when
   * they grow, never shrunk or rewritten below what is published.
   *
   * Order: ranks() sorts the codes by bytes (see DictionarySort) when a reader needs order, and
   * later sorts only the codes that are new since. Comparisons of codes become comparisons of ints
   * then.
   */

  private static final int CHUNK_BITS = 16;
  static final int CHUNK = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK - 1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final long KEY = new SplittableRandom().nextLong();
  private static final long MULTIPLIER = new SplittableRandom().nextLong() | 1;
  static final long FREE = -1L;
  private static final long[] NO_TABLE = {};

  /** Bytes that fit in an order key together with their number. */
  private static final int WHOLE = 7;

  /**
   * Where strings are. Arrays are replaced when they grow, never shrunk, and published as a whole,
   * so a reader finds every code it may know in whichever state it sees.
   *
   * @param chunks the bytes
   * @param spans {@linkplain #span where} each string is
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record State(byte[][] chunks, long[] spans) {

    /** The chunk that a string is in. */
    byte[] chunk(long span) {
      return chunks[(int) (span >>> (Integer.SIZE + CHUNK_BITS))];
    }
  }

  private volatile State state = new State(new byte[1][64], new long[4]);
  private int chunkCount = 1;
  private int chunkUsed;
  private int count;
  private long bytes;

  /** Codes in the order they are given out, as far as that is not their own. */
  private int[] order = {};

  /** Hash (upper half) and code (lower half) of each string, or {@link #FREE}. */
  private long[] table = {FREE, FREE, FREE, FREE, FREE, FREE, FREE, FREE};

  private int[] sorted = {};
  private int[] ranks = {};
  private int measured;
  private int commonPrefix;
  private int longest;

  /** An empty dictionary. */
  public StringDictionary() {}

  /** A {@linkplain StringList list}: nothing can be looked up in it or added to it. */
  StringDictionary(State strings, int count) {
    state = strings;
    this.count = count;
    table = NO_TABLE;
    for (int code = 0; code < count; code++) {
      bytes += length(strings.spans[code]);
    }
  }

  /**
   * A dictionary of some of these strings under the codes they have here; the codes below the
   * largest of them that are left over are the next it gives out. This one stays as it is, for
   * those that still read it.
   */
  public StringDictionary keeping(BitSet codes) {
    StringDictionary kept = new StringDictionary();
    int limit = codes.length();
    int strings = codes.cardinality();
    kept.order = new int[limit];
    int used = 0;
    int free = strings;
    for (int code = 0; code < limit; code++) {
      kept.order[codes.get(code) ? used++ : free++] = code;
    }
    kept.state = new State(kept.state.chunks, new long[limit + 4]);
    kept.reserve(strings);
    for (int i = 0; i < strings; i++) {
      kept.intern(this, kept.order[i]);
    }
    return kept;
  }

  /** One more than the largest code that may have been given out. */
  public int size() {
    return Math.max(count, order.length);
  }

  /** Number of distinct strings. */
  public int count() {
    return count;
  }

  /**
   * The code of the string that was added when there were {@code i} others, for {@code i <
   * count()}.
   */
  public int codeAt(int i) {
    return i < order.length ? order[i] : i;
  }

  /** Number of bytes of all strings together. */
  public long bytes() {
    return bytes;
  }

  /**
   * Prepares for more strings.
   *
   * @param more how many of them are likely to be new; must be bounded by what there is of them
   */
  public void reserve(int more) {
    long strings = Math.min(Integer.MAX_VALUE - 8L, size() + (long) more);
    long places = strings + strings / 2 + 1;
    if (places > table.length) {
      rehash((int) Math.min(1L << 30, Long.highestOneBit(places - 1) << 1));
    }
    State in = state;
    if (strings > in.spans.length) {
      state = new State(in.chunks, Arrays.copyOf(in.spans, (int) strings));
    }
  }

  /** The code of a string, adding it if it is new. */
  public int intern(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /**
   * The code of UTF-8 bytes, adding them if they are new.
   *
   * @throws EngineException if the dictionary is full: 65,536 chunks
   */
  public int intern(byte[] utf8, int offset, int length) {
    int hash = hash(utf8, offset, length);
    int at = probe(utf8, offset, length, hash);
    int known = (int) table[at];
    if (known >= 0) {
      return known;
    }
    int code = append(utf8, offset, length);
    table[at] = (long) hash << 32 | code;
    if (count * 3L > table.length * 2L) {
      rehash(table.length * 2);
    }
    return code;
  }

  /** The code of a string of another dictionary, adding it if it is new. */
  public int intern(StringDictionary other, int code) {
    State from = other.state;
    long span = from.spans[code];
    return intern(from.chunk(span), offset(span), length(span));
  }

  /**
   * Looks up strings of another dictionary; nothing is added.
   *
   * @param codes codes of {@code other}
   * @param strings number of them
   * @param out gets the code here of each, or -1, at the place of its code there
   */
  public void find(StringDictionary other, int[] codes, int strings, int[] out) {
    if (table.length == 0) {
      throw notSearchable();
    }
    StringSearch.find(other.state, codes, strings, table, state, out);
  }

  /** The code of a string, or -1 if the dictionary does not have it. */
  public int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return (int) table[probe(utf8, 0, utf8.length, hash(utf8, 0, utf8.length))];
  }

  /** The string behind a code. */
  public String string(int code) {
    State from = state;
    long span = from.spans[code];
    return new String(from.chunk(span), offset(span), length(span), StandardCharsets.UTF_8);
  }

  /** Number of UTF-8 bytes of the string behind a code. */
  public int length(int code) {
    return length(state.spans[code]);
  }

  /**
   * Copies the UTF-8 bytes behind a code.
   *
   * @return number of bytes copied
   */
  public int copyTo(int code, byte[] target, int offset) {
    State from = state;
    long span = from.spans[code];
    System.arraycopy(from.chunk(span), offset(span), target, offset, length(span));
    return length(span);
  }

  /** Compares two strings by their UTF-8 bytes, unsigned. */
  public int compare(int codeA, int codeB) {
    State from = state;
    long a = from.spans[codeA];
    long b = from.spans[codeB];
    return Arrays.compareUnsigned(
        from.chunk(a),
        offset(a),
        offset(a) + length(a),
        from.chunk(b),
        offset(b),
        offset(b) + length(b));
  }

  /**
   * The first eight bytes behind a code as a big-endian number, zeros behind a shorter text.
   * Unsigned comparison agrees with {@link #compare} wherever prefixes differ.
   */
  public long prefix(int code) {
    return prefix(code, 0);
  }

  /** As {@link #prefix(int)}, of the bytes from {@code depth} on. */
  long prefix(int code, int depth) {
    State from = state;
    long span = from.spans[code];
    byte[] chunk = from.chunk(span);
    int start = offset(span) + depth;
    int length = Math.min(Long.BYTES, length(span) - depth);
    if (length <= 0) {
      return 0;
    }
    if (start + Long.BYTES <= chunk.length) {
      long bytes = (long) BIG_ENDIAN.get(chunk, start);
      return bytes & (-1L << (64 - 8 * length));
    }
    long bytes = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bytes = (bytes << 8) | (i < length ? chunk[start + i] & 0xFF : 0);
    }
    return bytes;
  }

  /**
   * Whether different strings have different {@linkplain #orderKey order keys}: no string has more
   * than seven bytes behind those that all begin with. Costs a look at each new string.
   */
  public boolean hasExactOrderKeys() {
    measure();
    return longest - commonPrefix <= WHOLE;
  }

  /**
   * A number above {@link Long#MIN_VALUE} that grows with the string: smaller numbers belong to
   * smaller strings, equal ones to equal strings if keys are {@linkplain #hasExactOrderKeys exact}.
   * What all strings begin with says nothing and is left out. Good until the dictionary grows.
   */
  public long orderKey(int code) {
    measure();
    long prefix = prefix(code, commonPrefix);
    if (longest - commonPrefix <= WHOLE) {
      // the number of bytes tells strings apart that end in zeros
      return (prefix | (length(code) - commonPrefix + 1)) ^ Long.MIN_VALUE;
    }
    return Math.max(prefix ^ Long.MIN_VALUE, Long.MIN_VALUE + 1);
  }

  private void measure() {
    State in = state;
    for (; measured < count; measured++) {
      int code = codeAt(measured);
      long span = in.spans[code];
      int length = length(span);
      commonPrefix = measured == 0 ? length : Math.min(commonPrefix, length);
      longest = Math.max(longest, length);
      long first = in.spans[codeAt(0)];
      int at =
          Arrays.mismatch(
              in.chunk(first),
              offset(first),
              offset(first) + commonPrefix,
              in.chunk(span),
              offset(span),
              offset(span) + commonPrefix);
      if (at >= 0) {
        commonPrefix = at;
      }
    }
  }

  /**
   * Collation rank of each code (order of UTF-8 bytes); valid until the dictionary grows. Do not
   * modify. Costs a radix sort when first asked for, later a sort of the new strings and one pass.
   */
  public int[] ranks() {
    if (sorted.length != count) {
      sorted = DictionarySort.extend(this, sorted);
      int[] result = new int[size()];
      for (int rank = 0; rank < count; rank++) {
        result[sorted[rank]] = rank;
      }
      ranks = result;
    }
    return ranks;
  }

  private int append(byte[] utf8, int offset, int length) {
    State to = state;
    boolean fullChunk = chunkUsed + length > CHUNK;
    boolean fits = !fullChunk && chunkUsed + length <= to.chunks[chunkCount - 1].length;
    int code = codeAt(count);
    if (code == to.spans.length || !fits) {
      to = grown(to, length, fits, fullChunk);
    }
    byte[] chunk = to.chunks[chunkCount - 1];
    System.arraycopy(utf8, offset, chunk, chunkUsed, length);
    to.spans[code] = span(chunkCount - 1, chunkUsed, length);
    chunkUsed += length;
    if (chunkUsed > CHUNK_MASK) {
      // Offsets have 16 bits: not even an empty string fits behind the last byte.
      chunkUsed = CHUNK + 1;
    }
    count++;
    bytes += length;
    state = to;
    return code;
  }

  private State grown(State from, int length, boolean fits, boolean fullChunk) {
    byte[][] chunks = from.chunks;
    if (!fits && !fullChunk) {
      // Only the first chunk is made smaller than a whole one.
      chunks = chunks.clone();
      int bytes = Math.min(CHUNK, Math.max(chunkUsed + length, chunks[0].length * 2));
      chunks[chunkCount - 1] = Arrays.copyOf(chunks[chunkCount - 1], bytes);
    } else if (!fits) {
      if (chunkCount == CHUNK) {
        throw new EngineException("a string column holds too much distinct text");
      }
      chunks = Arrays.copyOf(chunks, Math.max(chunkCount + 1, chunkCount + (chunkCount >> 1)));
      chunks[chunkCount++] = new byte[Math.max(CHUNK, length)];
      chunkUsed = 0;
    }
    long[] spans = from.spans;
    if (codeAt(count) == spans.length) {
      int codes = (int) Math.min(Integer.MAX_VALUE - 8L, count + (count >> 1) + 4L);
      spans = Arrays.copyOf(spans, codes);
    }
    return new State(chunks, spans);
  }

  /**
   * Where a string is: chunk (upper 16 bits) and offset in it (16 bits), and its number of bytes.
   */
  static long span(int chunk, int offset, int length) {
    return (long) (chunk << CHUNK_BITS | offset) << Integer.SIZE | length;
  }

  static int offset(long span) {
    return (int) (span >>> Integer.SIZE) & CHUNK_MASK;
  }

  static int length(long span) {
    return (int) span;
  }

  /** Where in the table a string is, or would be. */
  private int probe(byte[] utf8, int offset, int length, int hash) {
    State in = state;
    int mask = table.length - 1;
    if (mask < 0) {
      throw notSearchable();
    }
    int at = hash & mask;
    while (true) {
      long entry = table[at];
      int code = (int) entry;
      if (code < 0) {
        return at;
      }
      if ((int) (entry >>> 32) == hash) {
        long span = in.spans[code];
        if (length(span) == length && isEqual(in.chunk(span), offset(span), utf8, offset, length)) {
          return at;
        }
      }
      at = (at + 1) & mask;
    }
  }

  private static IllegalStateException notSearchable() {
    return new IllegalStateException("the strings of a list cannot be looked up");
  }

  /** As {@link Arrays#equals}, which is slower for short texts. */
  static boolean isEqual(byte[] a, int atA, byte[] b, int atB, int length) {
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (a[atA + i] != b[atB + i]) {
          return false;
        }
      }
      return true;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) LONGS.get(a, atA + i) != (long) LONGS.get(b, atB + i)) {
        return false;
      }
    }
    // The last bytes are compared as a whole again, however many of them were seen before.
    return (long) LONGS.get(a, atA + last) == (long) LONGS.get(b, atB + last);
  }

  private void rehash(int length) {
    long[] bigger = new long[length];
    Arrays.fill(bigger, FREE);
    int mask = bigger.length - 1;
    for (long entry : table) {
      if (entry != FREE) {
        int at = (int) (entry >>> 32) & mask;
        while (bigger[at] != FREE) {
          at = (at + 1) & mask;
        }
        bigger[at] = entry;
      }
    }
    table = bigger;
  }

  /** The hash of a string: the upper half of its entry in a table. */
  static int hash(byte[] utf8, int offset, int length) {
    long h = length;
    int last = offset + length - Long.BYTES;
    for (int at = offset; at < last; at += Long.BYTES) {
      h = mix(h ^ (long) LONGS.get(utf8, at));
    }
    // The last bytes are read as a whole again, however many of them were seen before.
    long tail;
    if (length >= Long.BYTES) {
      tail = (long) LONGS.get(utf8, last);
    } else if (length >= Integer.BYTES) {
      long low = (int) INTS.get(utf8, offset);
      tail = low << 32 ^ (int) INTS.get(utf8, offset + length - Integer.BYTES);
    } else if (length > 0) {
      int ends = (utf8[offset] & 0xFF) << 16 | (utf8[offset + length - 1] & 0xFF) << 8;
      tail = ends | (utf8[offset + (length >> 1)] & 0xFF);
    } else {
      tail = 0;
    }
    h = mix(h ^ tail);
    return (int) (h ^ (h >>> 32));
  }

  /** Both halves of a product of 128 bits in one: every bit depends on every bit. */
  private static long mix(long bits) {
    long mixed = bits ^ KEY;
    return mixed * MULTIPLIER ^ Math.unsignedMultiplyHigh(mixed, MULTIPLIER);
  }
}
