package sentiment.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Figures with what chance leaves open: each with its 95 % bootstrap interval (Efron 1979,
 * percentile), from {@value #RESAMPLES} samples of the things reviewed with replacement. Chance
 * adds to a calibration error and never takes from it, in each sample again; its interval is
 * therefore the basic one (Davison &amp; Hinkley 1997), which is the percentile interval mirrored
 * at the figure, and not below 0.
 *
 * @param reviews how many were judged
 * @param figures by their names in {@link Metrics#asMap}, in its order, without {@code reviews}
 */
public record Estimates(int reviews, Map<String, Estimate> figures) {

  /** Samples drawn for the intervals. */
  public static final int RESAMPLES = 1000;

  private static final double TAIL = 0.025;

  /**
   * A figure and its interval. NaN where it has no value: the AUROC of one class.
   *
   * @param value on the reviews themselves
   * @param low bound of the interval
   * @param high bound of the interval
   */
  public record Estimate(double value, double low, double high) {

    private Estimate mirrored() {
      return new Estimate(value, Math.max(0, 2 * value - high), Math.max(0, 2 * value - low));
    }
  }

  /** Share judged right. */
  public Estimate accuracy() {
    return figure("accuracy");
  }

  /** One of {@link #figures}. */
  public Estimate figure(String name) {
    return Objects.requireNonNull(figures.get(name), name);
  }

  /**
   * Estimates the figures of judged reviews.
   *
   * @param reviews at least one
   * @param seed of the samples
   */
  public static Estimates of(List<JudgedReview> reviews, long seed) {
    Map<String, Double> values = Metrics.of(reviews).asMap();
    Sampling sampling = new Sampling(reviews);
    SplittableRandom random = new SplittableRandom(seed);
    long[] seeds = random.longs(RESAMPLES).toArray();
    double[][] samples = // [resample][figure]
        IntStream.range(0, RESAMPLES)
            .parallel()
            .mapToObj(i -> sampling.figures(new SplittableRandom(seeds[i])))
            .toArray(double[][]::new);
    Map<String, Estimate> figures = new LinkedHashMap<>();
    for (String name : Sampling.FIGURES) {
      int figure = figures.size();
      double[] sorted =
          Arrays.stream(samples)
              .mapToDouble(sample -> sample[figure])
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      double value = values.getOrDefault(name, Double.NaN);
      Estimate estimate =
          new Estimate(value, percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
      figures.put(name, name.equals("ece") ? estimate.mirrored() : estimate);
    }
    return new Estimates(reviews.size(), figures);
  }

  /** The mean of values, one a review, with its bootstrap interval. */
  static Estimate ofMean(double[] values, long seed) {
    return of(
        DoubleStream.of(values).boxed().toList(),
        seed,
        drawn -> drawn.stream().mapToDouble(v -> v).average().orElse(Double.NaN));
  }

  /** The median of values, one a review, with its bootstrap interval. */
  static Estimate ofMedian(double[] values, long seed) {
    return of(
        DoubleStream.of(values).boxed().toList(),
        seed,
        drawn -> percentile(drawn.stream().mapToDouble(v -> v).sorted().toArray(), 0.5));
  }

  /** Any figure of what there is of reviews, with its bootstrap interval. */
  static <T> Estimate of(List<T> reviews, long seed, ToDoubleFunction<List<T>> figure) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] samples = new double[RESAMPLES];
    for (int sample = 0; sample < RESAMPLES; sample++) {
      List<T> drawn =
          random.ints(reviews.size(), 0, reviews.size()).mapToObj(reviews::get).toList();
      samples[sample] = figure.applyAsDouble(drawn);
    }
    Arrays.sort(samples);
    return new Estimate(
        figure.applyAsDouble(reviews), percentile(samples, TAIL), percentile(samples, 1 - TAIL));
  }

  private static double percentile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
