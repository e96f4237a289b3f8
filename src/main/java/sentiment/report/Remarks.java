package sentiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Sentence;
import sentiment.text.Span;

/** What to know of an explanation besides its {@link Reason}s. */
public final class Remarks {

  private static final int LISTED = 10;
  private static final int FEW_SENTENCES = 2;

  private Remarks() {}

  /**
   * A line each: a doubt about the language, what the judgement adds up to, the sentence that
   * speaks most for it, what was not seen, and what would turn it.
   */
  public static List<String> of(ExplainedReview review) {
    List<String> lines = new ArrayList<>();
    int read = review.explanation().words().size();
    if (review.maybeForeign()) {
      lines.add(
          "Is this English? The model does not know %,d of %s, so it may only guess."
              .formatted(review.unknown().size(), count(read)));
    }
    lines.add(sum(review));
    List<Sentence> sentences = review.sentences();
    double side = Math.signum(review.logit());
    sentences.stream()
        .max(Comparator.comparingDouble(sentence -> side * sentence.mean()))
        .filter(most -> sentences.size() > FEW_SENTENCES && side * most.mean() > 0)
        .map(
            most ->
                "The sentence whose words speak most for it on average: \"%s\" (%+.3f in all)."
                    .formatted(
                        review.text().substring(most.start(), most.end()), most.contribution()))
        .ifPresent(lines::add);
    if (review.unreadWords() > 0) {
      lines.add("Not read: %,d of %s.".formatted(review.unreadWords(), count(review.words())));
    }
    if (!review.unknown().isEmpty()) {
      lines.add(
          "Unknown to the model: %s, %s."
              .formatted(count(review.unknown().size()), named(review, review.unknown())));
    }
    lines.add(
        review.turnedProbability().isPresent()
            ? "Without %s it would be %.1f %% positive."
                .formatted(
                    named(review, review.turning()), 100 * review.turnedProbability().getAsDouble())
            : "No small set of words turns it.");
    return lines;
  }

  /** What the judgement adds up from. */
  private static String sum(ExplainedReview review) {
    double rest = review.explanation().bias();
    double shares = review.logit() - rest;
    String of = count(review.explanation().words().size());
    return switch (review.method()) {
      case CONTRIBUTION ->
          "Log-odds %+.3f = %+.3f from no word and %+.3f from %s."
              .formatted(review.logit(), rest, shares, of);
      case INTEGRATED_GRADIENTS ->
          "Log-odds %+.3f = %+.3f with every word unknown and %+.3f from %s by integrated gradients, but for a gap of %.1f %%."
              .formatted(review.logit(), rest, shares, of, 100 * review.gap().orElse(0));
      default ->
          "Log-odds %+.3f; what %s says of each of %s alone sums up to %+.3f, not to that."
              .formatted(
                  review.logit(),
                  review.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  of,
                  shares);
    };
  }

  private static String count(int words) {
    return words == 1 ? "1 word" : "%,d words".formatted(words);
  }

  /** Words in quotation marks, each once; the first ones of many. */
  private static String named(ExplainedReview review, List<Span> spans) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Span span : spans) {
      String word = Reason.inOneLine(review.text(), span.start(), span.end());
      all.computeIfAbsent(key(word), key -> new ArrayList<>()).add(word);
    }
    String first =
        all.values().stream()
            .limit(LISTED)
            .map(
                same -> "\"%s\"%s".formatted(same.get(0), times(same.size(), readOf(review, same))))
            .collect(Collectors.joining(", "));
    return all.size() > LISTED ? first + " and others" : first;
  }

  /** How often a word was read. */
  private static int readOf(ExplainedReview review, List<String> same) {
    return (int)
        review.explanation().words().stream()
            .map(word -> Reason.inOneLine(review.text(), word.start(), word.end()))
            .filter(word -> key(word).equals(key(same.get(0))))
            .count();
  }

  private static String times(int named, int read) {
    if (named < read) {
      return " (%d of %d)".formatted(named, read);
    }
    return named == 1 ? "" : " (%d times)".formatted(named);
  }

  private static String key(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
