package sentiment.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.Span;

/**
 * All that there is to say about one judgement, on demand: it costs up to some hundred times what
 * scoring costs.
 *
 * @param text of the review; all offsets are its
 * @param logit log-odds that it is positive, calibrated
 * @param method by which the words' contributions were found
 * @param explanation the words that were read with attention and, instead of the exact share, what
 *     the method says; its bias is the part of the logit that the words leave
 * @param gap of completeness, a share, if the method has one
 * @param words in the review, read or not
 * @param unread parts of the text that the model did not read
 * @param unknown words that were read but are outside the vocabulary
 * @param turning words whose removal turns the judgement, in reading order; none if too many would
 *     have to go
 * @param turned log-odds without them
 */
public record ExplainedReview(
    String text,
    double logit,
    AttributionMethod method,
    Explanation explanation,
    OptionalDouble gap,
    int words,
    List<Span> unread,
    List<Span> unknown,
    List<Span> turning,
    OptionalDouble turned) {

  public ExplainedReview {
    unread = List.copyOf(unread);
    unknown = List.copyOf(unknown);
    turning = List.copyOf(turning);
  }

  /**
   * Judges and explains a review.
   *
   * @param attributor of the bundle's model
   * @throws IllegalArgumentException if the method has no sign
   */
  public static ExplainedReview of(
      ModelBundle bundle, String text, AttributionMethod method, Attributor attributor) {
    EncodedReview encoded = bundle.encoder().encode(text);
    if (!method.signed()) {
      throw new IllegalArgumentException(method + " has no sign, so it is no share of the logit");
    }
    int[] ids = encoded.ids();
    Prediction prediction = attributor.predict(List.of(ids)).get(0);
    IntegratedGradients.Result integrated = attributor.integrated(ids);
    double[] leftOut = attributor.attribute(AttributionMethod.LEAVE_ONE_OUT, ids);
    double[] scores =
        switch (method) {
          case INTEGRATED_GRADIENTS -> integrated.scores();
          case LEAVE_ONE_OUT -> leftOut;
          default -> attributor.attribute(method, ids);
        };
    Optional<Counterfactual> turning =
        Counterfactual.find(encoded, prediction, List.of(leftOut, integrated.scores()), attributor);
    return new ExplainedReview(
        text,
        prediction.logit(),
        method,
        Explanation.of(text, encoded, prediction, scores),
        method == AttributionMethod.INTEGRATED_GRADIENTS
            ? OptionalDouble.of(integrated.gap())
            : OptionalDouble.empty(),
        encoded.tokens().size(),
        encoded.unread(),
        encoded.unknownWords(),
        turning.map(found -> spans(encoded, found.positions())).orElse(List.of()),
        turning.isPresent() ? OptionalDouble.of(turning.get().logit()) : OptionalDouble.empty());
  }

  private static List<Span> spans(EncodedReview encoded, List<Integer> positions) {
    return IntStream.range(0, encoded.length())
        .filter(positions::contains)
        .mapToObj(i -> encoded.tokens().get(encoded.tokenOf()[i]))
        .map(token -> new Span(token.start(), token.end()))
        .toList();
  }

  /** Probability that the review is positive, 0..1. */
  public double probability() {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Probability without the {@link #turning} words; empty if there are none. */
  public OptionalDouble turnedProbability() {
    return turned.isPresent()
        ? OptionalDouble.of(1 / (1 + Math.exp(-turned.getAsDouble())))
        : OptionalDouble.empty();
  }

  /** Whether so many words are unknown that the text may be of another language. */
  public boolean maybeForeign() {
    return EncodedReview.maybeForeign(unknown.size(), explanation.words().size());
  }

  /**
   * The parts to show, in reading order: phrases, or single words if the method is not additive.
   */
  public List<Phrase> phrases() {
    if (method.additive()) {
      return explanation.phrases(text, unread);
    }
    return explanation.words().stream()
        .filter(word -> word.contribution() != 0)
        .map(w -> new Phrase(w.start(), w.end(), w.attention(), w.contribution()))
        .toList();
  }

  /** The sentences with their sums, in reading order; none if the method is not additive. */
  public List<Sentence> sentences() {
    return method.additive() ? explanation.sentences(text) : List.of();
  }

  /** Words that the model did not read. */
  public int unreadWords() {
    return words - explanation.words().size();
  }
}
