package sentiment.training;

import java.util.List;
import sentiment.dataset.Progress;

/** Something that judges reviews well and that a network learns from. */
public interface Teacher {

  /** Tells teachers apart: another model has another name. */
  String name();

  /**
   * The probability that each review is positive. The same texts give the same answer.
   *
   * @param progress hears of reviews
   * @return as many, in order, each from 0 to 1
   */
  double[] probabilities(List<String> texts, Progress progress);
}
