package sentiment.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest;

@Command(
    name = "model",
    description = "Looks into model bundles.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelCommand.Inspect.class, ModelCommand.Verify.class})
final class ModelCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UsageException("model: expected inspect or verify");
  }

  private static ModelBundle read(@Nullable Path bundle) {
    return bundle == null ? ModelBundle.shipped() : ModelBundle.read(bundle);
  }

  @Command(
      name = "inspect",
      description = "Prints what a bundle says of itself.",
      mixinStandardHelpOptions = true)
  static final class Inspect implements Callable<Integer> {

    @Parameters(arity = "0..1", description = "Default: the bundle shipped with the program.")
    private @Nullable Path bundle;

    @Override
    public Integer call() {
      ModelBundle read = read(bundle);
      ModelManifest manifest = read.manifest();
      System.out.printf(
          "%s %s%nsha256 %s%ncreated %s by %s on JVM %s%n%n%s",
          manifest.name(),
          manifest.version(),
          read.id().sha256(),
          manifest.created(),
          manifest.training().programVersion(),
          manifest.training().jvm(),
          read.card());
      return 0;
    }
  }

  @Command(
      name = "verify",
      description = "Checks checksums, shapes and golden reviews of a bundle.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {

    @Parameters(arity = "0..1", description = "Default: the bundle shipped with the program.")
    private @Nullable Path bundle;

    @Override
    public Integer call() {
      ModelBundle read = read(bundle);
      double off = read.verifyGolden();
      System.out.printf(
          "%s %s: checksums and shapes are right, %d golden reviews reproduced within %.1e%n",
          read.manifest().name(), read.manifest().version(), read.golden().size(), off);
      return 0;
    }
  }
}
