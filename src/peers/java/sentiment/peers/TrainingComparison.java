package sentiment.peers;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import sentiment.training.KernelTraining;

/** Steps of training on the same batch of full length, the kernel and libtorch in turn. */
final class TrainingComparison {

  private static final int REVIEWS = 200;
  private static final double LEARNING_RATE = 1e-3;
  private static final int WARM_UP_ROUNDS = 2;

  private final PrintStream out;
  private final int rounds;
  private final int cores;
  private final Random random;

  TrainingComparison(PrintStream out, int rounds, int cores, long seed) {
    this.out = out;
    this.rounds = rounds;
    this.cores = cores;
    this.random = new Random(seed);
  }

  void run() {
    List<int[]> batch = new ArrayList<>();
    float[] labels = new float[REVIEWS];
    for (int row = 0; row < REVIEWS; row++) {
      batch.add(random.ints(Network.LENGTH, 1, Network.VOCABULARY).toArray());
      labels[row] = row % 2;
    }
    KernelTraining kernel =
        new KernelTraining(Network.SHAPE, Network.VOCABULARY, LEARNING_RATE, random.nextLong());
    Network network = new Network(Network.SHAPE, kernel.weights());
    double[] kernelSeconds = new double[rounds];
    double[] torchSeconds = new double[rounds];
    out.printf("%nsteps of %d reviews of %d tokens, %d core(s)%n", REVIEWS, Network.LENGTH, cores);
    try (TorchTraining torch = new TorchTraining(network, LEARNING_RATE, cores)) {
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        long start = System.nanoTime();
        double kernelLoss = kernel.step(batch, labels);
        long between = System.nanoTime();
        double torchLoss = torch.step(batch, labels);
        long end = System.nanoTime();
        if (!(Math.abs(kernelLoss - torchLoss) < 1e-3)) {
          throw new IllegalStateException(
              "losses differ: " + kernelLoss + " and " + torchLoss);
        }
        if (round >= 0) {
          kernelSeconds[round] = (between - start) / 1e9;
          torchSeconds[round] = (end - between) / 1e9;
        }
        out.printf(
            Locale.ROOT,
            "  loss %.6f (kernel) %.6f (libtorch)%n",
            kernelLoss,
            torchLoss);
      }
    }
    print(KernelEngine.NAME, Rates.of(kernelSeconds));
    print(TorchEngine.NAME, Rates.of(torchSeconds));
    double ratio = Rates.of(torchSeconds).median() / Rates.of(kernelSeconds).median();
    out.printf(Locale.ROOT, "kernel : libtorch %.2f%n", ratio);
  }

  private void print(String name, Rates seconds) {
    out.printf(
        Locale.ROOT,
        "%-18s %.2f s a step (%.2f..%.2f)%n",
        name,
        seconds.median(),
        seconds.least(),
        seconds.most());
  }
}
