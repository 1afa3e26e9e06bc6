package dev.perspective4j.conformance.expressions;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.generate.ArrowBytes;
import dev.perspective4j.conformance.generate.ArrowKind;
import dev.perspective4j.wire.proto.MakeTableData;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The rows that generated expressions read: cells of every type, among them nulls and zeros. */
final class ExpressionRows {
  static final String JSON =
      """
      {"i":[4,-3,0,null,7,12,1,-8],
       "z":[0,2,1,null,5,12,3,9],
       "f":[2.5,-0.5,0.0,null,1.0,100.25,-7.75,0.001],
       "g":[1.5,2.25,-3.5,7.0,null,1000000.5,0.3,12345.678],
       "s":["a","b","Hello World",null,"abc 123","o1o","zed","12.5x"],
       "u":["b","7","foo",null,null,"1e3","-4.25","Q a"],
       "v":["a","b","Hello World","x","abc 123","o1o","zed","xx"],
       "b":[true,false,null,null,true,false,true,false],
       "d":["2020-01-01","2021-01-01","2024-10-04",null,"1970-01-01","2000-02-29","2024-02-29",
            "2024-03-15"],
       "t":["2020-02-29 12:34:56.789","2024-12-29 01:02:03.004","2021-01-01 00:00:00.000",null,
            "1970-01-01 00:00:00.000","1970-01-01 00:00:00.001","1970-01-01 23:59:59.999",
            "2023-11-14 22:13:20.000"]}
      """;

  private static final ArrowKind[] INTEGERS = {
    ArrowKind.INT8,
    ArrowKind.INT16,
    ArrowKind.INT64,
    ArrowKind.UINT8,
    ArrowKind.UINT16,
    ArrowKind.UINT32,
    ArrowKind.UINT64
  };

  private ExpressionRows() {}

  /** A kind of integer that JSON does not bring. */
  static ArrowKind integerKind(SplittableRandom random) {
    return INTEGERS[random.nextInt(INTEGERS.length)];
  }

  /**
   * The rows as Arrow.
   *
   * @param i kind of the column {@code i}, without signs if that has none
   * @param z kind of the column {@code z}
   */
  static MakeTableData arrow(ArrowKind i, ArrowKind z) {
    List<ArrowBytes.Field> fields = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object column : (List<?>) Canonical.json(JSON)) {
      List<?> pair = (List<?>) column;
      ArrowKind kind = kind((String) pair.get(0), i, z);
      fields.add(ArrowBytes.Field.of((String) pair.get(0), kind));
      List<?> cells = (List<?>) pair.get(1);
      for (int row = 0; row < cells.size(); row++) {
        if (rows.size() == row) {
          rows.add(new ArrayList<>());
        }
        rows.get(row).add(cell(kind, cells.get(row)));
      }
    }
    return MakeTableData.newBuilder()
        .setFromArrow(ByteString.copyFrom(ArrowBytes.write(fields, List.of(rows), -1, false)))
        .build();
  }

  private static ArrowKind kind(String column, ArrowKind i, ArrowKind z) {
    return switch (column) {
      case "i" -> i;
      case "z" -> z;
      case "f", "g" -> ArrowKind.DOUBLE;
      case "b" -> ArrowKind.BOOL;
      case "d" -> ArrowKind.DATE32;
      case "t" -> ArrowKind.MILLIS;
      default -> ArrowKind.UTF8;
    };
  }

  private static @Nullable Object cell(ArrowKind kind, @Nullable Object cell) {
    return switch (cell) {
      case null -> null;
      case Canonical.Exact(String digits) when kind == ArrowKind.DOUBLE -> Double.valueOf(digits);
      case Canonical.Exact(String digits) ->
          kind.isUnsigned() ? Math.abs(Long.parseLong(digits)) : Long.parseLong(digits);
      case String text when kind == ArrowKind.DATE32 -> LocalDate.parse(text).toEpochDay();
      case String text when kind == ArrowKind.MILLIS ->
          LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
      default -> cell;
    };
  }
}
