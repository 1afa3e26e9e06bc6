package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.StringDictionary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a dictionary as Java strings, each decoded once while the dictionary is of modest size.
 */
public final class TextSource {
  private static final int LARGEST = 1 << 18;

  private final StringDictionary dictionary;
  private @Nullable String[] texts = new @Nullable String[16];

  /** Reads a dictionary. */
  public TextSource(StringDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Reads an empty dictionary. */
  public static TextSource empty() {
    return new TextSource(new StringDictionary());
  }

  /** A source for a dictionary: this one if it is the same. */
  @SuppressWarnings("ReferenceEquality") // dictionaries have no equality but identity
  public TextSource of(StringDictionary wanted) {
    return wanted == dictionary ? this : new TextSource(wanted);
  }

  /** The text behind a code. */
  public String text(int code) {
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
