package sentiment.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.model.ModelManifest.Provenance;

/** Something that judges reviews well and that a network learns from. */
public interface Teacher {

  /** Tells teachers apart: another model has another name. */
  String name();

  /** Where a teacher comes from that learned from labels before; null for others. */
  default @Nullable Provenance origin() {
    return null;
  }

  /**
   * Judges reviews. The same ones give the same answer.
   *
   * @param learned reviews that the network learns from with their labels; a teacher that learns
   *     too may learn from them
   * @param others reviews without labels
   * @param progress hears of reviews
   */
  Judgement judge(List<LabelledReview> learned, List<String> others, Progress progress);

  /**
   * The probabilities that reviews are positive, each from 0 to 1.
   *
   * @param learned of the labelled ones, in order
   * @param others of the others, in order
   */
  record Judgement(double[] learned, double[] others) {}
}
