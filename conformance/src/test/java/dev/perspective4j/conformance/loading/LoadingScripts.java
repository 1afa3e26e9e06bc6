package dev.perspective4j.conformance.loading;

import dev.perspective4j.conformance.generate.ArrowBytes;
import dev.perspective4j.conformance.generate.ArrowKind;
import dev.perspective4j.conformance.loading.LoadingScript.Options;
import dev.perspective4j.conformance.loading.LoadingScript.Step;
import dev.perspective4j.conformance.loading.LoadingScript.Verb;
import dev.perspective4j.wire.proto.ListFlatten;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random scripts of loads and updates. */
final class LoadingScripts {

  private static final String[] NAMES = {"a", "b", "c", "k"};
  private static final List<String> ODD_NAMES =
      List.of(
          "", " ", "a b", "é", "__ROW_PATH__", "a.b", "x|y", "A", "a,b", "q\"q", "1", "*", "a*");
  private static final String[] TYPES = {
    "STRING", "DATE", "DATETIME", "INTEGER", "FLOAT", "BOOLEAN"
  };
  private static final LoadingCells[] SCALARS = {
    LoadingCells.INTEGERS,
    LoadingCells.LONGS,
    LoadingCells.FLOATS,
    LoadingCells.BOOLEANS,
    LoadingCells.TEXTS,
    LoadingCells.NUMBERS_AS_TEXT,
    LoadingCells.BOOLEANS_AS_TEXT,
    LoadingCells.DATES,
    LoadingCells.TIMES,
    LoadingCells.ODD_DATES
  };

  private final Random random;

  LoadingScripts(long seed) {
    random = new Random(seed);
  }

  /** How a script's table is made. */
  enum Made {
    SCHEMA,
    ROWS,
    COLUMNS,
    NDJSON,
    CSV,
    ARROW,
    /** Of a view on another table. */
    VIEW,
    /** Of text that is broken, or only looks broken. */
    RAW
  }

