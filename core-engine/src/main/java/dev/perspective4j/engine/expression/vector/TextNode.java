package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.TextSink;
import org.jspecify.annotations.Nullable;

/**
 * A node that may make texts: into a dictionary of its own, or into the one of the result column.
 */
abstract class TextNode extends ColumnNode {
  private @Nullable TextSink sink;
  private long textBytes;

  TextNode(PhysicalType physicalType) {
    super(physicalType);
  }

  @Override
  final boolean textsInto(TextSink results) {
    sink = results;
    results(results.dictionary());
    forgetCodes();
    return true;
  }

  /** Forgets codes of texts made so far. */
  void forgetCodes() {}

  /** Where to put the next chunk: another vector if the texts made so far are too many. */
  final Vector renewed(Vector target) {
    if (sink != null) {
      return target;
    }
    Vector next = renewIfLarge(target, textBytes);
    if (!Identity.same(next, target)) {
      textBytes = 0;
    }
    return next;
  }

  /** The code of a text in the dictionary of {@code out}; -1 if there is no room for it. */
  final int intern(String text, Vector out) {
    if (sink != null) {
      return sink.code(text);
    }
    StringDictionary dictionary = out.dictionary();
    return count(dictionary, dictionary.count(), dictionary.intern(text));
  }

  /** As above, of UTF-8 bytes. */
  final int intern(byte[] utf8, int length, Vector out) {
    if (sink != null) {
      return sink.code(utf8, length);
    }
    StringDictionary dictionary = out.dictionary();
    return count(dictionary, dictionary.count(), dictionary.intern(utf8, 0, length));
  }

  private int count(StringDictionary dictionary, int before, int code) {
    textBytes += dictionary.count() > before ? dictionary.length(code) + 32 : 0;
    return code;
  }
}
