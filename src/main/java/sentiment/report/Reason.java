package sentiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Phrase;

/**
 * What moved a judgement: a phrase wherever it stands in the review with the same sign.
 *
 * @param text as it stands first, in one line
 * @param phrases every place
 */
public record Reason(String text, List<Phrase> phrases) {

  private static final int LISTED = 10;

  public Reason {
    phrases = List.copyOf(phrases);
  }

  /** What moved the judgement most, the strongest first. */
  public static List<Reason> of(ExplainedReview review) {
    Map<String, List<Phrase>> all = new LinkedHashMap<>();
    for (Phrase phrase : review.phrases()) {
      String text = inOneLine(review.text(), phrase.start(), phrase.end());
      String key = (phrase.contribution() > 0) + text.toLowerCase(Locale.ROOT);
      all.computeIfAbsent(key, k -> new ArrayList<>()).add(phrase);
    }
    return all.values().stream()
        .map(
            same ->
                new Reason(inOneLine(review.text(), same.get(0).start(), same.get(0).end()), same))
        .sorted(Comparator.comparingDouble((Reason r) -> -Math.abs(r.contribution())))
        .limit(LISTED)
        .toList();
  }

  /** The phrases of all reasons, the strongest first. */
  public static List<Phrase> strongest(List<Reason> reasons) {
    return reasons.stream()
        .flatMap(reason -> reason.phrases().stream())
        .sorted(Comparator.comparingDouble((Phrase p) -> -Math.abs(p.contribution())))
        .toList();
  }

  static String inOneLine(String text, int start, int end) {
    return text.substring(start, end).replaceAll("\\s+", " ");
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
    return phrases.size() == 1 ? text : "%s (%d times)".formatted(text, phrases.size());
  }
}
