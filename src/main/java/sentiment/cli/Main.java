package sentiment.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import sentiment.dataset.DownloadException;
import sentiment.dataset.InvalidDataException;
import sentiment.model.InvalidBundleException;
import sentiment.streams.InvalidSettingException;
import sentiment.streams.StreamFailedException;
import sentiment.training.DivergedException;
import sentiment.training.InvalidProfileException;
import sentiment.web.WebServerException;

/**
 * The program. Standard output carries results only; logs and progress go to standard error. Exit
 * code 0 success, 1 the work failed, 2 wrong usage.
 */
@Command(
    name = "sentiment",
    description = "Scores reviews and shows the words that decided.",
    version = "sentiment " + Main.VERSION,
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      ScoreCommand.class,
      ExplainCommand.class,
      ModelCommand.class,
      StreamCommand.class,
      ProduceCommand.class,
      ReplayCommand.class,
      DemoCommand.class,
      BenchCommand.class,
    })
public final class Main {

  /** Failures whose message is a line for people. */
  private static final Set<Class<?>> FORESEEN =
      Set.of(
          InvalidBundleException.class,
          InvalidDataException.class,
          DownloadException.class,
          DivergedException.class,
          StreamFailedException.class,
          WebServerException.class);

  private static final Set<Class<?>> USAGE =
      Set.of(UsageException.class, InvalidSettingException.class, InvalidProfileException.class);

  static final String VERSION = "0.1.0";

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors and more of the log.")
  private boolean verbose;

  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(run(args));
  }

  static int run(String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(oneLine(main));
    line.setParameterExceptionHandler(
        (e, parsed) -> {
          e.getCommandLine().getErr().println("sentiment: " + e.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    line.setCaseInsensitiveEnumValuesAllowed(true);
    if (args.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    try {
      return line.execute(args);
    } catch (NoClassDefFoundError e) { // the slim layout can score and stream, no more
      line.getErr()
          .println("sentiment: '" + args[0] + "' is not in the slim layout; run the full one");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** What to tell people of a failure. */
  static String inOneLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    boolean foreseen = FORESEEN.contains(e.getClass()) || USAGE.contains(e.getClass());
    String shown = foreseen ? message : e.getClass().getSimpleName() + ": " + message;
    return shown.lines().findFirst().orElse(shown);
  }

  private static IExecutionExceptionHandler oneLine(Main main) {
    return (e, line, parsed) -> {
      if (main.verbose) {
        e.printStackTrace(line.getErr());
      }
      line.getErr().println("sentiment: " + inOneLine(e));
      return USAGE.contains(e.getClass())
          ? CommandLine.ExitCode.USAGE
          : CommandLine.ExitCode.SOFTWARE;
    };
  }
}
