package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.StringDictionary;
import java.nio.charset.StandardCharsets;

/** A dictionary that takes new texts up to a number of bytes. */
public final class TextSink {
  private final StringDictionary dictionary;
  private final long limit;
  private long bytes;

  /** Fills a dictionary up to a number of UTF-8 bytes, those it has counted. */
  public TextSink(StringDictionary dictionary, long limit) {
    this.dictionary = dictionary;
    this.limit = limit;
    this.bytes = dictionary.bytes();
  }

  /** The code of a text, or -1 if it is new and there is no more room. */
  public int code(String text) {
    if (bytes > limit) {
      return dictionary.find(text);
    }
    int before = dictionary.count();
    int code = dictionary.intern(text);
    if (dictionary.count() > before) {
      bytes += dictionary.length(code);
    }
    return code;
  }

  /** The code of UTF-8 bytes, or -1 if they are new and there is no more room. */
  public int code(byte[] utf8, int length) {
    if (bytes > limit) {
      return dictionary.find(new String(utf8, 0, length, StandardCharsets.UTF_8));
    }
    int before = dictionary.count();
    int code = dictionary.intern(utf8, 0, length);
    if (dictionary.count() > before) {
      bytes += length;
    }
    return code;
  }

  /** What is filled. */
  public StringDictionary dictionary() {
    return dictionary;
  }

  /** The code of a text of another dictionary, or -1 if it is new and there is no more room. */
  public int code(StringDictionary source, int sourceCode) {
    if (bytes > limit) {
      return dictionary.find(source.string(sourceCode));
    }
    int before = dictionary.count();
    int code = dictionary.intern(source, sourceCode);
    if (dictionary.count() > before) {
      bytes += dictionary.length(code);
    }
    return code;
  }
}
