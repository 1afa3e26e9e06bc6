package dev.perspective4j.conformance.loading;

import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.ViewPort;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;

/**
 * A table of times near the transitions of a zone, written in one of the forms that are read, and views
 * that round, group, filter and print them.
 */
final class ZonedScript {

  /** Forms of JSON; those before the bar are forms of CSV, too. */
  private static final List<String> FORMS =
      List.of(
          "yyyy-MM-dd'T'HH:mm:ss.SSS",
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm:ss.SSSXX",
          "yyyy-MM-dd'T'HH:mm:ssXXX",
          "yyyy-MM-dd HH:mm",
          "MM/dd/yyyy HH:mm:ss",
          "M/d/yyyy, h:mm:ss a");

  private static final int CSV_FORMS = 5;

  private static final List<String> EXPRESSIONS =
      List.of(
          "bucket(\"t\", 's')",
          "bucket(\"t\", '15m')",
          "bucket(\"t\", 'h')",
          "bucket(\"t\", '6h')",
          "bucket(\"t\", 'D')",
          "bucket(\"t\", 'W')",
          "bucket(\"t\", 'M')",
          "bucket(\"t\", '3M')",
          "bucket(\"t\", 'Y')",
          "bucket(\"d\", 'W')",
          "bucket(\"d\", 'M')",
          "hour_of_day(\"t\")",
          "day_of_week(\"t\")",
          "day_of_week(\"d\")",
          "month_of_year(\"t\")",
          "month_of_year(\"d\")",
          "string(\"t\")",
          "string(\"d\")",
          "float(\"t\")",
          "datetime(float(\"t\") + 3600000)",
          "\"t\" > datetime(1500000000000.0)");

  private final Payload.Format format;
  private final boolean update;
  private final List<Instant> times = new ArrayList<>();
  private final String form;
  private final List<String> shown;
  private final String bucket;
  private final ZoneId zone;

  ZonedScript(long seed, ZoneId zone) {
    Random random = new Random(seed);
    this.zone = zone;
    format = Payload.Format.values()[random.nextInt(4)];
    update = random.nextBoolean();
    form = FORMS.get(random.nextInt(format == Payload.Format.CSV ? CSV_FORMS : FORMS.size()));
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      times.add(time(random));
    }
    List<String> all = new ArrayList<>(EXPRESSIONS);
    java.util.Collections.shuffle(all, random);
    shown = List.copyOf(all.subList(0, 6));
    bucket = List.of("h", "6h", "D", "W", "M").get(random.nextInt(5));
  }

  /** A time within three hours of a transition, never at midnight, when it would be a date. */
  private Instant time(Random random) {
    Instant at = Instant.ofEpochSecond(200_000_000 + random.nextInt(1_900_000_000));
    ZoneOffsetTransition transition = zone.getRules().previousTransition(at);
    Instant near =
        transition == null || transition.getInstant().getEpochSecond() < 86_400
            ? at
            : transition.getInstant();
    long minutes = random.nextInt(360) - 180;
    Instant time =
        near.plusSeconds(minutes * 60 + random.nextInt(60)).plusMillis(random.nextInt(1000));
    return time.getEpochSecond() % 86_400 < 60 ? time.plusSeconds(61) : time;
  }

  /** Makes the table, reads all there is to read, and takes everything away. */
  List<Request.Builder> requests(String name) {
    List<Request.Builder> requests = new ArrayList<>();
    if (update) {
      requests.add(WireRequests.table(name, schema(), ""));
      requests.add(WireRequests.update(name, data()));
    } else {
      requests.add(WireRequests.table(name, data(), ""));
    }
    ViewConfig.Builder flat = ViewConfig.builder();
    List<String> columns = new ArrayList<>(List.of("t", "d"));
    for (int i = 0; i < shown.size(); i++) {
      flat.expression("e" + i, shown.get(i));
      columns.add("e" + i);
    }
    read(requests, name, flat.columns(columns));
    read(
        requests,
        name,
        ViewConfig.builder()
            .expression("b", "bucket(\"t\", '" + bucket + "')")
            .groupBy("b", "d")
            .columns("t", "b")
            .aggregate("t", "count"));
    read(
        requests,
        name,
        ViewConfig.builder()
            .filter(
                Filter.of("t", ">=", Scalar.of(text(times.getFirst(), "yyyy-MM-dd HH:mm:ss")))));
    read(
        requests,
        name,
        ViewConfig.builder()
            .filter(Filter.of("d", "==", Scalar.of(text(times.getFirst(), "yyyy-MM-dd")))));
    requests.add(WireRequests.deleteTable(name));
    return requests;
  }

  private static void read(
      List<Request.Builder> requests, String table, ViewConfig.Builder config) {
    String view = table + "v" + requests.size();
    ViewPort all = ViewPort.getDefaultInstance();
    requests.add(WireRequests.view(table, view, config.build()));
    requests.add(WireRequests.columns(view, all, false));
    Request.Builder formatted = WireRequests.columns(view, all, false);
    formatted.getViewToColumnsStringReqBuilder().setFormatted(true);
    requests.add(formatted);
    requests.add(WireRequests.csv(view, all));
    requests.add(WireRequests.arrow(view, all));
    requests.add(WireRequests.deleteView(view));
  }

  private static MakeTableData schema() {
    return new Payload.OfSchema(List.of("t", "d"), List.of("DATETIME", "DATE")).data();
  }

  private MakeTableData data() {
    boolean csv = format == Payload.Format.CSV;
    List<List<String>> rows = new ArrayList<>();
    for (Instant time : times) {
      String t = text(time, form);
      String quoted = csv ? t : '"' + t + '"';
      String d = text(time, "yyyy-MM-dd");
      rows.add(List.of(quoted, csv ? d : '"' + d + '"'));
    }
    return new Payload.Text(format, List.of("t", "d"), List.copyOf(rows)).data();
  }

  /** Offsets are those of the zone, all other fields are of UTC. */
  private String text(Instant time, String pattern) {
    ZoneId of = pattern.contains("XX") ? zone : ZoneOffset.UTC;
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time.atZone(of));
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ");
    text.add(update ? "schema, then" : "").add(format.toString()).add(form).add("by " + bucket);
    times.forEach(time -> text.add(time.toString()));
    return text.add(shown.toString()).toString();
  }
}
