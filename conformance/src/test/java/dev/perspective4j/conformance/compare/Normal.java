package dev.perspective4j.conformance.compare;

import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of answers what is known to differ from the reference engine; each rule is one of {@code
 * docs/compatibility.md}.
 */
public final class Normal {

  private static final Map<String, String> AGGREGATES =
      Map.of(
          "last value", "last",
          "high water mark", "high",
          "low water mark", "low",
          "high minuslow", "high minus low");

  private Normal() {}

  /** The area of column paths is for 5.6 clients; the reference has none. */
  public static Map<String, @Nullable Object> paths(Map<String, @Nullable Object> tree) {
    return inside(
        tree,
        "view_column_paths_resp",
        body -> {
          body.remove("area");
          return body;
        });
  }

  /**
   * The reference lists hidden sort columns in the schema (views.md B8).
   */
  public static UnaryOperator<Map<String, @Nullable Object>> schema(ViewConfig config) {
    return tree ->
        inside(
            tree,
            "view_schema_resp",
            body -> {
              Map<String, @Nullable Object> shown = new LinkedHashMap<>();
              if (body.get("schema") instanceof Map<?, ?> types) {
                types.forEach(
                    (name, type) -> {
                      if (config.columns().isEmpty()
                          || config.columns().get().contains(String.valueOf(name))) {
                        shown.put(String.valueOf(name), type);
                      }
                    });
              }
              body.put("schema", shown);
              return body;
            });
  }

  /** Sums of unsigned integers are signed since 5.6 (v56.md 6.2). */
  public static Map<String, @Nullable Object> arrow(Map<String, @Nullable Object> tree) {
    return inside(
        tree,
        "view_to_arrow_resp",
        body -> {
          List<@Nullable Object> fields = new ArrayList<>();
          if (body.get("arrow") instanceof List<?> list) {
            for (Object field : list) {
              List<@Nullable Object> parts = new ArrayList<>();
              ((List<?>) Objects.requireNonNull(field))
                  .forEach(part -> parts.add("UINT64".equals(part) ? "INT64" : part));
              fields.add(parts);
            }
            body.put("arrow", fields);
          }
          return body;
        });
  }

  /** Whether a schema lists anything; views with splits and without rows list nothing (v56.md 8). */
  public static boolean hasSchema(Map<String, @Nullable Object> tree) {
    return map(map(tree.get("view_schema_resp")).get("schema")).size() > 0;
  }

  /**
   * The reference echoes some aggregates by names it does not accept, drops column sorts, and puts
   * nulls before the items of lists (views.md B7, B19).
   */
  public static Map<String, @Nullable Object> config(Map<String, @Nullable Object> tree) {
    return inside(
        tree,
        "view_get_config_resp",
        body ->
            inside(
                body,
                "config",
                config -> {
                  config.computeIfPresent("aggregates", (_, map) -> aggregates(map));
                  config.computeIfPresent("filter", (_, list) -> filters(list));
                  config.computeIfPresent("sort", (_, list) -> rowSorts(list));
                  // An empty list of columns and none mean the same to clients.
                  config
                      .values()
                      .removeIf(
                          value ->
                              List.of().equals(value) || Map.of("columns", Map.of()).equals(value));
                  return config;
                }));
  }

  private static Object aggregates(@Nullable Object map) {
    return renamed(map);
  }

  private static Object renamed(@Nullable Object node) {
    return switch (node) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        map.forEach((key, value) -> out.put(String.valueOf(key), renamed(value)));
        yield out;
      }
      case List<?> list -> {
        List<@Nullable Object> out = new ArrayList<>();
        list.forEach(item -> out.add(renamed(item)));
        yield out;
      }
      case String text -> AGGREGATES.getOrDefault(text, text);
      case null -> "null";
      default -> node;
    };
  }

  private static Object filters(@Nullable Object list) {
    List<@Nullable Object> out = new ArrayList<>();
    for (Object item : list instanceof List<?> items ? items : List.of()) {
      Map<String, @Nullable Object> filter = map(item);
      Object operator = filter.get("op");
      if (Set.of("in", "not in").contains(String.valueOf(operator))) {
        filter.remove("value");
      }
      // Either spelling is accepted (views.md 4).
      filter.put(
          "op",
          String.valueOf(operator)
              .replace("startswith", "begins with")
              .replace("endswith", "ends with"));
      out.add(filter);
    }
    return out;
  }

  private static Object rowSorts(@Nullable Object list) {
    List<@Nullable Object> out = new ArrayList<>();
    for (Object item : list instanceof List<?> items ? items : List.of()) {
      if (!String.valueOf(map(item).get("op")).startsWith("SORT_COL")) {
        out.add(item);
      }
    }
    return out;
  }

  private static Map<String, @Nullable Object> inside(
      Map<String, @Nullable Object> tree,
      String name,
      UnaryOperator<Map<String, @Nullable Object>> change) {
    if (tree.get(name) instanceof Map<?, ?> body) {
      tree.put(name, change.apply(map(body)));
    }
    return tree;
  }

  private static Map<String, @Nullable Object> map(@Nullable Object node) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
