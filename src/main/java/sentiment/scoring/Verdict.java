package sentiment.scoring;

/** What became of one review, with the reasons at hand. */
public sealed interface Verdict permits Judgement, Rejection {

  /** What is told of it. */
  ScoringResult result();
}
