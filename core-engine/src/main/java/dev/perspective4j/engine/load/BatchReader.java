package dev.perspective4j.engine.load;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Reads one input format. Stateless and safe to share. */
@FunctionalInterface
public interface BatchReader {

  /**
   * Parses and coerces the whole input, handing it over in batches of bounded size where the format
   * allows. All batches of one input have the same columns. The caller applies nothing before this
   * returns if it writes to an existing table.
   *
   * @param data the input; its position is not moved
   * @param target what the input has to fit
   * @param sink receives the batches in order; called at least once if the input has columns, also
   *     when it has no rows. A {@link BatchSink} may get some in vain
   * @throws dev.perspective4j.engine.EngineException if the input is malformed or does not fit
   */
  void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink);
}