  LoadingScript next(Made made) {
    List<String> names = names();
    Payload data =
        switch (made) {
          case SCHEMA -> schema(names);
          case ROWS -> text(Payload.Format.ROWS, names, nestedSometimes());
          case COLUMNS -> text(Payload.Format.COLUMNS, names, nestedSometimes());
          case NDJSON -> text(Payload.Format.NDJSON, names, nestedSometimes());
          case CSV -> text(Payload.Format.CSV, names, false);
          case ARROW -> arrow(names, nestedSometimes());
          case VIEW ->
              new Payload.OfView(
                  (Payload.Text) text(Payload.Format.values()[random.nextInt(4)], names, false),
                  options(names));
          case RAW -> broken(names);
        };
    if (made == Made.VIEW) {
      return new LoadingScript(
          data, random.nextInt(6) == 0 ? options(names) : Options.NONE, List.of());
    }
    List<Step> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      steps.add(step(made, data, names));
    }
    return new LoadingScript(data, options(names), steps);
  }

  private boolean nestedSometimes() {
    return random.nextInt(5) == 0;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of(NAMES).subList(0, 1 + random.nextInt(3)));
    if (random.nextBoolean()) {
      names.add(random.nextInt(names.size() + 1), "k");
    }
    if (random.nextInt(8) == 0) {
      names.set(random.nextInt(names.size()), pick(ODD_NAMES));
    }
    if (random.nextInt(12) == 0) {
      names.add(random.nextInt(names.size() + 1), pick(names));
    }
    return names;
  }

  private Options options(List<String> names) {
    ListFlatten lists =
        switch (random.nextInt(8)) {
          case 0, 1 -> ListFlatten.LIST_FLATTEN_CARTESIAN;
          case 2, 3 -> ListFlatten.LIST_FLATTEN_STRINGIFY;
          default -> ListFlatten.LIST_FLATTEN_ZIP;
        };
    Optional<String> index =
        random.nextInt(3) == 0
            ? Optional.of(random.nextInt(12) == 0 ? "zz" : names.get(random.nextInt(names.size())))
            : Optional.empty();
    Optional<Integer> limit =
        index.isEmpty() && random.nextInt(4) == 0
            ? Optional.of(random.nextInt(6))
            : Optional.empty();
    return new Options(index, limit, lists, random.nextInt(10) == 0);
  }

  private Payload schema(List<String> names) {
    return new Payload.OfSchema(
        names, names.stream().map(_ -> TYPES[random.nextInt(TYPES.length)]).toList());
  }

  // ---- steps

  private Step step(Made made, Payload data, List<String> names) {
    Verb verb =
        switch (random.nextInt(10)) {
          case 0 -> Verb.REPLACE;
          case 1 -> random.nextInt(6) == 0 ? Verb.MAKE : Verb.REMOVE;
          default -> Verb.UPDATE;
        };
    if (verb == Verb.REMOVE && random.nextInt(3) == 0) {
      return new Step(verb, otherKeys(names), 0);
    }
    if (verb == Verb.REMOVE) {
      LoadingCells pool = pool();
      StringBuilder keys = new StringBuilder("[");
      for (int i = random.nextInt(4); i >= 0; i--) {
        keys.append(random.nextInt(8) == 0 ? "null" : pick(pool.literals()));
        keys.append(i == 0 ? "]" : ",");
      }
      return new Step(verb, new Payload.Raw(Payload.Format.ROWS, keys.toString()), 0);
    }
    List<String> written = new ArrayList<>(names);
    if (random.nextInt(3) == 0 && written.size() > 1) {
      written.remove(random.nextInt(written.size()));
    }
    if (random.nextInt(5) == 0) {
      written.add(random.nextInt(written.size() + 1), random.nextBoolean() ? "u" : "__INDEX__");
    }
    if (random.nextInt(6) == 0) {
      java.util.Collections.shuffle(written, random);
    }
    Payload payload;
    if (random.nextInt(3) > 0 && data instanceof Payload.Text text) {
      payload = like(text, written);
    } else if (random.nextInt(4) > 0 && data instanceof Payload.Arrow arrow) {
      payload = like(arrow, written);
    } else {
      payload =
          switch (random.nextInt(6)) {
            case 0 -> text(Payload.Format.COLUMNS, written, nestedSometimes());
            case 1 -> text(Payload.Format.NDJSON, written, nestedSometimes());
            case 2 -> text(Payload.Format.CSV, written, false);
            case 3 -> arrow(written, nestedSometimes());
            default -> text(Payload.Format.ROWS, written, nestedSometimes());
          };
    }
    if (payload instanceof Payload.Text && random.nextInt(12) == 0) {
      payload = broken(written);
    }
    int port = random.nextInt(8) == 0 ? 1 : random.nextInt(40) == 0 ? 99 : 0;
    return new Step(verb, payload, port);
  }

  /** Keys to remove, in other formats than rows. */
  private Payload otherKeys(List<String> names) {
    return switch (random.nextInt(4)) {
      case 0 -> new Payload.Raw(Payload.Format.COLUMNS, "[1,\"x\"]");
      case 1 -> new Payload.Raw(Payload.Format.CSV, "k\n1\n");
      default -> arrow(List.of(pick(names)), false);
    };
  }

  // ---- text that is broken, or only looks broken

  private Payload broken(List<String> names) {
    Payload.Format format = Payload.Format.values()[random.nextInt(4)];
    String text = ((Payload.Text) text(format, names, nestedSometimes())).text();
    return new Payload.Raw(
        format,
        format == Payload.Format.CSV ? odd(text) : random.nextBoolean() ? cut(text) : shape());
  }

  private String odd(String csv) {
    return switch (random.nextInt(9)) {
      case 0 -> "\ufeff" + csv;
      case 1 -> csv.replace("\n", "\r");
      case 2 -> csv.replace("\n", "\r\n");
      case 3 -> csv.substring(0, csv.length() - 1);
      case 4 -> csv.replaceFirst("\n", "\n\n\r\n");
      case 5 -> "\n" + csv;
      case 6 ->
          pick(
              List.of(
                  "",
                  "\n",
                  " ",
                  "\r\n\r\n",
                  "a",
                  "a\n",
                  "a,b\n",
                  "\"a",
                  ",\n1,2\n",
                  "a,b\n1\n",
                  "a,b\n1,2,3\n"));
      case 7 -> csv + pick(List.of("\"", "\"x", ",", "x", "\n\n", "\r"));
      default -> cut(csv);
    };
  }

  private String cut(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at);
      case 1 ->
          text.substring(0, at)
              + pick(List.of("x", ",", "\"", "]", "}", "[", "{", "\n", "1"))
              + text.substring(at);
      default -> text + pick(List.of(" ", "\n", "x", ",", "]", "}", "[]"));
    };
  }

  private String shape() {
    return pick(
        List.of(
            "",
            " ",
            "null",
            "1",
            "\"x\"",
            "[]",
            "{}",
            "[[]]",
            "[1]",
            "[null]",
            "[{}]",
            "[{},1]",
            "{\"a\":1}",
            "{\"a\":[]}",
            "{\"a\":[1],\"b\":2}",
            "{\"a\":[1],\"b\":[1,2]}",
            "[{\"a\":1}",
            "[{\"a\":1}]]",
            "[{\"a\":NaN}]",
            "[{\"a\":1,}]",
            "[{'a':1}]",
            "\ufeff[{\"a\":1}]",
            "[{\"a\":\"\\ud800\"}]",
            "[{\"a\":1e309}]",
            "[{\"a\":01}]",
            "[{\"a\":1}] // c",
            "{\"a\":1}{\"a\":2}",
            "{\"a\":1} {\"a\":2}\r\n\r\n{\"b\":3}",
            "{\"a\":1}\n[2]",
            "{\"a\":1}\n{\"a\":",
            "[{\"a\":1,\"a\":2}]",
            "{\"a\":[1],\"a\":[2]}"));
  }

  /** Rows that resemble those of the load: same columns, values from its cells and others. */
  private Payload like(Payload.Text made, List<String> names) {
    Payload.Format format = made.format();
    boolean csv = format == Payload.Format.CSV;
    if (!csv) {
      format = Payload.Format.values()[random.nextInt(3)];
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      List<@Nullable String> row = new ArrayList<>();
      for (String name : names) {
        int column = made.names().indexOf(name);
        if (random.nextInt(8) == 0) {
          row.add(null);
        } else if (name.equals("__INDEX__")) {
          row.add(Integer.toString(random.nextInt(6)));
        } else if (column < 0 || made.rows().isEmpty() || random.nextInt(12) == 0) {
          String cell = pick(pool().literals());
          row.add(csv ? csvOf(cell) : cell);
        } else {
          row.add(made.rows().get(random.nextInt(made.rows().size())).get(column));
        }
      }
      rows.add(row);
    }
    return new Payload.Text(format, names, rows);
  }

  private Payload like(Payload.Arrow made, List<String> names) {
    List<ArrowBytes.Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(
          made.fields().stream()
              .filter(field -> field.name().equals(name) && random.nextInt(6) > 0)
              .findFirst()
              .orElseGet(() -> field(name, false, 0)));
    }
    return arrow(fields);
  }

  // ---- text

  private LoadingCells pool() {
    return SCALARS[random.nextInt(SCALARS.length)];
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Payload text(Payload.Format format, List<String> names, boolean nested) {
    boolean csv = format == Payload.Format.CSV;
    List<List<LoadingCells>> pools = new ArrayList<>();
    for (String _ : names) {
      List<LoadingCells> pool = new ArrayList<>(List.of(pool()));
      if (random.nextInt(5) == 0) {
        pool.add(pool());
      }
      if (nested && random.nextBoolean()) {
        pool.set(0, random.nextBoolean() ? LoadingCells.LISTS : LoadingCells.OBJECTS);
      }
      pools.add(pool);
    }
    int nulls = random.nextInt(4);
    int missing = random.nextInt(4);
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      List<@Nullable String> row = new ArrayList<>();
      for (int column = 0; column < names.size(); column++) {
        String cell;
        if (random.nextInt(10) < nulls) {
          cell = "null";
        } else if (random.nextInt(12) < missing) {
          cell = null;
        } else if (names.get(column).equals("__INDEX__")) {
          cell = Integer.toString(random.nextInt(6));
        } else {
          cell = pick(pick(pools.get(column)).literals());
        }
        row.add(csv && cell != null ? csvOf(cell) : cell);
      }
      rows.add(row);
    }
    return new Payload.Text(format, names, rows);
  }

  private String csvOf(String json) {
    if (random.nextInt(12) == 0) {
      return pick(LoadingCells.CSV_ONLY);
    }
    if (json.equals("null")) {
      return "";
    }
    if (!json.startsWith("\"")) {
      return json;
    }
    String text = json.substring(1, json.length() - 1).replace("\\\"", "\"").replace("\\n", "\n");
    boolean quote = text.contains(",") || text.contains("\n") || text.contains("\"");
    return quote || random.nextInt(4) == 0 ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }

  // ---- Arrow

  private Payload arrow(List<String> names, boolean nested) {
    List<ArrowBytes.Field> fields = new ArrayList<>();
    names.forEach(name -> fields.add(field(name, nested, 0)));
    return arrow(fields);
  }

  private Payload arrow(List<ArrowBytes.Field> fields) {
    boolean file = random.nextInt(4) == 0;
    List<List<List<@Nullable Object>>> batches = new ArrayList<>();
    int nulls = random.nextInt(4);
    for (int b = random.nextInt(4); b > 0; b--) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        List<@Nullable Object> row = new ArrayList<>();
        fields.forEach(field -> row.add(value(field, nulls)));
        rows.add(row);
      }
      batches.add(rows);
    }
    int compression = random.nextInt(3) - 1;
    return new Payload.Arrow(fields, batches, compression, file);
  }

  private ArrowBytes.Field field(String name, boolean nested, int depth) {
    ArrowKind[] kinds = ArrowKind.values();
    ArrowKind kind =
        nested && random.nextBoolean()
            ? kinds[kinds.length - 3 + random.nextInt(3)]
            : kinds[random.nextInt(kinds.length - 3)];
    if (name.equals("__INDEX__")) {
      kind = kinds[random.nextInt(8)];
    }
    List<ArrowBytes.Field> children = new ArrayList<>();
    if (kind.isList()) {
      children.add(field("item", depth < 2 && random.nextInt(4) == 0, depth + 1));
    } else if (kind == ArrowKind.STRUCT) {
      children.add(field("p", depth < 2 && random.nextInt(3) == 0, depth + 1));
      if (random.nextBoolean()) {
        children.add(field("q", false, depth + 1));
      }
    }
    ArrowBytes.Encoding encoding =
        kind.isText() && depth == 0
            ? ArrowBytes.Encoding.values()[random.nextInt(3)]
            : ArrowBytes.Encoding.PLAIN;
    return new ArrowBytes.Field(name, kind, random.nextInt(4) == 0, encoding, children);
  }

  private @Nullable Object value(ArrowBytes.Field field, int nulls) {
    if (random.nextInt(10) < nulls) {
      return null;
    }
    int small = random.nextInt(7) - 2;
    return switch (field.kind()) {
      case INT8, INT16, INT32, INT64 ->
          random.nextInt(4) > 0
              ? (long) small
              : random.nextLong() >> (64 - 8 * field.kind().width());
      case UINT8, UINT16, UINT32 ->
          random.nextInt(4) > 0
              ? (long) Math.abs(small)
              : random.nextLong() >>> (64 - 8 * field.kind().width());
      case UINT64 -> random.nextInt(4) > 0 ? (long) Math.abs(small) : random.nextLong() >>> 1;
      case HALF, FLOAT, DOUBLE ->
          random.nextInt(8) == 0
              ? pick(List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e30, 0.1))
              : small * 0.5;
      case DECIMAL -> small * 125L;
      case BOOL -> random.nextBoolean();
      case UTF8, LARGE_UTF8, BINARY -> pick(List.of("x", "", "a b", "é", "日本", "1", "y"));
      case DATE32 -> (long) random.nextInt(40000) - 20000;
      case DATE64 -> (random.nextInt(40000) - 20000) * 86_400_000L;
      case SECONDS -> random.nextLong() >> 30;
      case MILLIS -> random.nextLong() >> 20;
      case MICROS -> random.nextLong() >> 12;
      case NANOS -> random.nextLong() >> 4;
      case TIME32, TIME64 -> (long) random.nextInt(86400);
      case DURATION -> (long) random.nextInt();
      case NULL -> null;
      case LIST, LARGE_LIST -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(field.children().getFirst(), nulls));
        }
        yield items;
      }
      case STRUCT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        field.children().forEach(child -> members.put(child.name(), value(child, nulls)));
        yield members;
      }
    };
  }
}
