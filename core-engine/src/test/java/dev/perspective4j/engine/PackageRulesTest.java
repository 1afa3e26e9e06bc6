package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.perspective4j.engine.PackageTable.Room;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the engine's classes, its module descriptor and the map in the documents to {@link
 * PackageTable}. What counts is what class files mention: a type that is never imported by name, say
 * the result of a call, counts too.
 */
class PackageRulesTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final String MAP_BEGINS = "<!-- The packages, as PackageTable has them. -->\n\n";
  private static final String MAP_ENDS = "\n<!-- End of the packages. -->";

  /** All of the root package that the packages below it may use. */
  private static final Set<String> FOUNDATION = Set.of("EngineException", "Step", "View");

  /** Every package may use these. */
  private static final List<String> EVERYWHERE =
      List.of("dev.perspective4j.model", "org.jspecify.annotations");

  private static List<Use> uses = List.of();
  private static Set<String> packages = Set.of();

  @BeforeAll
  static void readClasses() {
    // Names of other classes are all that is asked for.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    JavaClasses classes = new ClassFileImporter().importPath(CLASSES);
    uses = classes.stream().flatMap(PackageRulesTest::uses).toList();
    packages =
        classes.stream()
            .map(type -> shortName(type.getPackageName()))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theTableHasEveryPackage() {
    assertEquals(packages, new TreeSet<>(names(room -> true)));
  }

  @Test
  void aPackageUsesOnlyThePackagesItStandsOn() {
    Map<String, Room> rooms =
        PackageTable.ROOMS.stream().collect(Collectors.toMap(Room::name, room -> room));

    assertNone(
        "PackageTable does not let",
        uses.stream()
            .filter(use -> use.insideEngine() && !use.to().equals(PackageTable.ROOF))
            .filter(use -> !rooms.get(use.from()).standsOn().contains(use.to())));
  }

  @Test
  void aPackageUsesEachPackageItStandsOn() {
    List<String> unused = new ArrayList<>();
    for (Room room : PackageTable.ROOMS) {
      for (String below : room.standsOn()) {
        if (uses.stream().noneMatch(use -> use.isBetween(room.name(), below))) {
          unused.add(room.name() + " no longer uses " + below);
        }
      }
    }

    assertEquals("", String.join("\n", unused), "PackageTable allows more than there is:\n");
  }

  @Test
  void noPackageStandsOnOneFurtherDown() {
    List<String> seen = new ArrayList<>();
    List<String> upwards = new ArrayList<>();
    for (Room room : PackageTable.ROOMS) {
      seen.add(room.name());
      for (String below : room.standsOn()) {
        if (seen.indexOf(below) < 0 || below.equals(room.name())) {
          upwards.add(room.name() + " stands on " + below);
        }
      }
    }

    assertEquals("", String.join("\n", upwards), "PackageTable has arrows that run back up:\n");
  }

  @Test
  void thePackagesBelowUseOnlyTheFoundationOfTheRoot() {
    assertNone(
        "Only "
            + new TreeSet<>(FOUNDATION)
            + " of the root package are for all, which does not let",
        uses.stream()
            .filter(use -> use.to().equals(PackageTable.ROOF) && use.insideEngine())
            .filter(use -> !FOUNDATION.contains(use.topLevelTarget())));
  }

  @Test
  void librariesStayInTheirPackages() {
    assertNone(
        "PackageTable.LIBRARIES does not let",
        uses.stream().filter(use -> !use.insideEngine()).filter(use -> !isAllowed(use)));
  }

  @Test
  void theModuleExportsWhatTheTableSays() throws IOException {
    try (InputStream bytes = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      Set<String> exported =
          ModuleDescriptor.read(bytes).exports().stream()
              .map(export -> shortName(export.source()))
              .collect(Collectors.toCollection(TreeSet::new));

      assertEquals(new TreeSet<>(names(Room::exported)), exported);
    }
  }

  @Test
  void theMapInTheDocumentsIsTheTable() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(MAP_BEGINS);
    int end = page.indexOf(MAP_ENDS);
    String map = begin < 0 || end < begin ? "" : page.substring(begin + MAP_BEGINS.length(), end);

    assertEquals(
        PackageTable.map(),
        map,
        () ->
            "Paste this into docs/architecture.md:\n\n"
                + MAP_BEGINS
                + PackageTable.map()
                + MAP_ENDS
                + "\n\n");
  }

  private static boolean isAllowed(Use use) {
    String to = use.target().getPackageName();
    return EVERYWHERE.contains(to)
        || (to.startsWith("java.") && !PackageTable.LIBRARIES.containsKey(to))
        || PackageTable.LIBRARIES.entrySet().stream()
            .anyMatch(
                library ->
                    (to + '.').startsWith(library.getKey() + '.')
                        && library.getValue().contains(use.from()));
  }

  /** The first offence of each class against each package. */
  private static void assertNone(String rule, Stream<Use> offences) {
    Map<String, String> found = new TreeMap<>();
    offences.forEach(
        use ->
            found.putIfAbsent(
                use.origin() + " use " + use.target().getPackageName(),
                use.from() + " use " + use.to() + ": " + use.dependency().getDescription()));

    assertEquals(
        "", found.values().stream().map(it -> rule + ' ' + it).collect(Collectors.joining("\n")));
  }

  private static List<String> names(Predicate<Room> which) {
    return PackageTable.ROOMS.stream().filter(which).map(Room::name).toList();
  }

  private static Stream<Use> uses(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Use::of)
        .filter(use -> !use.target().isPrimitive() && !use.from().equals(use.to()));
  }

  private static String shortName(String name) {
    return name.equals(PackageTable.ROOT)
        ? PackageTable.ROOF
        : name.startsWith(PackageTable.ROOT + '.')
            ? name.substring(PackageTable.ROOT.length() + 1)
            : name;
  }

  /** A class of one package that mentions a class of another; both packages as the table names them. */
  private record Use(Dependency dependency, String from, JavaClass target, String to) {
    static Use of(Dependency dependency) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      return new Use(
          dependency,
          shortName(dependency.getOriginClass().getPackageName()),
          target,
          shortName(target.getPackageName()));
    }

    String origin() {
      return dependency.getOriginClass().getName();
    }

    String topLevelTarget() {
      String name = target.getName().substring(target.getPackageName().length() + 1);
      return name.replaceFirst("\\$.*", "");
    }

    boolean insideEngine() {
      return (target.getPackageName() + '.').startsWith(PackageTable.ROOT + '.');
    }

    boolean isBetween(String user, String used) {
      return from.equals(user) && to.equals(used) && insideEngine();
    }
  }
}
