package sentiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sentiment.explain.AttributionMethod;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Phrase;
import sentiment.explain.Sentence;
import sentiment.explain.WordContribution;
import sentiment.text.Span;

/** Explained reviews as a page that stands alone, or as Markdown. */
public final class ExplanationPage {

  private static final int LISTED = 10;
  private static final int FEW_SENTENCES = 2;

  private ExplanationPage() {}

  /** One page for reviews, in order. */
  public static String html(String model, List<ExplainedReview> reviews) {
    String body =
        "<header><h1>Why %s judged so</h1></header>%s"
                .formatted(Html.escaped(model), Shading.LEGEND)
            + reviews.stream().map(ExplanationPage::section).collect(Collectors.joining("\n"));
    return Html.page("Explained by " + model, 0, body);
  }

  private static String section(ExplainedReview review) {
    return """
        <section><h2><b class="label %s">%.1f %% positive</b></h2><p class="text">%s</p>
        <p>%s</p>%s</section>
        """
        .formatted(
            review.logit() >= 0 ? "positive" : "negative",
            100 * review.probability(),
            Shading.of(review.text(), review.explanation(), review.unknown(), review.unread()),
            remarks(review).stream().map(Html::escaped).collect(Collectors.joining("<br>")),
            Html.table(
                List.of("Word", "Share of the logit", "Attention"),
                strongest(review).stream()
                    .map(
                        word ->
                            List.of(
                                Html.escaped(word.text()),
                                "%+.3f".formatted(word.contribution()),
                                "%.1f %%".formatted(100 * word.attention())))
                    .toList()));
  }

  /** A section of Markdown: words for a positive judgement are bold, words against it italic. */
  public static String markdown(ExplainedReview review) {
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (Phrase phrase : strongest(review.explanation().phrases(review.text()))) {
      String mark = phrase.contribution() > 0 ? "**" : "_";
      text.append(escaped(review.text().substring(end, phrase.start())))
          .append(mark)
          .append(escaped(review.text().substring(phrase.start(), phrase.end())))
          .append(mark);
      end = phrase.end();
    }
    text.append(escaped(review.text().substring(end)));
    StringBuilder section = new StringBuilder();
    section.append("### %.1f %% positive%n%n%s%n%n".formatted(100 * review.probability(), text));
    remarks(review).forEach(line -> section.append("- ").append(escaped(line)).append('\n'));
    section.append("\n| word | share of the logit | attention |\n| --- | ---: | ---: |\n");
    for (WordContribution word : strongest(review)) {
      section.append(
          "| %s | %+.3f | %.1f %% |%n"
              .formatted(escaped(word.text()), word.contribution(), 100 * word.attention()));
    }
    return section.toString();
  }

  /** The phrases that moved the judgement most, in reading order. */
  private static List<Phrase> strongest(List<Phrase> phrases) {
    return phrases.stream()
        .sorted(Comparator.comparingDouble((Phrase p) -> -Math.abs(p.contribution())))
        .limit(LISTED)
        .sorted(Comparator.comparingInt(Phrase::start))
        .toList();
  }

  /** The words that moved the judgement most, the strongest first. */
  public static List<WordContribution> strongest(ExplainedReview review) {
    return review.explanation().words().stream()
        .sorted(Comparator.comparingDouble((WordContribution w) -> -Math.abs(w.contribution())))
        .limit(LISTED)
        .toList();
  }

  /**
   * What to know of an explanation, a line each: what it adds up to, the sentence that speaks most
   * for it, what was not seen, and what would turn it.
   */
  public static List<String> remarks(ExplainedReview review) {
    List<String> lines = new ArrayList<>();
    double shares = review.logit() - review.explanation().bias();
    lines.add(
        review.method() == AttributionMethod.CONTRIBUTION
            ? "Log-odds %+.3f = %+.3f from no word and %+.3f from %,d words."
                .formatted(
                    review.logit(),
                    review.explanation().bias(),
                    shares,
                    review.explanation().words().size())
            : "Log-odds %+.3f; the shares of %,d words by %s sum up to %+.3f%s."
                .formatted(
                    review.logit(),
                    review.explanation().words().size(),
                    review.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    shares,
                    review.gap().isPresent()
                        ? " (completeness gap %.1f %%)".formatted(100 * review.gap().getAsDouble())
                        : ""));
    List<Sentence> sentences = review.explanation().sentences(review.text());
    double side = Math.signum(review.logit());
    sentences.stream()
        .max(Comparator.comparingDouble(sentence -> side * sentence.mean()))
        .filter(most -> sentences.size() > FEW_SENTENCES && side * most.mean() > 0)
        .map(
            most ->
                "The sentence that speaks most for it, word for word: \"%s\" (%+.3f in all)."
                    .formatted(
                        review.text().substring(most.start(), most.end()), most.contribution()))
        .ifPresent(lines::add);
    if (review.unreadWords() > 0) {
      lines.add("%,d of %,d words were not read.".formatted(review.unreadWords(), review.words()));
    }
    if (!review.unknown().isEmpty()) {
      lines.add(
          "%,d words are unknown to the model%s: %s."
              .formatted(
                  review.unknown().size(),
                  review.maybeForeign() ? "; is this English?" : "",
                  words(
                      review,
                      review.unknown().subList(0, Math.min(LISTED, review.unknown().size())))));
    }
    lines.add(
        review.turnedProbability().isPresent()
            ? "Without %s it would be %.1f %% positive."
                .formatted(
                    words(review, review.turning()), 100 * review.turnedProbability().getAsDouble())
            : "No few words decide alone.");
    return lines;
  }

  private static String words(ExplainedReview review, List<Span> spans) {
    return spans.stream()
        .map(span -> "\"" + review.text().substring(span.start(), span.end()) + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
  }
}
