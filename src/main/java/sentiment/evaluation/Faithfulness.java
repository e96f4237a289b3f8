package sentiment.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import sentiment.dataset.InvalidDataException;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.IntegratedGradients;
import sentiment.model.LogitGradients;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;

/**
 * Whether explanations tell what the model does.
 *
 * @param reviews how many were explained; those without a word are left out
 * @param methods figures of each way to explain, {@link #RANDOM} last: means over the reviews (of
 *     {@code flip} the median), see {@link Erasure}
 * @param agreement mean rank correlation (Kendall's tau-b) of each two ways
 * @param attention what the attention does, see {@link AttentionHabits}
 * @param completenessGap of integrated gradients: how far their sums are from the changes of the
 *     logits, as a share of these, over all reviews together
 */
public record Faithfulness(
    int reviews,
    Map<String, Map<String, Estimate>> methods,
    Map<String, Map<String, Double>> agreement,
    Map<String, Estimate> attention,
    double completenessGap) {

  /** The name of no explanation: words in random order, the mean of {@value #DRAWS} draws. */
  public static final String RANDOM = "random";

  /** Reviews that are explained where many are at hand: each is read some thousand times. */
  public static final int SAMPLE = 500;

  static final int DRAWS = 5;

  /** What one review says. */
  private record Own(
      Map<String, Erasure> erasures,
      Map<String, double[]> scores,
      AttentionHabits habits,
      IntegratedGradients.Result integrated) {

    Erasure erasureOf(String name) {
      return Objects.requireNonNull(erasures.get(name));
    }

    double[] scoresOf(String name) {
      return Objects.requireNonNull(scores.get(name));
    }
  }

  /**
   * Explains reviews in every way and takes their words away.
   *
   * @param seed of random orders and intervals
   * @param progress hears of reviews, from several threads, one at a time
   * @throws InvalidDataException if there is nothing to explain
   */
  public static Faithfulness of(
      ModelBundle bundle, List<LabelledReview> reviews, long seed, Progress progress) {
    ThreadLocal<Attributor> attributors =
        ThreadLocal.withInitial(() -> new Attributor(bundle.model()));
    AtomicInteger done = new AtomicInteger();
    List<Own> all =
        IntStream.range(0, reviews.size())
            .parallel()
            .mapToObj(
                i -> {
                  LabelledReview review = reviews.get(i);
                  EncodedReview encoded = bundle.encoder().encode(review.text());
                  List<Own> own =
                      encoded.tokensUsed() == 0
                          ? List.of()
                          : List.of(one(review, encoded, seed + i, attributors.get()));
                  synchronized (done) {
                    progress.update(done.incrementAndGet(), reviews.size());
                  }
                  return own;
                })
            .flatMap(List::stream)
            .toList();
    if (all.isEmpty()) {
      throw new InvalidDataException("no review has a word that could be explained");
    }
    return summary(all, seed);
  }

  private static Own one(
      LabelledReview review, EncodedReview encoded, long seed, Attributor attributor) {
    int[] ids = encoded.ids();
    Prediction whole = attributor.predict(List.of(ids)).get(0);
    double side = whole.logit() >= 0 ? 1 : -1;
    Map<String, Erasure> erasures = new LinkedHashMap<>();
    Map<String, double[]> scores = new LinkedHashMap<>();
    IntegratedGradients.Result integrated = attributor.integrated(ids);
    for (AttributionMethod method : AttributionMethod.values()) {
      double[] forSide =
          method == AttributionMethod.INTEGRATED_GRADIENTS
              ? integrated.scores().clone()
              : attributor.attribute(method, ids);
      for (int i = 0; i < forSide.length && method.signed(); i++) {
        forSide[i] *= side;
      }
      List<Integer> order = Erasure.order(encoded, forSide);
      erasures.put(name(method), Erasure.of(encoded, order, whole, attributor));
      scores.put(name(method), order.stream().sorted().mapToDouble(i -> forSide[i]).toArray());
    }
    erasures.put(RANDOM, random(encoded, whole, seed, attributor));
    LogitGradients.Result inside = attributor.inside(ids);
    return new Own(
        erasures, scores, AttentionHabits.of(review, encoded, whole, inside.states()), integrated);
  }

  private static Erasure random(
      EncodedReview encoded, Prediction whole, long seed, Attributor attributor) {
    Random random = new Random(new SplittableRandom(seed).nextLong()); // seeds are neighbours
    List<Integer> order = new ArrayList<>(Erasure.order(encoded, new double[encoded.length()]));
    List<Erasure> draws = new ArrayList<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      Collections.shuffle(order, random);
      draws.add(Erasure.of(encoded, order, whole, attributor));
    }
    return new Erasure(
        mean(draws, Erasure::comprehensiveness),
        mean(draws, Erasure::sufficiency),
        mean(draws, Erasure::unknownComprehensiveness),
        mean(draws, Erasure::unknownSufficiency),
        mean(draws, Erasure::flip));
  }

  static <T> double mean(List<T> all, ToDoubleFunction<T> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static Faithfulness summary(List<Own> all, long seed) {
    Map<String, ToDoubleFunction<Erasure>> figures = new LinkedHashMap<>();
    figures.put("comprehensiveness", Erasure::comprehensiveness);
    figures.put("sufficiency", Erasure::sufficiency);
    figures.put("comprehensiveness_unknown", Erasure::unknownComprehensiveness);
    figures.put("sufficiency_unknown", Erasure::unknownSufficiency);
    Map<String, Map<String, Estimate>> methods = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (AttributionMethod method : AttributionMethod.values()) {
      names.add(name(method));
    }
    names.add(RANDOM);
    for (String name : names) {
      Map<String, Estimate> own = new LinkedHashMap<>();
      figures.forEach(
          (figure, of) -> own.put(figure, Estimates.ofMean(values(all, name, of), seed)));
      own.put("flip", Estimates.ofMedian(values(all, name, Erasure::flip), seed));
      methods.put(name, own);
    }
    Map<String, Map<String, Double>> agreement = new LinkedHashMap<>();
    for (AttributionMethod one : AttributionMethod.values()) {
      Map<String, Double> row = new LinkedHashMap<>();
      for (AttributionMethod other : AttributionMethod.values()) {
        if (other.compareTo(one) > 0) {
          row.put(name(other), agreement(all, name(one), name(other)));
        }
      }
      if (!row.isEmpty()) {
        agreement.put(name(one), row);
      }
    }
    return new Faithfulness(
        all.size(),
        methods,
        agreement,
        AttentionHabits.estimates(all.stream().map(Own::habits).toList(), seed),
        all.stream()
                .mapToDouble(own -> Math.abs(own.integrated.sum() - own.integrated.change()))
                .sum()
            / all.stream().mapToDouble(own -> Math.abs(own.integrated.change())).sum());
  }

  private static double[] values(List<Own> all, String name, ToDoubleFunction<Erasure> figure) {
    return all.stream().mapToDouble(own -> figure.applyAsDouble(own.erasureOf(name))).toArray();
  }

  private static double agreement(List<Own> all, String one, String other) {
    return all.parallelStream()
        .mapToDouble(own -> RankCorrelation.kendall(own.scoresOf(one), own.scoresOf(other)))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static String name(AttributionMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }
}
