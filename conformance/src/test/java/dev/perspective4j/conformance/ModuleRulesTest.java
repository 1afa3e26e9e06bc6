package dev.perspective4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the packages of each module may use, where a module descriptor allows more: it hands on what
 * the modules it requires require in turn. The engine's packages have a test of their own, and so has
 * the server's.
 */
class ModuleRulesTest {
  private static final String OURS = "dev.perspective4j.";

  /** A package to what it may use beside itself, {@code java.base} and JSpecify. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "model", Set.of(),
          "wire",
              Set.of(
                  "dev.perspective4j.model", "dev.perspective4j.wire.proto", "com.google.protobuf"),
          "client",
              Set.of(
                  "dev.perspective4j.model",
                  "dev.perspective4j.wire",
                  "dev.perspective4j.wire.proto",
                  "java.net.http"),
          "server.micrometer", Set.of("dev.perspective4j.server", "io.micrometer"),
          "vertx",
              Set.of("dev.perspective4j.model", "dev.perspective4j.server", "io.vertx", "io.netty"),
          "javalin",
              Set.of(
                  "dev.perspective4j.model",
                  "dev.perspective4j.server",
                  "io.javalin",
                  "jakarta.servlet",
                  "org.eclipse.jetty.websocket.api"),
          "jakarta",
              Set.of("dev.perspective4j.model", "dev.perspective4j.server", "jakarta.websocket"));

  /** The packages of the JDK that are of {@code java.base}: {@code java.net.http} is not. */
  private static final Set<String> JAVA_BASE =
      ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();

  private static List<JavaClass> classes = List.of();

  @BeforeAll
  static void readClasses() {
    // Names of other classes are all that is asked for.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/wire/proto/"))
                .importPackages(MAY_USE.keySet().stream().map(OURS::concat).toList())
                .stream()
                .filter(type -> MAY_USE.containsKey(shortName(type)))
                .toList();
  }

  @Test
  void theTableNamesPackagesThatExist() {
    assertEquals(
        new TreeSet<>(MAY_USE.keySet()),
        classes.stream()
            .map(ModuleRulesTest::shortName)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void packagesUseOnlyWhatTheyMay() {
    Map<String, String> offences = new TreeMap<>();
    for (JavaClass type : classes) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        if (!used.isPrimitive() && !isAllowed(type, used.getPackageName())) {
          offences.putIfAbsent(
              type.getName() + used.getPackageName(),
              shortName(type)
                  + " may not use "
                  + used.getPackageName()
                  + ": "
                  + use.getDescription());
        }
      }
    }

    assertEquals("", lines(offences.values()));
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    List<Path> folders = packageFolders();
    Set<String> unmarked = new TreeSet<>();
    for (Path folder : folders) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).contains("\n@NullMarked\n")) {
        unmarked.add(info + " is missing, or without @NullMarked");
      }
    }

    assertFalse(folders.isEmpty());
    assertEquals("", lines(unmarked));
  }

  private static boolean isAllowed(JavaClass type, String used) {
    return used.equals(type.getPackageName())
        || used.equals("org.jspecify.annotations")
        || JAVA_BASE.contains(used)
        || MAY_USE.get(shortName(type)).stream().anyMatch(allowed -> covers(allowed, used));
  }

  /** Our packages are named one by one; of libraries the packages inside count, too. */
  private static boolean covers(String allowed, String used) {
    return used.equals(allowed) || (!allowed.startsWith(OURS) && used.startsWith(allowed + '.'));
  }

  private static String shortName(JavaClass type) {
    return type.getPackageName().substring(OURS.length());
  }

  /** The folders of all modules' main sources that hold classes. Examples live by their own rules. */
  private static List<Path> packageFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path sources : modules.map(it -> it.resolve("src/main/java")).toList()) {
        if (Files.isDirectory(sources)) {
          folders.addAll(packageFolders(sources));
        }
      }
    }
    return folders;
  }

  /** All but the folder at the top, which holds the module descriptor. */
  private static List<Path> packageFolders(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .filter(folder -> !folder.equals(sources))
          .distinct()
          .toList();
    }
  }

  private static String lines(Collection<String> lines) {
    return String.join("\n", lines);
  }
}
