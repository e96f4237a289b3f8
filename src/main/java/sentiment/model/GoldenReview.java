package sentiment.model;

import java.util.List;

/**
 * A review whose scores a bundle must reproduce.
 *
 * @param attention weight of every position that the model attends to
 */
public record GoldenReview(String text, double probability, List<Double> attention) {

  /** How far a reproduced probability or attention weight may be off. */
  public static final double TOLERANCE = 1e-5;

  public GoldenReview {
    attention = List.copyOf(attention);
  }
}
