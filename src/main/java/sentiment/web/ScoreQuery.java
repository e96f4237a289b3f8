package sentiment.web;

import java.util.Map;
import sentiment.scoring.Judgement;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.Verdict;

/**
 * How much of a score is wanted.
 *
 * @param words how many of the most attended words to list
 * @param detail whether to give all words, phrases and what was not read
 */
record ScoreQuery(int words, boolean detail) {

  private static final int DEFAULT_WORDS = 10;

  /** Reads {@code words} and {@code detail}; other parameters say nothing. */
  static ScoreQuery of(Map<String, String> query) throws InvalidRequestException {
    String words = query.getOrDefault("words", Integer.toString(DEFAULT_WORDS));
    if (!words.matches("all|\\d{1,6}")) {
      throw new InvalidRequestException("words: expected a whole number up to 999999, or all");
    }
    String detail = query.getOrDefault("detail", "false");
    if (!detail.matches("true|false")) {
      throw new InvalidRequestException("detail: expected true or false");
    }
    return new ScoreQuery(
        words.equals("all") ? ScoringOptions.ALL_WORDS : Integer.parseInt(words),
        detail.equals("true"));
  }

  /** The JSON of a result. */
  String write(Verdict verdict) {
    if (verdict instanceof Judgement judgement) {
      return detail
          ? ReviewScoreJson.write(judgement.detail())
          : ReviewScoreJson.write(judgement.withTopWords(words));
    }
    return ReviewScoreJson.write(verdict.result());
  }
}
