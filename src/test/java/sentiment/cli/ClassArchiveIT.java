package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes with which the slim layout starts; the build has made one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClassArchiveIT {

  private static final Path SLIM = Path.of("target/sentiment-slim");
  private static final String OURS = " sentiment.cli.Main ";
  private static final String JDKS = " java.lang.String ";

  @TempDir Path folder;

  @Test
  void shouldStartFromTheArchiveOfTheBuild() throws Exception {
    assertThat(archived(SLIM)).anyMatch(of(OURS)).anyMatch(of(JDKS));
  }

  @Test
  void shouldStartFromTheJvmsArchiveUntilTheLayoutHasItsOwn() throws Exception {
    Path moved = copy();
    assertThat(archived(moved)).noneMatch(of(OURS)).anyMatch(of(JDKS));

    run(moved.resolve("bin/class-archive"));
    assertThat(archived(moved)).anyMatch(of(OURS)).anyMatch(of(JDKS));

    Files.createFile(moved.resolve("lib/another.jar"));
    assertThat(archived(moved)).noneMatch(of(OURS)).anyMatch(of(JDKS));
  }

  private static Predicate<String> of(String loaded) {
    return line -> line.contains(loaded);
  }

  /** Scores a review with that layout; what was logged of classes that came from an archive. */
  private List<String> archived(Path layout) throws Exception {
    Path log = folder.resolve("classes.log");
    Files.deleteIfExists(log);
    String complaints =
        run(
            layout.resolve("bin/sentiment"),
            "-Xlog:class+load:file=" + log,
            "score",
            "A fine film");
    assertThat(complaints.lines()).noneMatch(line -> !line.startsWith("WARNING: Using incubator"));
    return Files.readAllLines(log).stream().filter(of("shared objects file")).toList();
  }

  private String run(Path program) throws Exception {
    return run(program, "");
  }

  private String run(Path program, String options, String... arguments) throws Exception {
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("SENTIMENT_JAVA_OPTS", options);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readString(errors);
  }

  private Path copy() throws IOException {
    Path copy = folder.resolve("moved");
    try (Stream<Path> all = Files.walk(SLIM)) {
      for (Path path : all.toList()) {
        Path to = copy.resolve(SLIM.relativize(path).toString());
        Files.copy(path, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }
}
