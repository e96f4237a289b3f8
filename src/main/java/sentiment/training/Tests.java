package sentiment.training;

import java.util.List;
import sentiment.dataset.InvalidDataException;
import sentiment.dataset.RationaleReview;

/**
 * What a bundle is judged on besides the validation reviews: once, for choices are not to be made
 * on it.
 *
 * @param reviews whether the data set's test reviews are read
 * @param rationales reviews with people's reasons, which its explanations are compared with; none
 *     without the test reviews, else some with reasons
 */
public record Tests(boolean reviews, List<RationaleReview> rationales) {

  /** Nothing. */
  public static final Tests NONE = new Tests(false, List.of());

  public Tests {
    rationales = List.copyOf(rationales);
    if (!reviews && !rationales.isEmpty()) {
      throw new IllegalArgumentException("reasons without test reviews");
    }
    if (!rationales.isEmpty() && rationales.stream().allMatch(r -> r.reasons().isEmpty())) {
      throw new InvalidDataException("no review with reasons, expected some");
    }
  }
}
