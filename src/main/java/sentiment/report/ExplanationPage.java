package sentiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sentiment.explain.AttributionMethod;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Phrase;
import sentiment.explain.Sentence;
import sentiment.text.Span;

/** Explained reviews as a page that stands alone, or as Markdown. */
public final class ExplanationPage {

  private static final int LISTED = 10;
  private static final int FEW_SENTENCES = 2;

  private ExplanationPage() {}

  /**
   * One page for reviews.
   *
   * @param sections of {@link #section} or {@link #rejected}, in order
   */
  public static String html(String model, List<String> sections) {
    String body =
        "<header><h1>Why %s judged so</h1></header>%s"
                .formatted(Html.escaped(model), Shading.LEGEND)
            + String.join("\n", sections);
    return Html.page("Explained by " + model, 0, body);
  }

  /** The part of a page about a review that has no score. */
  public static String rejected(String detail) {
    return "<section><h2>Not scored</h2><p>%s</p></section>".formatted(Html.escaped(detail));
  }

  /** The part of a page about a review. */
  public static String section(ExplainedReview review) {
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
                List.of("Phrase", "Share of the logit", "Attention"),
                reasons(review).stream()
                    .map(
                        reason ->
                            List.of(
                                Html.escaped(reason.shown()),
                                "%+.3f".formatted(reason.contribution()),
                                "%.1f %%".formatted(100 * reason.attention())))
                    .toList()));
  }

  /**
   * A section of Markdown: phrases for a positive judgement are bold, phrases against it italic,
   * and what was not read is struck through.
   */
  public static String markdown(ExplainedReview review) {
    List<Reason> reasons = reasons(review);
    Map<Span, String> marks = new TreeMap<>(Comparator.comparingInt(Span::start));
    for (Phrase phrase : strongest(reasons)) {
      String mark = phrase.contribution() > 0 ? "**" : "_";
      marks.put(new Span(phrase.start(), phrase.end()), mark);
    }
    review.unread().forEach(span -> marks.put(span, "~~"));
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (Map.Entry<Span, String> marked : marks.entrySet()) {
      Span span = marked.getKey();
      text.append(escaped(review.text().substring(end, span.start())))
          .append(marked.getValue())
          .append(escaped(review.text().substring(span.start(), span.end())))
          .append(marked.getValue());
      end = span.end();
    }
    text.append(escaped(review.text().substring(end)));
    StringBuilder section = new StringBuilder();
    section.append("### %.1f %% positive%n%n%s%n%n".formatted(100 * review.probability(), text));
    section.append("**For** and _against_ a positive judgement; ~~not read~~.\n\n");
    remarks(review).forEach(line -> section.append("- ").append(escaped(line)).append('\n'));
    if (reasons.isEmpty()) {
      return section.toString();
    }
    section.append("\n| phrase | share of the logit | attention |\n| --- | ---: | ---: |\n");
    for (Reason reason : reasons) {
      section.append(
          "| %s | %+.3f | %.1f %% |%n"
              .formatted(escaped(reason.shown()), reason.contribution(), 100 * reason.attention()));
    }
    return section.toString();
  }

  /** The phrases of all reasons, the strongest first. */
  public static List<Phrase> strongest(List<Reason> reasons) {
    return reasons.stream()
        .flatMap(reason -> reason.phrases().stream())
        .sorted(Comparator.comparingDouble((Phrase p) -> -Math.abs(p.contribution())))
        .toList();
  }

  /**
   * What moved a judgement: a phrase wherever it stands in the review with the same sign.
   *
   * @param text as it stands first, in one line
   * @param phrases every place
   */
  public record Reason(String text, List<Phrase> phrases) {

    public Reason {
      phrases = List.copyOf(phrases);
    }

    /** In all, 0..1. */
    public double attention() {
      return phrases.stream().mapToDouble(Phrase::attention).sum();
    }

    /** In all, in log-odds. */
    public double contribution() {
      return phrases.stream().mapToDouble(Phrase::contribution).sum();
    }

    /** The phrase, and how often it is there if that is more than once. */
    public String shown() {
      return times(text, phrases.size());
    }
  }

  /**
   * What moved the judgement most, the strongest first: phrases of contributions, single words of
   * other methods, which say what each does alone.
   */
  public static List<Reason> reasons(ExplainedReview review) {
    Map<String, List<Phrase>> all = new LinkedHashMap<>();
    for (Phrase phrase : phrases(review)) {
      String key = (phrase.contribution() > 0) + textOf(review, phrase).toLowerCase(Locale.ROOT);
      all.computeIfAbsent(key, k -> new ArrayList<>()).add(phrase);
    }
    return all.values().stream()
        .map(same -> new Reason(textOf(review, same.get(0)), same))
        .sorted(Comparator.comparingDouble((Reason r) -> -Math.abs(r.contribution())))
        .limit(LISTED)
        .toList();
  }

  private static List<Phrase> phrases(ExplainedReview review) {
    if (review.method() == AttributionMethod.CONTRIBUTION) {
      return review.explanation().phrases(review.text());
    }
    return review.explanation().words().stream()
        .filter(word -> word.contribution() != 0)
        .map(w -> new Phrase(w.start(), w.end(), w.attention(), w.contribution()))
        .toList();
  }

  private static String textOf(ExplainedReview review, Phrase phrase) {
    return review.text().substring(phrase.start(), phrase.end()).replaceAll("\\s+", " ");
  }

  private static String times(String text, int times) {
    return times == 1 ? text : "%s (%d times)".formatted(text, times);
  }

  /**
   * What to know of an explanation, a line each: what it adds up to, the sentence that speaks most
   * for it, what was not seen, and what would turn it.
   */
  public static List<String> remarks(ExplainedReview review) {
    List<String> lines = new ArrayList<>();
    if (review.maybeForeign()) {
      lines.add("Is this English? Many words are unknown to the model, so it may only guess.");
    }
    lines.add(sum(review));
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
      lines.add("Not read: %,d of %s.".formatted(review.unreadWords(), words(review.words())));
    }
    if (!review.unknown().isEmpty()) {
      lines.add(
          "Unknown to the model: %s, %s."
              .formatted(words(review.unknown().size()), words(review, review.unknown())));
    }
    if (review.maybeForeign()) {
      return lines; // what would turn a guess is not worth knowing
    }
    lines.add(
        review.turnedProbability().isPresent()
            ? "Without %s it would be %.1f %% positive."
                .formatted(
                    words(review, review.turning()), 100 * review.turnedProbability().getAsDouble())
            : "No small set of words turns it.");
    return lines;
  }

  /** What the judgement adds up from. */
  private static String sum(ExplainedReview review) {
    double rest = review.explanation().bias();
    double shares = review.logit() - rest;
    String of = words(review.explanation().words().size());
    return switch (review.method()) {
      case CONTRIBUTION ->
          "Log-odds %+.3f = %+.3f from no word and %+.3f from %s."
              .formatted(review.logit(), rest, shares, of);
      case INTEGRATED_GRADIENTS ->
          "Log-odds %+.3f = %+.3f with every word unknown and %+.3f from %s by integrated gradients, but for a gap of %.1f %%."
              .formatted(review.logit(), rest, shares, of, 100 * review.gap().orElse(0));
      default ->
          "Log-odds %+.3f; the shares of %s by %s sum up to %+.3f, not to it."
              .formatted(
                  review.logit(),
                  of,
                  review.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  shares);
    };
  }

  private static String words(int number) {
    return number == 1 ? "1 word" : "%,d words".formatted(number);
  }

  /** Words in quotation marks, each once; the first ones of many. */
  private static String words(ExplainedReview review, List<Span> spans) {
    Map<String, Integer> all = new LinkedHashMap<>();
    spans.forEach(
        span -> all.merge(review.text().substring(span.start(), span.end()), 1, Integer::sum));
    String first =
        all.entrySet().stream()
            .limit(LISTED)
            .map(word -> times("\"%s\"".formatted(word.getKey()), word.getValue()))
            .collect(Collectors.joining(", "));
    return all.size() > LISTED ? first + " and others" : first;
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ")
        .replaceAll("([\\\\`*_{}\\[\\]<>#|~&])", "\\\\$1");
  }
}
