package sentiment.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a test's processes print to, so that a failure can be read afterwards. */
final class FaultLogs {

  private FaultLogs() {}

  /** A directory of that name below {@code target/faults}, without files of earlier runs. */
  static Path fresh(String name) throws IOException {
    Path dir = Files.createDirectories(Path.of("target", "faults", name));
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : List.copyOf(files.toList())) {
        Files.delete(file);
      }
    }
    return dir;
  }
}
