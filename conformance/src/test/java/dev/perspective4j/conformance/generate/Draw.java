package dev.perspective4j.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices; equal seeds draw equal things. */
public final class Draw {

  private final SplittableRandom random;

  public Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A seed for something drawn independently. */
  public long seed() {
    return random.nextLong();
  }

  /** A number in {@code [0, bound)}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number in {@code [least, most]}. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** True in {@code percent} of 100 cases. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** One of some items. */
  @SafeVarargs
  public final <T> T of(T... items) {
    return items[random.nextInt(items.length)];
  }

  /** One of some items. */
  public <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Between {@code least} and {@code most} different items in any order, fewer if there are fewer. */
  public <T> List<T> some(List<T> items, int least, int most) {
    List<T> left = new ArrayList<>(items);
    List<T> drawn = new ArrayList<>();
    for (int wanted = between(least, most); wanted > 0 && !left.isEmpty(); wanted--) {
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return drawn;
  }
}
