package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.text.NumberText;
import dev.perspective4j.engine.text.Utf8Builder;
import java.nio.charset.StandardCharsets;

/** Lists as compact JSON text: no white space, non-ASCII as it is, numbers printed anew. */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JsonText() {}

  /** Copies the list that has just begun. */
  static byte[] ofList(JsonSource source) {
    Utf8Builder out = new Utf8Builder();
    out.ascii('[');
    int depth = 1;
    boolean comma = false;
    while (depth > 0) {
      JsonToken token = source.require();
      boolean ends = token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT;
      if (comma && !ends) {
        out.ascii(',');
      }
      comma = true;
      switch (token) {
        case START_ARRAY, START_OBJECT -> {
          out.ascii(token == JsonToken.START_ARRAY ? '[' : '{');
          depth++;
          comma = false;
        }
        case END_ARRAY, END_OBJECT -> {
          out.ascii(token == JsonToken.END_ARRAY ? ']' : '}');
          depth--;
        }
        case FIELD_NAME -> {
          quote(source.name().getBytes(StandardCharsets.UTF_8), out);
          out.ascii(':');
          comma = false;
        }
        case VALUE_STRING -> quote(source.textCopy(), out);
        case VALUE_NUMBER_INT -> out.ascii(source.numberText());
        case VALUE_NUMBER_FLOAT -> out.ascii(NumberText.json(source.doubleValue()));
        default -> out.ascii(token.asString());
      }
    }
    return out.toByteArray();
  }

  private static void quote(byte[] utf8, Utf8Builder out) {
    out.ascii('"');
    int from = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if ((b >= 0 && b < 0x20) || b == '"' || b == '\\') {
        out.bytes(utf8, from, i - from);
        from = i + 1;
        escape(b, out);
      }
    }
    out.bytes(utf8, from, utf8.length - from);
    out.ascii('"');
  }

  private static void escape(byte b, Utf8Builder out) {
    out.ascii('\\');
    switch (b) {
      case '"', '\\' -> out.ascii((char) b);
      case '\n' -> out.ascii('n');
      case '\r' -> out.ascii('r');
      case '\t' -> out.ascii('t');
      case '\b' -> out.ascii('b');
      case '\f' -> out.ascii('f');
      default -> out.ascii("u00").ascii((char) HEX[b >> 4]).ascii((char) HEX[b & 15]);
    }
  }
}
