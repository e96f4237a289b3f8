package sentiment.evaluation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.model.InvalidBundleException;
import sentiment.model.ModelBundle;
import sentiment.model.Tensor;
import sentiment.model.TestBundles;
import sentiment.model.WeightNames;

class EvaluatorTest {

  @Test
  void shouldRefuseAModelWhoseJudgementsAreNoNumbers() {
    ModelBundle sound = TestBundles.tiny(0.2);
    Map<String, Tensor> weights = new HashMap<>(sound.weights());
    weights.put(WeightNames.OUTPUT_BIAS, Tensor.of(new float[] {Float.NaN}, 1));
    ModelBundle broken =
        ModelBundle.of(
            sound.manifest(), sound.vocabulary(), weights, List.of(), sound.reference(), "");
    List<LabelledReview> reviews = List.of(new LabelledReview("1", "good", true, null));
    assertThatThrownBy(() -> Evaluator.judge(broken, reviews, Progress.NONE))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith("its log-odds of review 1 are NaN, expected a finite number");
    assertThatThrownBy(() -> new JudgedReview(true, Double.NaN, 1, 0, null))
        .hasMessage("logit NaN: expected a finite number");
  }
}
