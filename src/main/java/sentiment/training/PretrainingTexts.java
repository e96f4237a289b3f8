package sentiment.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;

/**
 * Which texts may be read without their labels: no text that validation or test reviews consist of,
 * for a model that has read them would look better than it is, and none twice.
 *
 * @param all of them, the training reviews first
 * @param unlabelled those among them that are no training reviews
 */
record PretrainingTexts(List<String> all, List<String> unlabelled) {

  static PretrainingTexts of(ReviewDataset data, Split split) {
    Set<String> judged = new HashSet<>();
    Stream.concat(split.validation().stream(), data.test().stream())
        .map(LabelledReview::text)
        .forEach(judged::add);
    Set<String> labelled = new LinkedHashSet<>();
    split.train().stream().map(LabelledReview::text).forEach(labelled::add);
    Set<String> unlabelled = new LinkedHashSet<>(data.unlabelled());
    unlabelled.removeAll(labelled);
    unlabelled.removeAll(judged);
    labelled.removeAll(judged);
    List<String> all = new ArrayList<>(labelled);
    all.addAll(unlabelled);
    return new PretrainingTexts(all, List.copyOf(unlabelled));
  }
}
