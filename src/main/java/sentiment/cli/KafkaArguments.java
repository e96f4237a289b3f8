package sentiment.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sentiment.bench.BenchOptions;

/** What to measure of the whole path. */
final class KafkaArguments {

  private static final int PARTITIONS = 6;
  private static final int DEFAULT_ROUNDS = 3;
  private static final int DEFAULT_SECONDS = 10;

  @Option(
      names = "--kafka",
      required = true,
      description = "Measure the whole path through a broker in this process.")
  private boolean kafka;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "With --kafka, of each topic: " + PARTITIONS + ".")
  private int partitions = PARTITIONS;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "With --kafka, a setting of the stream.")
  private Map<String, String> settings = new LinkedHashMap<>();

  BenchOptions options(
      List<String> texts,
      int reviews,
      @Nullable Integer rounds,
      @Nullable Integer seconds,
      long seed) {
    BenchCommand.requirePositive("--partitions", partitions);
    return new BenchOptions(
        texts,
        reviews,
        rounds == null ? DEFAULT_ROUNDS : rounds,
        partitions,
        seconds == null ? DEFAULT_SECONDS : seconds,
        seed,
        settings);
  }

  boolean isWanted() {
    return kafka;
  }
}
