package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.cell.CellColumn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as a tree; only lists that expand to rows are read into one. */
sealed interface JsonValue {

  /** null. */
  record Null() implements JsonValue {}

  /** The place of an empty list: null in a column that exists, but no reason to make one. */
  record Absent() implements JsonValue {}

  /** true or false. */
  record Bool(boolean value) implements JsonValue {}

  /** A number that fits 64 signed bits. */
  record Int(long value) implements JsonValue {}

  /** An integer in [2^63, 2^64). */
  record Unsigned(long bits) implements JsonValue {}

  /** Any other number. */
  record Dbl(double value) implements JsonValue {}

  /** Text. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Text(byte[] utf8) implements JsonValue {}

  /** A list; {@code ends[i]} is the sum of the widths of the elements up to {@code i}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Items(List<JsonValue> items, long[] ends) implements JsonValue {}

  /** An object of width {@code width}. */
  record Members(Map<String, JsonValue> members, long width) implements JsonValue {}

  /** Number of rows the value becomes. */
  default long width() {
    return switch (this) {
      case Items list -> list.items.isEmpty() ? 1 : list.ends[list.ends.length - 1];
      case Members object -> object.width;
      default -> 1;
    };
  }

  /** Reads the value that starts at {@code token}. */
  static JsonValue read(JsonSource source, JsonToken token, Expansion expansion) {
    return switch (token) {
      case VALUE_NULL -> new Null();
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      case VALUE_STRING -> new Text(source.textCopy());
      case VALUE_NUMBER_FLOAT -> new Dbl(source.doubleValue());
      case VALUE_NUMBER_INT -> integer(source);
      case START_ARRAY -> readItems(source, expansion);
      case START_OBJECT -> readMembers(source, expansion);
      default -> throw new IllegalStateException("not a value: " + token);
    };
  }

  private static JsonValue integer(JsonSource source) {
    String digits = source.numberText();
    if (digits.length() < 19) {
      return new Int(Long.parseLong(digits));
    }
    BigInteger value = new BigInteger(digits);
    if (value.bitLength() < 64) {
      return new Int(value.longValue());
    }
    return value.signum() > 0 && value.bitLength() == 64
        ? new Unsigned(value.longValue())
        : new Dbl(source.doubleValue());
  }

  private static JsonValue readItems(JsonSource source, Expansion expansion) {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = source.require();
        token != JsonToken.END_ARRAY;
        token = source.require()) {
      items.add(read(source, token, expansion));
    }
    long[] ends = new long[items.size()];
    long sum = 0;
    for (int i = 0; i < ends.length; i++) {
      sum = Expansion.add(sum, items.get(i).width());
      ends[i] = sum;
    }
    return new Items(items, ends);
  }

  private static JsonValue readMembers(JsonSource source, Expansion expansion) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (JsonToken token = source.require();
        token != JsonToken.END_OBJECT;
        token = source.require()) {
      String name = source.name();
      members.put(name, read(source, source.require(), expansion));
    }
    return new Members(members, expansion.width(members));
  }

  /** Whether there is any scalar inside: lists of nothing make no rows. */
  default boolean hasScalar() {
    return switch (this) {
      case Items list -> list.items.stream().anyMatch(JsonValue::hasScalar);
      case Members object -> object.members.values().stream().anyMatch(JsonValue::hasScalar);
      case Absent() -> false;
      default -> true;
    };
  }

  /** Whether a scalar inside has the path {@code wanted}, this value having {@code path}. */
  default boolean hasScalarAt(String path, String wanted) {
    return switch (this) {
      case Items list -> list.items.stream().anyMatch(item -> item.hasScalarAt(path, wanted));
      case Members object ->
          object.members.entrySet().stream()
              .anyMatch(
                  member -> member.getValue().hasScalarAt(path + "." + member.getKey(), wanted));
      case Absent() -> false;
      default -> path.equals(wanted);
    };
  }

  /** Puts a scalar into a column. */
  default void put(CellColumn column, int row) {
    switch (this) {
      case Null(), Absent() -> column.putNull(row);
      case Bool(boolean value) -> column.putBoolean(row, value);
      case Int(long value) -> column.putInteger(row, value);
      case Unsigned(long bits) -> column.putUnsigned(row, bits);
      case Dbl(double value) -> column.putDouble(row, value);
      case Text(byte[] utf8) -> column.putText(row, utf8, 0, utf8.length);
      case Items _, Members _ -> throw new IllegalStateException("not a scalar");
    }
  }
}
