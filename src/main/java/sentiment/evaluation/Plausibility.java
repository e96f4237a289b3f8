package sentiment.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import sentiment.dataset.InvalidDataException;
import sentiment.dataset.Progress;
import sentiment.dataset.RationaleReview;
import sentiment.dataset.RationaleReview.Range;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.Explanation;
import sentiment.explain.Sentence;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.Token;

/**
 * How far explanations agree with reasons that people gave, in the measures of the ERASER benchmark
 * (DeYoung et al. 2020): of each method
 *
 * <ul>
 *   <li>{@code auprc}: area under the precision-recall curve of the tokens' scores, mean over the
 *       reviews;
 *   <li>{@code token_f1}: of as many best tokens as people mark on average, mean over the reviews;
 *   <li>{@code iou_f1}: runs of these tokens count as right where they overlap a reason by half of
 *       their union or more; precision and recall are means over the reviews.
 * </ul>
 *
 * @param reviews how many with reasons
 * @param share of the tokens that people marked, mean over the reviews
 * @param methods figures of each way to explain, of the contributions' means over sentences, which
 *     all of their tokens have, and of random scores, the mean of some draws
 */
public record Plausibility(int reviews, double share, Map<String, Map<String, Estimate>> methods) {

  /** Name of what marks whole sentences, by the mean contribution of their words. */
  static final String SENTENCES = "sentences";

  private static final double OVERLAP = 0.5;

  /** Of one review and method. */
  private record Own(double auprc, double f1, double precision, double recall) {}

  /**
   * Explains reviews in every way and compares.
   *
   * @param seed of random scores and intervals
   * @param progress hears of reviews, from several threads, one at a time
   * @throws InvalidDataException if no review has reasons
   */
  public static Plausibility of(
      ModelBundle bundle, List<RationaleReview> reviews, long seed, Progress progress) {
    List<RationaleReview> reasoned =
        reviews.stream().filter(review -> !review.reasons().isEmpty()).toList();
    if (reasoned.isEmpty()) {
      throw new InvalidDataException("no review with reasons, expected some");
    }
    double share =
        reasoned.stream()
            .mapToDouble(r -> (double) count(marked(r)) / r.tokens().size())
            .average()
            .orElseThrow();
    ThreadLocal<Attributor> attributors =
        ThreadLocal.withInitial(() -> new Attributor(bundle.model()));
    AtomicInteger done = new AtomicInteger();
    List<Map<String, Own>> all =
        IntStream.range(0, reasoned.size())
            .parallel()
            .mapToObj(
                i -> {
                  Map<String, Own> own =
                      one(bundle, reasoned.get(i), share, seed + i, attributors.get());
                  synchronized (done) {
                    progress.update(done.incrementAndGet(), reasoned.size());
                  }
                  return own;
                })
            .toList();
    Map<String, Map<String, Estimate>> methods = new LinkedHashMap<>();
    for (String name : all.get(0).keySet()) {
      List<Own> own = all.stream().map(review -> review.get(name)).toList();
      Map<String, Estimate> figures = new LinkedHashMap<>();
      figures.put("auprc", Estimates.ofMean(own.stream().mapToDouble(Own::auprc).toArray(), seed));
      figures.put("token_f1", Estimates.ofMean(own.stream().mapToDouble(Own::f1).toArray(), seed));
      figures.put("iou_f1", Estimates.of(own, seed, Plausibility::overlapF1));
      methods.put(name, figures);
    }
    return new Plausibility(reasoned.size(), share, methods);
  }

  private static double overlapF1(List<Own> reviews) {
    return f1(Faithfulness.mean(reviews, Own::precision), Faithfulness.mean(reviews, Own::recall));
  }

  private static Map<String, Own> one(
      ModelBundle bundle, RationaleReview review, double share, long seed, Attributor attributor) {
    EncodedReview encoded = bundle.encoder().encode(review.review().text());
    int[] ids = encoded.ids();
    Prediction prediction = attributor.predict(List.of(ids)).get(0);
    double side = prediction.logit() >= 0 ? 1 : -1;
    Map<String, Own> own = new LinkedHashMap<>();
    for (AttributionMethod method : AttributionMethod.values()) {
      double[] scores = attributor.attribute(method, ids);
      for (int i = 0; i < scores.length && method.signed(); i++) {
        scores[i] *= side;
      }
      own.put(
          method.name().toLowerCase(Locale.ROOT),
          compare(review, onTokens(review, encoded, scores), share));
    }
    String text = review.review().text();
    List<Sentence> sentences = Explanation.of(text, encoded, prediction).sentences(text);
    own.put(SENTENCES, compare(review, bySentence(review, sentences, side), share));
    SplittableRandom random = new SplittableRandom(seed);
    List<Own> draws = new ArrayList<>();
    for (int draw = 0; draw < Faithfulness.DRAWS; draw++) {
      draws.add(compare(review, random.doubles(review.tokens().size()).toArray(), share));
    }
    own.put(
        Faithfulness.RANDOM,
        new Own(
            Faithfulness.mean(draws, Own::auprc),
            Faithfulness.mean(draws, Own::f1),
            Faithfulness.mean(draws, Own::precision),
            Faithfulness.mean(draws, Own::recall)));
    return own;
  }

