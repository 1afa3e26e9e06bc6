package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.CellErrors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one JSON text, with text as UTF-8 and every failure as one clear exception.
 *
 * <p>Nesting is bounded by {@value #MAX_DEPTH}. A byte order mark, a lone surrogate and a number
 * too big for a double are errors.
 */
final class JsonSource {
  static final int MAX_DEPTH = 512;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // it is UTF-8, or no JSON
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1 << 16)
                  .maxNumberLength(4096)
                  .build())
          .build();

  /** What the parser says about its settings and sources, which means nothing to clients. */
  private static final Pattern ADVICE =
      Pattern.compile(" \\((for|start marker).*|: enable `.*|\n.*", Pattern.DOTALL);

  private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final JsonParser parser;
  private byte[] text = new byte[64];
  private int textLength;

  JsonSource(ByteBuffer data) {
    byte[] bytes;
    int offset;
    if (data.hasArray()) {
      bytes = data.array();
      offset = data.arrayOffset() + data.position();
    } else {
      bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      offset = 0;
    }
    int length = data.remaining();
    if (length >= 3
        && bytes[offset] == (byte) 0xEF
        && bytes[offset + 1] == (byte) 0xBB
        && bytes[offset + 2] == (byte) 0xBF) {
      throw new EngineException("Invalid JSON at offset 0: byte order mark");
    }
    try {
      parser = FACTORY.createParser(bytes, offset, length);
    } catch (IOException e) {
      throw new EngineException("Invalid JSON at offset 0: " + e.getMessage(), e);
    }
  }

  /** The next token, or null at the end of the text. */
  @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** The next token where there must be one. */
  JsonToken require() {
    JsonToken token = next();
    if (token == null) {
      throw invalid("unexpected end");
    }
    return token;
  }

  /** Requires that nothing but white space is left. */
  void end() {
    if (next() != null) {
      throw invalid("text after the end of the value");
    }
  }

  /** The name of the current field; equal names are mostly the same object. */
  String name() {
    try {
      String name = parser.currentName();
      if (name == null) {
        throw invalid("no name");
      }
      for (int i = 0; i < name.length(); i++) {
        if (Character.isSurrogate(name.charAt(i))) {
          checkPairs(name);
          break;
        }
      }
      return name;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private void checkPairs(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw invalid("lone surrogate");
      }
    }
  }

  /** Puts the current scalar token into a column. */
  void put(JsonToken token, CellColumn column, int row) {
    switch (token) {
      case VALUE_NULL -> column.putNull(row);
      case VALUE_TRUE -> column.putBoolean(row, true);
      case VALUE_FALSE -> column.putBoolean(row, false);
      case VALUE_STRING -> {
        readText();
        column.putText(row, text, 0, textLength);
      }
      case VALUE_NUMBER_FLOAT -> column.putDouble(row, doubleValue());
      case VALUE_NUMBER_INT -> {
        try {
          switch (parser.getNumberType()) {
            case INT, LONG -> column.putInteger(row, parser.getLongValue());
            default -> {
              BigInteger value = parser.getBigIntegerValue();
              if (value.signum() > 0 && value.compareTo(MAX_UNSIGNED) <= 0) {
                column.putUnsigned(row, value.longValue());
              } else {
                column.putDouble(row, doubleValue());
              }
            }
          }
        } catch (IOException e) {
          throw invalid(e);
        }
      }
      default -> throw new IllegalStateException("not a scalar: " + token);
    }
  }

  /** The number by which error texts name the kind of value that begins with a token. */
  static int kindOf(JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> 0;
      case VALUE_FALSE -> CellErrors.FALSE;
      case VALUE_TRUE -> CellErrors.TRUE;
      case START_OBJECT -> CellErrors.OBJECT;
      case START_ARRAY -> CellErrors.ARRAY;
      case VALUE_STRING -> CellErrors.STRING;
      default -> CellErrors.NUMBER;
    };
  }

  /** The current number as a double. */
  double doubleValue() {
    try {
      double value = parser.getDoubleValue();
      if (Double.isInfinite(value)) {
        throw invalid("number too big");
      }
      return value;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** The current integer token as written. */
  String numberText() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** A copy of the UTF-8 bytes of the current string token. */
  byte[] textCopy() {
    readText();
    return Arrays.copyOf(text, textLength);
  }

  /** Decodes the current string token into {@link #text}. */
  private void readText() {
    char[] chars;
    int from;
    int length;
    try {
      chars = parser.getTextCharacters();
      from = parser.getTextOffset();
      length = parser.getTextLength();
    } catch (IOException e) {
      throw invalid(e);
    }
    if (text.length < 3L * length) {
      text = new byte[Math.toIntExact(Math.max(3L * length, Math.min(2L * text.length, 1 << 20)))];
    }
    int at = 0;
    for (int i = from; i < from + length; i++) {
      char c = chars[i];
      if (c < 0x80) {
        text[at++] = (byte) c;
      } else if (c < 0x800) {
        text[at++] = (byte) (0xC0 | (c >> 6));
        text[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        text[at++] = (byte) (0xE0 | (c >> 12));
        text[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        text[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (i + 1 < from + length && Character.isSurrogatePair(c, chars[i + 1])) {
        int point = Character.toCodePoint(c, chars[++i]);
        text[at++] = (byte) (0xF0 | (point >> 18));
        text[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        text[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        text[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        throw invalid("lone surrogate");
      }
    }
    textLength = at;
  }

  /** Checks a scalar that is skipped: text must be text there, too. */
  void drop(JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      readText();
    }
  }

  /** Skips the rest of the object or list that has just begun. */
  void skip() {
    for (int depth = 1; depth > 0; ) {
      JsonToken token = require();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME) {
        name();
      } else {
        drop(token);
      }
    }
  }

  private EngineException invalid(String reason) {
    return new EngineException("Invalid JSON at offset " + offset() + ": " + reason);
  }

  private EngineException invalid(IOException e) {
    String reason =
        switch (e) {
          case StreamConstraintsException tooBig -> tooBig.getOriginalMessage();
          case JsonProcessingException malformed -> malformed.getOriginalMessage();
          default -> e.toString();
        };
    return new EngineException(
        "Invalid JSON at offset " + offset() + ": " + ADVICE.matcher(reason).replaceFirst(""), e);
  }

  private long offset() {
    return Math.max(0, parser.currentLocation().getByteOffset());
  }
}
