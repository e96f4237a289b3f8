package sentiment.pretraining;

/**
 * How the language model is trained.
 *
 * @param epochs passes over the reviews, 0 to leave the stage out; parts of one count
 * @param candidates words drawn for a step that the right one is told from
 * @param length most words of the pieces that reviews are cut into
 * @param batchSize pieces a step
 * @param rate of learning at its peak; it rises over the first steps and falls to nearly 0
 */
public record LanguageModelSettings(
    double epochs, int candidates, int length, int batchSize, double rate) {

  /** No language model. */
  public static final LanguageModelSettings NONE = new LanguageModelSettings(0, 512, 128, 32, 0.01);
}