  /** A token has the highest score of the words in it; one that was not read has the lowest. */
  private static double[] onTokens(RationaleReview review, EncodedReview encoded, double[] scores) {
    double lowest = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).min().orElse(0);
    double[] onTokens = new double[review.tokens().size()];
    Arrays.fill(onTokens, lowest);
    int token = 0;
    for (int i = 0; i < scores.length; i++) {
      if (encoded.tokenOf()[i] == EncodedReview.NO_TOKEN) {
        continue;
      }
      Token word = encoded.tokens().get(encoded.tokenOf()[i]);
      while (review.tokens().get(token).end() <= word.start()) {
        token++;
      }
      for (int t = token; t < onTokens.length && review.tokens().get(t).start() < word.end(); t++) {
        onTokens[t] = Math.max(onTokens[t], scores[i]);
      }
    }
    return onTokens;
  }

  /** A token has what its sentence has; one outside of all has the lowest. */
  private static double[] bySentence(
      RationaleReview review, List<Sentence> sentences, double side) {
    double[] onTokens = new double[review.tokens().size()];
    Arrays.fill(onTokens, sentences.stream().mapToDouble(s -> side * s.mean()).min().orElse(0));
    int token = 0;
    for (Sentence sentence : sentences) {
      while (token < onTokens.length && review.tokens().get(token).end() <= sentence.start()) {
        token++;
      }
      while (token < onTokens.length && review.tokens().get(token).start() < sentence.end()) {
        onTokens[token++] = side * sentence.mean();
      }
    }
    return onTokens;
  }

  private static Own compare(RationaleReview review, double[] scores, double share) {
    boolean[] marked = marked(review);
    int n = scores.length;
    List<Integer> order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
            .toList();
    boolean[] chosen = new boolean[n];
    order.stream().limit(Math.max(1, Math.round(share * n))).forEach(i -> chosen[i] = true);
    int both = (int) IntStream.range(0, n).filter(i -> chosen[i] && marked[i]).count();
    List<Range> runs = runs(chosen);
    long hits =
        runs.stream()
            .filter(run -> review.reasons().stream().anyMatch(r -> overlap(run, r) >= OVERLAP))
            .count();
    return new Own(
        areaUnderPrecisionRecall(order, scores, marked),
        f1((double) both / count(chosen), (double) both / count(marked)),
        (double) hits / runs.size(),
        (double) hits / review.reasons().stream().distinct().count());
  }

  /** By the trapezoid rule from recall 0, where precision is 1; equal scores come in together. */
  static double areaUnderPrecisionRecall(List<Integer> order, double[] scores, boolean[] marked) {
    int all = count(marked);
    double area = 0;
    double recall = 0;
    double precision = 1;
    int hits = 0;
    for (int i = 0; i < order.size(); i++) {
      hits += marked[order.get(i)] ? 1 : 0;
      if (i + 1 < order.size() && scores[order.get(i)] == scores[order.get(i + 1)]) {
        continue;
      }
      double nowRecall = (double) hits / all;
      double nowPrecision = hits / (i + 1.0);
      area += (nowRecall - recall) * (nowPrecision + precision) / 2;
      recall = nowRecall;
      precision = nowPrecision;
    }
    return area;
  }

  static List<Range> runs(boolean[] chosen) {
    List<Range> runs = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        int start = i;
        while (i < chosen.length && chosen[i]) {
          i++;
        }
        runs.add(new Range(start, i));
      }
    }
    return runs;
  }

  /** Intersection over union. */
  static double overlap(Range one, Range other) {
    int common = Math.min(one.end(), other.end()) - Math.max(one.start(), other.start());
    int lengths = one.end() - one.start() + other.end() - other.start();
    return common <= 0 ? 0 : (double) common / (lengths - common);
  }

  private static boolean[] marked(RationaleReview review) {
    boolean[] marked = new boolean[review.tokens().size()];
    review.reasons().forEach(r -> Arrays.fill(marked, r.start(), r.end(), true));
    return marked;
  }

  private static int count(boolean[] values) {
    return (int) IntStream.range(0, values.length).filter(i -> values[i]).count();
  }

  private static double f1(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
