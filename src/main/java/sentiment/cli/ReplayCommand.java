package sentiment.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.scoring.RejectionReason;
import sentiment.streams.RejectedReplay;
import sentiment.streams.ReplayFilter;
import sentiment.streams.ReplayReport;

@Command(
    name = "replay",
    description = {
      "Moves rejected reviews back to the input topic, each once, however often it is run.",
      "TIME is " + PointInTime.EXPECTED + "; a review's is when it was rejected.",
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Mixin private StreamOptions options = new StreamOptions();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description =
          "Only those rejected for REASON: ${COMPLETION-CANDIDATES}. Give it again for more.")
  private Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only those rejected then or later.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only those rejected before.")
  private @Nullable String until;

  @Option(names = "--dry-run", description = "Change nothing, only say what would be done.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    ReplayFilter filter = filter(clock);
    ProgressBar bar = Terminal.progressBar();
    bar.begin("replay");
    ReplayReport report;
    try {
      report =
          RejectedReplay.run(
              options.read(),
              filter,
              dryRun,
              clock,
              (done, total) -> bar.update(done, total, "records", ""));
    } finally {
      bar.end();
    }
    System.out.println(report.json());
    return 0;
  }

  private ReplayFilter filter(Clock clock) {
    ReplayFilter all = ReplayFilter.ALL;
    Instant from = since == null ? all.since() : PointInTime.parse("--since", since, clock);
    Instant to = until == null ? all.until() : PointInTime.parse("--until", until, clock);
    if (!from.isBefore(to)) {
      throw new UsageException("--until " + until + ": expected a time after --since " + since);
    }
    return new ReplayFilter(reasons, from, to);
  }
}
