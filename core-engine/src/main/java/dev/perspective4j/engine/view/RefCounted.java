package dev.perspective4j.engine.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that equal users share: made for the first, closed after the last.
 *
 * @param <K> what makes users equal
 * @param <V> what they share
 */
public final class RefCounted<K, V> {
  private final Map<K, Entry<V>> entries = new HashMap<>();

  /** One thing and its number of users. */
  private static final class Entry<V> {
    private final V value;
    private int users;

    Entry(V value) {
      this.value = value;
    }
  }

  /** The thing of that key, for one more user. */
  public V acquire(K key, Supplier<V> create) {
    Entry<V> entry = entries.get(key);
    if (entry == null) {
      entry = new Entry<>(create.get());
      entries.put(key, entry);
    }
    entry.users++;
    return entry.value;
  }

  /** The thing of that key, if there is one; no user is counted. */
  public Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.value);
  }

  /** Counts one user less. */
  public void release(K key, Consumer<V> close) {
    Entry<V> entry = entries.get(key);
    if (entry != null && --entry.users == 0) {
      entries.remove(key);
      close.accept(entry.value);
    }
  }

  /** Number of things. */
  public int size() {
    return entries.size();
  }
}
