package sentiment.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.LabelledReview;
import sentiment.evaluation.JudgedReview;
import sentiment.explain.Explanation;
import sentiment.explain.Phrase;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.Span;

/** The reviews that a model was surest of and got wrong. */
final class Mistakes {

  private static final int SHOWN = 12;
  private static final int PHRASES = 5;

  private Mistakes() {}

  /**
   * @param bundle explains its judgement; null for a model that cannot
   */
  static String of(
      List<LabelledReview> reviews, List<JudgedReview> judged, @Nullable ModelBundle bundle) {
    List<Integer> worst =
        IntStream.range(0, judged.size())
            .filter(i -> !judged.get(i).right())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -judged.get(i).confidence()))
            .limit(SHOWN)
            .toList();
    if (worst.isEmpty()) {
      return "<p class=\"none\">It made no mistake.</p>";
    }
    return worst.stream()
        .map(i -> entry(reviews.get(i), judged.get(i), bundle))
        .collect(Collectors.joining("\n", "<ol class=\"mistakes\">", "</ol>"));
  }

  private static String entry(
      LabelledReview review, JudgedReview judged, @Nullable ModelBundle bundle) {
    String text = Shading.plain(review.text());
    String phrases = "";
    String unseen = "";
    if (bundle != null) {
      EncodedReview encoded = bundle.encoder().encode(review.text());
      Prediction prediction = bundle.model().session().predict(List.of(encoded.ids())).get(0);
      Explanation explanation = Explanation.of(review.text(), encoded, prediction);
      List<Span> unread = encoded.unread();
      text = Shading.of(review.text(), explanation, encoded.unknownWords(), unread);
      unseen =
          EncodedReview.unseen(
              encoded.tokens().size(), encoded.tokensUsed(), encoded.tokensUnknown());
      phrases = phrases(review.text(), explanation, unread);
    }
    return """
        <li><details><summary><span class="judged"><b class="%s">%.1f %% %s</b>, labelled %s</span>
        <span class="from">%s, %,d words%s</span>%s</summary><p class="text">%s</p></details></li>
        """
        .formatted(
            judged.positive() ? "label negative" : "label positive",
            100 * judged.confidence(),
            judged.positive() ? "negative" : "positive",
            judged.positive() ? "positive" : "negative",
            Html.escaped(review.id()),
            judged.words(),
            unseen.isEmpty() ? "" : ", " + unseen,
            phrases,
            text);
  }

  private static String phrases(String review, Explanation explanation, List<Span> unread) {
    return explanation.phrases(review, unread).stream()
        .sorted(Comparator.comparingDouble((Phrase p) -> -Math.abs(p.contribution())))
        .limit(PHRASES)
        .map(
            p ->
                "<span class=\"%s\">%s <small>%+.2f</small></span>"
                    .formatted(
                        p.contribution() > 0 ? "p2" : "n2",
                        Html.escaped(review.substring(p.start(), p.end()))
                            .replaceAll("(?i)&lt;br[ /]{0,3}&gt;", " "),
                        p.contribution()))
        .collect(Collectors.joining(" ", "<span class=\"phrases\">", "</span>"));
  }
}
