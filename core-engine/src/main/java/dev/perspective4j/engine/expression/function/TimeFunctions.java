package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.syntax.Callable;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.model.ColumnType;
import java.util.List;

/** Functions of dates and datetimes; everything is UTC. */
final class TimeFunctions {
  private static final long HOUR = 3_600_000L;

  private static final String[] DAYS = {
    "5 Thursday", "6 Friday", "7 Saturday", "1 Sunday", "2 Monday", "3 Tuesday", "4 Wednesday"
  };

  private static final String[] MONTHS = {
    "01 January",
    "02 February",
    "03 March",
    "04 April",
    "05 May",
    "06 June",
    "07 July",
    "08 August",
    "09 September",
    "10 October",
    "11 November",
    "12 December"
  };

  private TimeFunctions() {}

  static void addTo(List<Function> functions) {
    functions.add(
        new Function(
            Callable.moment("now"),
            false,
            site -> (in, out) -> out.setLong(PhysicalType.DATETIME, site.clock().getAsLong())));
    functions.add(
        new Function(
            Callable.moment("today"),
            false,
            site ->
                (in, out) ->
                    out.setLong(PhysicalType.DATE, EpochDay.ofMillis(site.clock().getAsLong()))));
    generic(functions, "hour_of_day", "T", site -> TimeFunctions::hour);
    generic(functions, "day_of_week", "T", site -> TimeFunctions::dayOfWeek);
    generic(functions, "month_of_year", "T", site -> TimeFunctions::month);
    generic(functions, "date", "TTT", site -> TimeFunctions::date);
    generic(functions, "datetime", "T", site -> TimeFunctions::datetime);
    generic(functions, "bucket", "T?", Bucket::bind);
  }

  private static void generic(
      List<Function> functions, String name, String codes, Function.Binder binder) {
    functions.add(new Function(Callable.generic(name, codes), true, binder));
  }

  private static long day(Cell cell) {
    return cell.is(ColumnType.DATE) ? cell.bits() : EpochDay.ofMillis(cell.bits());
  }

  private static void hour(Cell[] in, Cell out) {
    Arguments.requireTime(in[0]);
    if (in[0].isNull()) {
      out.setNull(PhysicalType.FLOAT64);
    } else if (in[0].is(ColumnType.DATE)) {
      out.setFloat(0);
    } else {
      out.setFloat((double) Math.floorDiv(Math.floorMod(in[0].bits(), EpochDay.MILLIS), HOUR));
    }
  }

  private static void dayOfWeek(Cell[] in, Cell out) {
    Arguments.requireTime(in[0]);
    if (in[0].isNull()) {
      out.setNull(PhysicalType.STRING);
    } else {
      out.setText(DAYS[Math.floorMod(day(in[0]), 7)]);
    }
  }

  private static void month(Cell[] in, Cell out) {
    Arguments.requireTime(in[0]);
    if (in[0].isNull()) {
      out.setNull(PhysicalType.STRING);
    } else {
      out.setText(MONTHS[((int) (EpochDay.toDate(day(in[0])) >> 5) & 15) - 1]);
    }
  }

  private static void date(Cell[] in, Cell out) {
    for (Cell cell : in) {
      Arguments.requireTyped(cell);
      BinaryOperator.requireNumber(cell);
    }
    out.setNull(PhysicalType.DATE);
    if (Arguments.anyNull(in)) {
      return;
    }
    double year = in[0].number();
    double month = MathFunctions.truncate(in[1].number());
    double day = MathFunctions.truncate(in[2].number());
    if (year >= 0 && year < 65_536 && month >= 1 && month <= 12 && day >= 1 && day <= 31) {
      out.setLong(PhysicalType.DATE, EpochDay.of((long) year, (int) month, (int) day));
    }
  }

  /** Only numbers of 64 bits: narrower columns rarely hold milliseconds. */
  private static void datetime(Cell[] in, Cell out) {
    Cell cell = in[0];
    if (!cell.isNone()
        && cell.physicalType() != PhysicalType.FLOAT64
        && cell.physicalType() != PhysicalType.INT64) {
      throw TypeMismatch.general();
    }
    if (cell.isNull() || Double.isNaN(cell.number())) {
      out.setNull(PhysicalType.DATETIME);
    } else {
      out.setLong(
          PhysicalType.DATETIME,
          cell.physicalType() == PhysicalType.INT64 ? cell.bits() : (long) cell.number());
    }
  }
}
