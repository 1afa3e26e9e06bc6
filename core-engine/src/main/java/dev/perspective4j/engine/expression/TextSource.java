package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.StringDictionary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts of a dictionary as Java strings, each decoded once while the dictionary is of modest size. */
final class TextSource {
  private static final int LARGEST = 1 << 18;

  private final StringDictionary dictionary;
  private @Nullable String[] texts = new @Nullable String[16];

  TextSource(StringDictionary dictionary) {
    this.dictionary = dictionary;
  }

  String text(int code) {
    if (code >= LARGEST) {
      return dictionary.string(code);
    }
    if (code >= texts.length) {
      texts = Arrays.copyOf(texts, Math.max(code + 1, texts.length * 2));
    }
    String text = texts[code];
    if (text == null) {
      text = dictionary.string(code);
      texts[code] = text;
    }
    return text;
  }
}
