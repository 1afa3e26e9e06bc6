package dev.perspective4j.engine.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of a table's columns come from: memory outside the heap, or a mapped file.
 *
 * <p>Blocks are zeroed. Those made by {@link #allocate} live until {@link #close}, those made by
 * {@link #allocateGrowing} until they are released one by one, so that a small column can move to a
 * bigger block without leaving the old one behind. Closing frees everything at once; nothing waits
 * for the garbage collector. May be used from one thread at a time.
 */
public final class PageMemory implements AutoCloseable {
  private static final AtomicLong ALLOCATED = new AtomicLong();
  private static final long ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final @Nullable FileChannel file;
  private final Set<Growing> growing = Collections.newSetFromMap(new IdentityHashMap<>());
  private long fileEnd;
  private long held;
  private boolean closed;

  private PageMemory(@Nullable FileChannel file) {
    this.file = file;
  }

  /** Pages in memory. */
  public static PageMemory inMemory() {
    return new PageMemory(null);
  }

  /**
   * Full pages in a temporary file that vanishes on {@link #close}; growing blocks stay in memory.
   *
   * @throws UncheckedIOException if the file cannot be made
   */
  public static PageMemory onDisk() {
    try {
      Path path = Files.createTempFile("perspective4j-", ".pages");
      return new PageMemory(
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a page file", e);
    }
  }

  /** Bytes held by all page memories of this process. */
  public static long allocatedBytes() {
    return ALLOCATED.get();
  }

  /** Bytes held by this one. */
  public long heldBytes() {
    return held;
  }

  /** A zeroed block that lives until {@link #close}. */
  MemorySegment allocate(long bytes) {
    MemorySegment segment;
    if (file == null) {
      segment = arena.allocate(bytes, ALIGNMENT);
    } else {
      try {
        segment = file.map(FileChannel.MapMode.READ_WRITE, fileEnd, bytes, arena);
        fileEnd += (bytes + ALIGNMENT - 1) & -ALIGNMENT;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot map a page", e);
      }
    }
    count(bytes);
    return segment;
  }

  /** A zeroed block that lives until it is released. */
  Growing allocateGrowing(long bytes) {
    Arena own = Arena.ofShared();
    Growing block = new Growing(own, own.allocate(bytes, ALIGNMENT));
    growing.add(block);
    count(bytes);
    return block;
  }

  private void count(long bytes) {
    held += bytes;
    ALLOCATED.addAndGet(bytes);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    arena.close();
    growing.forEach(block -> block.own.close());
    growing.clear();
    ALLOCATED.addAndGet(-held);
    held = 0;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove a page file", e);
      }
    }
  }

  /** A block with a life of its own. */
  final class Growing {
    private final Arena own;
    private final MemorySegment segment;

    private Growing(Arena own, MemorySegment segment) {
      this.own = own;
      this.segment = segment;
    }

    MemorySegment segment() {
      return segment;
    }

    void release() {
      if (growing.remove(this)) {
        long bytes = segment.byteSize();
        own.close();
        count(-bytes);
      }
    }
  }
}
