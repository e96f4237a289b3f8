package sentiment.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sentiment.peers.Contender.Threads;

/** Measures engines side by side: {@code mvn -q -P peers}. */
@Command(name = "peers", mixinStandardHelpOptions = true, description = "Measures engines.")
final class PeersBenchmark implements Callable<Integer> {

  @Option(names = "--data", description = "Reviews, as 'sentiment bench' reads them.")
  private @Nullable Path data;

  @Option(names = "--reviews", defaultValue = "1024", description = "At most so many.")
  private int reviews;

  @Option(names = "--batches", split = ",", defaultValue = "16,32,64", description = "Sizes.")
  private List<Integer> batchSizes = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "Of all engines in turn.")
  private int rounds;

  @Option(names = "--training-rounds", defaultValue = "5", description = "0 for no training.")
  private int trainingRounds;

  @Option(names = "--seed", defaultValue = "1", description = "Of the weights.")
  private long seed;

  @Option(names = "--cores", description = "To score with; all by default.")
  private int cores = Runtime.getRuntime().availableProcessors();

  /** Exit code 0 if every engine computed the same. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PeersBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<int[]> ids = ReviewIds.load(data, reviews);
    int tokens = ids.stream().mapToInt(review -> review.length).sum();
    System.out.printf(
        Locale.ROOT,
        "%,d reviews, %.0f tokens on average, at most %d%n",
        ids.size(),
        (double) tokens / ids.size(),
        Network.LENGTH);
    Network network = Network.random(seed);
    List<Contender> contenders = contenders(network);
    try {
      new ScoringComparison(System.out, ids, contenders, batchSizes, rounds).run();
    } finally {
      contenders.forEach(Contender::close);
    }
    if (trainingRounds > 0) {
      int all = Runtime.getRuntime().availableProcessors(); // as the kernel trains
      new TrainingComparison(System.out, trainingRounds, all, seed).run();
    }
    return 0;
  }

  private List<Contender> contenders(Network network) {
    Threads one = new Threads(1, 1);
    Threads calls = new Threads(cores, 1);
    Threads inside = new Threads(1, cores);
    List<Threads> either = cores == 1 ? List.of(one) : List.of(one, calls, inside);
    List<Contender> contenders = new ArrayList<>();
    KernelEngine kernel = new KernelEngine(network);
    contenders.add(new Contender(KernelEngine.NAME, one, kernel));
    if (cores > 1) {
      contenders.add(new Contender(KernelEngine.NAME, calls, kernel));
    }
    for (Threads threads : either) {
      contenders.add(
          new Contender(
              OnnxEngine.NAME, threads, new OnnxEngine(network, false, threads.inside())));
    }
    for (Threads threads : either) {
      contenders.add(
          new Contender(
              OnnxEngine.QUANTIZED, threads, new OnnxEngine(network, true, threads.inside())));
    }
    for (Threads threads : either) {
      contenders.add(
          new Contender(TorchEngine.NAME, threads, new TorchEngine(network, threads.inside())));
    }
    return contenders;
  }
}
