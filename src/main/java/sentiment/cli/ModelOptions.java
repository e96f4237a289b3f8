package sentiment.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sentiment.model.ModelBundle;

/** Which bundle to use. */
final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "A trained bundle. Default: the one shipped with the program.")
  private @Nullable Path path;

  /** Whether the shipped one is not wanted. */
  boolean isGiven() {
    return path != null;
  }

  /** The file that was named; null for the shipped bundle. */
  @Nullable Path path() {
    return path;
  }

  ModelBundle read() {
    return path == null ? ModelBundle.shipped() : ModelBundle.read(path);
  }
}
