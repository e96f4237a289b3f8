package sentiment.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Phrase;
import sentiment.text.Span;

/** Explained reviews as a page that stands alone, or as Markdown. */
public final class ExplanationPage {

  /** From letter to letter: marks there are marks wherever they stand (CommonMark 0.31, 6.2). */
  private static final Pattern INSIDE =
      Pattern.compile("[\\p{L}\\p{N}](?:.*[\\p{L}\\p{M}\\p{N}])?");

  /** A beginning of a list or a line across. */
  private static final Pattern ITEM = Pattern.compile("^( ?\\d*)([-+.)])(?=[ -]|$)");

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
            Remarks.of(review).stream().map(Html::escaped).collect(Collectors.joining("<br>")),
            table(review));
  }

  private static String table(ExplainedReview review) {
    List<Reason> reasons = Reason.of(review);
    if (reasons.isEmpty()) {
      return "";
    }
    return Html.table(
        List.of(unit(review), "Share of the logit", "Attention"),
        reasons.stream()
            .map(
                reason ->
                    List.of(
                        Html.escaped(reason.shown()),
                        "%+.3f".formatted(reason.contribution()),
                        "%.1f %%".formatted(100 * reason.attention())))
            .toList());
  }

  private static String unit(ExplainedReview review) {
    return review.method().additive() ? "Phrase" : "Word";
  }

  /**
   * A section of Markdown: phrases for a positive judgement are bold, phrases against it italic,
   * and what was not read is struck through.
   */
  public static String markdown(ExplainedReview review) {
    List<Reason> reasons = Reason.of(review);
    Map<Span, String> marks = new TreeMap<>(Comparator.comparingInt(Span::start));
    for (Phrase phrase : Reason.strongest(reasons)) {
      marks.put(new Span(phrase.start(), phrase.end()), phrase.contribution() > 0 ? "**" : "*");
    }
    review.unread().forEach(span -> marks.put(span, "~~"));
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (Map.Entry<Span, String> marked : marks.entrySet()) {
      Span span = marked.getKey();
      text.append(escaped(review.text().substring(end, span.start())))
          .append(marked(review.text(), span, marked.getValue()));
      end = span.end();
    }
    text.append(escaped(review.text().substring(end)));
    StringBuilder section = new StringBuilder();
    section.append(
        "### %.1f %% positive%n%n%s%n%n"
            .formatted(100 * review.probability(), ITEM.matcher(text).replaceFirst("$1\\\\$2")));
    section.append("**For** and *against* a positive judgement; ~~not read~~.\n\n");
    Remarks.of(review).forEach(line -> section.append("- ").append(escaped(line)).append('\n'));
    if (reasons.isEmpty()) {
      return section.toString();
    }
    section.append(
        "\n| %s | share of the logit | attention |\n| --- | ---: | ---: |\n"
            .formatted(unit(review).toLowerCase(Locale.ROOT)));
    for (Reason reason : reasons) {
      section.append(
          "| %s | %+.3f | %.1f %% |%n"
              .formatted(escaped(reason.shown()), reason.contribution(), 100 * reason.attention()));
    }
    return section.toString();
  }

  private static String marked(String review, Span span, String mark) {
    String escaped = escaped(review.substring(span.start(), span.end()));
    Matcher inside = INSIDE.matcher(escaped);
    if (!inside.find()) {
      return standsAlone(review, span) ? mark + escaped + mark : escaped;
    }
    return escaped.substring(0, inside.start())
        + mark
        + inside.group()
        + mark
        + escaped.substring(inside.end());
  }

  private static boolean standsAlone(String review, Span span) {
    return (span.start() == 0 || Character.isWhitespace(review.charAt(span.start() - 1)))
        && (span.end() == review.length() || Character.isWhitespace(review.charAt(span.end())));
  }

  private static String escaped(String text) {
    return text.replaceAll("(?U)[\\s\\p{Cntrl}]+", " ")
        .replaceAll("([\\\\`*_{}\\[\\]<>#|~&])", "\\\\$1");
  }
}
