package dev.perspective4j.engine.load;

import dev.perspective4j.engine.EngineException;
import java.util.ServiceLoader;

/**
 * A plug-in that reads one more input format.
 *
 * <p>Implementations are found with {@link ServiceLoader}: a module says {@code provides
 * dev.perspective4j.engine.load.TableReader with ...}, a plain jar names the class in {@code
 * META-INF/services}. Then tables take {@code TableData.of("avro", bytes)}.
 */
public interface TableReader {

  /** Name of the format, for example {@code "avro"}. */
  String format();

  /** The reader; stateless and safe to share. */
  BatchReader reader();

  /**
   * The reader of a format on the class or module path.
   *
   * @throws EngineException if there is none
   */
  static BatchReader find(String format) {
    for (TableReader plugin : ServiceLoader.load(TableReader.class)) {
      if (plugin.format().equals(format)) {
        return plugin.reader();
      }
    }
    throw new EngineException("No reader for format \"" + format + "\"");
  }
}
