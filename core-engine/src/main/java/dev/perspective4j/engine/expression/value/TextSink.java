package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.StringDictionary;

/** A dictionary that takes new texts up to a number of bytes. */
public final class TextSink {
  private final StringDictionary dictionary;
  private final long limit;
  private long bytes;
  private byte[] buffer = new byte[64];

  /** Fills a dictionary up to a number of UTF-8 bytes. */
  public TextSink(StringDictionary dictionary, long limit) {
    this.dictionary = dictionary;
    this.limit = limit;
  }

  /** The code of a text, or -1 if it is new and there is no more room. */
  public int code(String text) {
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

  /** The code of a text of another dictionary, or -1 if it is new and there is no more room. */
  public int code(StringDictionary source, int sourceCode) {
    if (bytes > limit) {
      return dictionary.find(source.string(sourceCode));
    }
    int length = source.length(sourceCode);
    if (length > buffer.length) {
      buffer = new byte[length * 2];
    }
    source.copyTo(sourceCode, buffer, 0);
    int before = dictionary.size();
    int code = dictionary.intern(buffer, 0, length);
    if (code >= before) {
      bytes += length;
    }
    return code;
  }
}
