package sentiment.model;

/**
 * What held-out reviews looked like to the model; later traffic is compared with it.
 *
 * @param score of probabilities
 * @param length of words per review
 * @param unknown of the share of words outside the vocabulary
 */
public record ReferenceDistributions(Histogram score, Histogram length, Histogram unknown) {}
