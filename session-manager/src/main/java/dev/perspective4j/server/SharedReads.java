package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What equal views of a table answered since its last change: a viewport that a thousand browsers
 * ask for is read and encoded once. Used on the strand of the table.
 */
final class SharedReads {
  private static final int MAX_ANSWERS = 64;
  private static final int MAX_ANSWER_BYTES = 256 << 10;

  private record Read(MessageLite request, boolean from5_6) {}

  private final Map<Read, EncodedResponse> answers = new HashMap<>();
  private long version = -1;
  private int users;
  private @Nullable EncodedResponse rowDelta;
  private long rowDeltaVersion = -1;

  /** One view more answers alike. */
  void join() {
    users++;
  }

  /** One view less; says whether it was the last. */
  boolean leave() {
    users--;
    return users == 0;
  }

  /** Whether more than one view would profit. */
  boolean isShared() {
    return users > 1;
  }

  /**
   * The answer to an equal request, if the table has not changed since.
   *
   * @param tableVersion counts the changes of the table
   * @param request the request, equal for equal reads
   * @param from5_6 whether the reader expects the answers of release 5.6
   */
  Optional<EncodedResponse> find(long tableVersion, MessageLite request, boolean from5_6) {
    if (version != tableVersion) {
      answers.clear();
      version = tableVersion;
    }
    return Optional.ofNullable(answers.get(new Read(request, from5_6)));
  }

  /** Keeps the answer to a request that {@link #find} did not find, unless the table has changed since. */
  void keep(long tableVersion, MessageLite request, boolean from5_6, EncodedResponse made) {
    if (version == tableVersion
        && made.size() <= MAX_ANSWER_BYTES
        && answers.size() < MAX_ANSWERS) {
      answers.put(new Read(request, from5_6), made);
    }
  }

  /** The rows changed by the step that led to {@code tableVersion}, encoded once. */
  EncodedResponse rowDelta(long tableVersion, Supplier<EncodedResponse> read) {
    EncodedResponse known = rowDelta;
    if (known == null || rowDeltaVersion != tableVersion) {
      known = read.get();
      rowDelta = known;
      rowDeltaVersion = tableVersion;
    }
    return known;
  }
}
