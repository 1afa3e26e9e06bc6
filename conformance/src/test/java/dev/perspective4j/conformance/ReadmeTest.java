package dev.perspective4j.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS =
      Pattern.compile(
          "^(?:public |final )*(?:class |record (?=\\w+\\([^)]*\\) implements))(\\w+)",
          Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/client.md", "docs/extending.md"})
  void programsCompile(String page, @TempDir Path classes) throws IOException {
    List<String> programs = matches(page, JAVA);

    assertFalse(programs.isEmpty());
    assertAll(
        IntStream.range(0, programs.size())
            .mapToObj(
                i -> () -> assertEquals("", compile("Program" + i, programs.get(i), classes))));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(String page) throws IOException {
    Path folder = ROOT.resolve(page).toAbsolutePath().getParent();

    assertAll(
        matches(page, LINK).stream()
            .map(link -> () -> assertTrue(Files.exists(folder.resolve(link)), link)));
  }

  static Stream<String> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream<String> others =
          Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md");
      return Stream.concat(
          others,
          docs
              .map(page -> page.getFileName().toString())
              .filter(name -> name.endsWith(".md"))
              .map(name -> "docs/" + name)
              .toList()
              .stream());
    }
  }

  private static List<String> matches(String page, Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  /** Compiles a source file with or without a class; answers the compiler's complaints. */
  private static String compile(String name, String text, Path classes) {
    var declared = CLASS.matcher(text);
    boolean isClass = declared.find();
    String source = isClass || text.contains("void main(") ? text : text + "void main() {}\n";
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    List<String> options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    javac
        .getTask(
            complaints,
            null,
            null,
            options,
            null,
            List.of(new Source(isClass ? declared.group(1) : name, source)))
        .call();
    return complaints.toString();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
