package sentiment.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.evaluation.ReviewPredictor;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest.Provenance;
import sentiment.text.EncodedReview;
import sentiment.text.SequenceEncoder;

/** A model that was trained before. */
public final class NetworkTeacher implements Teacher {

  /** Reviews whose words are in memory at a time. */
  private static final int PART = 2000;

  private final ModelBundle bundle;

  public NetworkTeacher(ModelBundle bundle) {
    this.bundle = bundle;
  }

  /** A bundle in one line. */
  static String nameOf(ModelBundle bundle) {
    return "%s %s (sha256 %s)"
        .formatted(bundle.id().name(), bundle.id().version(), bundle.id().sha256());
  }

  @Override
  public String name() {
    return nameOf(bundle);
  }

  @Override
  public @Nullable Provenance origin() {
    return bundle.manifest().training();
  }

  @Override
  public Judgement judge(List<LabelledReview> learned, List<String> others, Progress progress) {
    List<String> texts =
        Stream.concat(learned.stream().map(LabelledReview::text), others.stream()).toList();
    double[] all = probabilities(texts, progress);
    return new Judgement(
        Arrays.copyOf(all, learned.size()), Arrays.copyOfRange(all, learned.size(), all.length));
  }

  private double[] probabilities(List<String> texts, Progress progress) {
    ReviewPredictor predictor = new ReviewPredictor(bundle.model());
    SequenceEncoder encoder = bundle.encoder();
    double[] probabilities = new double[texts.size()];
    for (int from = 0; from < probabilities.length; from += PART) {
      List<EncodedReview> part =
          texts.subList(from, Math.min(from + PART, probabilities.length)).parallelStream()
              .map(encoder::encode)
              .toList();
      double[] logits = predictor.logits(part, Progress.NONE);
      double[] own = DoubleStream.of(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray();
      System.arraycopy(own, 0, probabilities, from, own.length);
      progress.update(from + own.length, probabilities.length);
    }
    return probabilities;
  }
}
