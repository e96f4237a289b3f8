package sentiment.baseline;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;
import sentiment.evaluation.Metrics;
import sentiment.evaluation.Scaling;

/**
 * Trains the baseline by the protocol of the network: a part of the training reviews that shares no
 * film with the rest validates and gives the temperature; then all of them are learned from.
 */
public final class BaselineTrainer {

  private static final double VALIDATION_SHARE = 0.1;

  private final NbSvmSettings settings;
  private final Consumer<String> notes;

  /**
   * @param notes hears lines for people
   */
  public BaselineTrainer(NbSvmSettings settings, Consumer<String> notes) {
    this.settings = settings;
    this.notes = notes;
  }

  /**
   * A model and how good it is.
   *
   * @param model fitted on all training reviews
   * @param validation of a model fitted on the rest of them
   * @param test of {@code model}; null if it was not wanted
   */
  public record Trained(NbSvm model, Metrics validation, @Nullable Metrics test) {}

  /**
   * Trains and validates.
   *
   * @param tested whether the test reviews are read too
   * @throws sentiment.dataset.InvalidDataException if the data is too small or has one class
   */
  public Trained train(ReviewDataset data, boolean tested) {
    data.requireTrainable();
    Split split = Split.of(data.train(), VALIDATION_SHARE, Split.SEED);
    notes.accept(
        "%,d reviews to learn from, %,d to validate, %,d to test"
            .formatted(split.train().size(), split.validation().size(), data.test().size()));
    NbSvm partial = NbSvm.fit(split.train(), settings);
    double[] held = partial.logits(split.validation());
    Scaling scaling = Scaling.byTemperature(held, labels(split.validation()));
    Metrics validation = Metrics.of(scaling.of(held), labels(split.validation()));
    report("validation", validation);
    NbSvm model = NbSvm.fit(data.train(), settings).finished(scaling.temperature(), about(data));
    notes.accept(
        "learned from all %,d: %,d runs of one to %d words"
            .formatted(data.train().size(), model.size(), settings.longest()));
    if (!tested) {
      return new Trained(model, validation, null);
    }
    Metrics test = Metrics.of(model.logits(data.test()), labels(data.test()));
    report("test", test);
    return new Trained(model, validation, test);
  }

  private String about(ReviewDataset data) {
    String program =
        Objects.requireNonNullElse(
            getClass().getPackage().getImplementationVersion(), "unpackaged");
    return "nbsvm of program version %s, trained on %s (sha256 %s), %s"
        .formatted(program, data.name(), data.sha256(), settings);
  }

  private void report(String part, Metrics metrics) {
    notes.accept(
        "%s: accuracy %.2f %%, AUROC %.4f, loss %.4f, Brier score %.4f, ECE %.2f %%"
            .formatted(
                part,
                100 * metrics.accuracy(),
                metrics.auroc(),
                metrics.loss(),
                metrics.brier(),
                100 * metrics.ece()));
  }

  private static List<Boolean> labels(List<LabelledReview> reviews) {
    return reviews.stream().map(LabelledReview::positive).toList();
  }
}
