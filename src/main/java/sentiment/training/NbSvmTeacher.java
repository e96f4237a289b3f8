package sentiment.training;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.DoubleStream;
import sentiment.baseline.NbSvm;
import sentiment.baseline.NbSvmSettings;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.dataset.Split;
import sentiment.evaluation.Scaling;

/**
 * The baseline, fitted on the network's own training reviews. Each of these is judged by a model
 * that did not see it, nor another review of its film: one that did would only repeat the label.
 */
public final class NbSvmTeacher implements Teacher {

  static final int FOLDS = 5;

  private final NbSvmSettings settings;

  public NbSvmTeacher(NbSvmSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "nbsvm " + settings;
  }

  @Override
  public Judgement judge(List<LabelledReview> learned, List<String> others, Progress progress) {
    int total = learned.size() + others.size();
    IdentityHashMap<LabelledReview, Double> held = new IdentityHashMap<>();
    List<List<LabelledReview>> folds = Split.folds(learned, FOLDS, Split.SEED);
    for (List<LabelledReview> fold : folds) {
      List<LabelledReview> rest = new ArrayList<>();
      folds.stream().filter(other -> other != fold).forEach(rest::addAll);
      double[] logits = NbSvm.fit(rest, settings).logits(fold);
      for (int i = 0; i < logits.length; i++) {
        held.put(fold.get(i), logits[i]);
      }
      progress.update(held.size(), total);
    }
    double[] own = learned.stream().mapToDouble(held::get).toArray();
    Scaling scaling =
        Scaling.byTemperature(own, learned.stream().map(LabelledReview::positive).toList());
    double[] more = new double[0];
    if (!others.isEmpty()) {
      NbSvm whole = NbSvm.fit(learned, settings);
      more = others.parallelStream().mapToDouble(whole::logit).toArray();
      progress.update(total, total);
    }
    return new Judgement(probabilities(own, scaling), probabilities(more, scaling));
  }

  private static double[] probabilities(double[] logits, Scaling scaling) {
    return DoubleStream.of(logits).map(z -> 1 / (1 + Math.exp(-scaling.of(z)))).toArray();
  }
}
