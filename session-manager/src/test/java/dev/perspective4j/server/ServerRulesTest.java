package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rules of the package {@code server}, which has no packages inside that could keep its classes
 * apart: how large a circle of classes may be, and what of other modules may be used, by whom.
 */
class ServerRulesTest {
  private static final String SERVER = "dev.perspective4j.server";
  private static final String MESSAGES = "dev.perspective4j.wire.proto";

  /** As many classes may need each other to be understood. Only ever lower it. */
  private static final int LARGEST_CIRCLE = 4;

  /** The packages of ours that the server uses. */
  private static final Set<String> USED =
      Set.of(
          "dev.perspective4j.client",
          "dev.perspective4j.engine",
          "dev.perspective4j.engine.arrow",
          "dev.perspective4j.engine.column",
          "dev.perspective4j.engine.csv",
          "dev.perspective4j.engine.expression",
          "dev.perspective4j.engine.json",
          "dev.perspective4j.engine.slice",
          "dev.perspective4j.engine.source",
          "dev.perspective4j.model",
          "dev.perspective4j.wire",
          MESSAGES);

  /** The classes that read or write protobuf messages; all others speak of the model. */
  private static final Set<String> SPEAK_PROTOBUF =
      Set.of(
          "Call",
          "Dispatch",
          "Dispatcher",
          "MakeJoinTable",
          "MakeTable",
          "Notifications",
          "ReleaseTracker",
          "Requests",
          "RowChange",
          "Seat",
          "ServerRequests",
          "TableHost",
          "TableRequests",
          "TableWrites",
          "ViewReads",
          "ViewRequests",
          "ViewSubscriptions");

  private static List<JavaClass> classes = List.of();

  @BeforeAll
  static void readClasses() {
    // Names of other classes are all that is asked for.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    classes =
        new ClassFileImporter()
            .importPath(Path.of("target", "classes")).stream()
                .filter(type -> type.getPackageName().equals(SERVER))
                .toList();
  }

  @Test
  void noCircleOfClassesIsLarge() {
    Map<String, Set<String>> reach = reach();
    Set<String> tooLarge = new TreeSet<>();
    reach.forEach(
        (type, known) -> {
          Set<String> circle = new TreeSet<>(known);
          circle.removeIf(other -> !reach.get(other).contains(type));
          if (circle.size() > LARGEST_CIRCLE) {
            tooLarge.add(circle.size() + " classes know each other: " + circle);
          }
        });

    assertEquals("", String.join("\n", tooLarge), "at most " + LARGEST_CIRCLE + ":\n");
  }

  @Test
  void theServerUsesOnlyListedPackages() {
    Map<String, String> offences = new TreeMap<>();
    for (JavaClass type : classes) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        String used = target(use).getPackageName();
        if (isOurs(used) && !used.equals(SERVER) && !USED.contains(used)) {
          offences.putIfAbsent(type.getName() + used, use.getDescription());
        }
      }
    }

    assertEquals("", lines(offences.values()), "USED does not let the server:\n");
  }

  @Test
  void onlyListedClassesSpeakProtobuf() {
    Map<String, String> found = new TreeMap<>();
    for (JavaClass type : classes) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        if (target(use).getPackageName().equals(MESSAGES)) {
          found.putIfAbsent(topLevel(type), use.getDescription());
        }
      }
    }

    Set<String> silent = new TreeSet<>(SPEAK_PROTOBUF);
    silent.removeAll(found.keySet());
    found.keySet().removeAll(SPEAK_PROTOBUF);
    assertEquals("", lines(found.values()), "SPEAK_PROTOBUF does not let the server:\n");
    assertEquals(Set.of(), silent, "no longer speak protobuf:\n");
  }

  /** Which classes of the package each of them knows, directly or through others. */
  private static Map<String, Set<String>> reach() {
    Map<String, Set<String>> known =
        classes.stream()
            .collect(
                Collectors.toMap(
                    ServerRulesTest::topLevel,
                    ServerRulesTest::neighbours,
                    (some, more) -> {
                      some.addAll(more);
                      return some;
                    },
                    TreeMap::new));
    Map<String, Set<String>> reach = new TreeMap<>();
    for (String start : known.keySet()) {
      Set<String> seen = new TreeSet<>();
      Deque<String> open = new ArrayDeque<>(Set.of(start));
      while (!open.isEmpty()) {
        known.get(open.pop()).stream().filter(seen::add).forEach(open::push);
      }
      reach.put(start, seen);
    }
    return reach;
  }

  private static Set<String> neighbours(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(ServerRulesTest::target)
        .filter(other -> other.getPackageName().equals(SERVER))
        .map(ServerRulesTest::topLevel)
        .filter(other -> !other.equals(topLevel(type)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JavaClass target(Dependency use) {
    return use.getTargetClass().getBaseComponentType();
  }

  private static boolean isOurs(String packageName) {
    return packageName.startsWith("dev.perspective4j.");
  }

  /** The name of the file a class is in. */
  private static String topLevel(JavaClass type) {
    return type.getName().substring(type.getPackageName().length() + 1).replaceFirst("\\$.*", "");
  }

  private static String lines(Collection<String> lines) {
    return String.join("\n", lines);
  }
}
