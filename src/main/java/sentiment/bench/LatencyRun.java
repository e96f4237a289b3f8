package sentiment.bench;

import java.time.Clock;
import java.util.List;
import sentiment.model.ModelBundle;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.ScoringResult;
import sentiment.scoring.SentimentScorer;
import sentiment.text.Token;
import sentiment.text.Tokenizer;

/** Measures how long one review alone takes from its text to its explained score. */
final class LatencyRun {

  /** A review of the usual length. */
  static final int WORDS = 160;

  private static final int WARM_UP_SHARE = 4;

  private final SentimentScorer scorer;
  private final Tokenizer tokenizer;
  private final List<String> texts;

  /**
   * @param texts of reviews; those that would be rejected are left out
   */
  LatencyRun(ModelBundle bundle, List<String> texts, Clock clock) {
    this.scorer = new SentimentScorer(bundle, ScoringOptions.DEFAULT, clock);
    this.tokenizer = Tokenizer.byId(bundle.manifest().text().tokenizer());
    this.texts =
        texts.stream().filter(text -> scorer.prepare("", text) instanceof PreparedReview).toList();
  }

  /** A text of {@link #WORDS} words, again and again. */
  Latency usual(int calls) {
    return measure(WORDS + " words", List.of(text(WORDS)), calls);
  }

  /** The reviews one by one, over and over. */
  Latency each(int calls) {
    return measure("as given", texts, calls);
  }

  private Latency measure(String load, List<String> own, int calls) {
    time(own, Math.max(1, calls / WARM_UP_SHARE));
    long start = System.nanoTime();
    long[] nanos = time(own, calls);
    return Latency.of(load, calls * 1e9 / (System.nanoTime() - start), nanos);
  }

  private long[] time(List<String> own, int calls) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      String text = own.get(i % own.size());
      long start = System.nanoTime();
      ScoringResult result = scorer.score("", text);
      nanos[i] = System.nanoTime() - start;
      if (!(result instanceof ReviewScore)) {
        throw new IllegalStateException("a review was not scored");
      }
    }
    return nanos;
  }

  /** The beginning of the reviews, one behind the other, or of their repetition. */
  private String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; ; i++) {
      text.append(texts.get(i % texts.size())).append(' ');
      List<Token> tokens = tokenizer.tokenize(text.toString());
      if (tokens.size() >= words) {
        return text.substring(0, tokens.get(words - 1).end());
      }
    }
  }
}
