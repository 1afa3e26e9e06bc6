package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.StringDictionary;

/** A dictionary that takes new texts up to a number of bytes. */
final class TextSink {
  private final StringDictionary dictionary;
  private final long limit;
  private long bytes;

  TextSink(StringDictionary dictionary, long limit) {
    this.dictionary = dictionary;
    this.limit = limit;
  }

  /** The code of a text, or -1 if it is new and there is no more room. */
  int code(String text) {
    if (bytes > limit) {
      return dictionary.find(text);
    }
    int before = dictionary.size();
    int code = dictionary.intern(text);
    if (code >= before) {
      bytes += dictionary.length(code);
    }
    return code;
  }
}
