package sentiment.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** Weight decay behind the updater, scaled by the rate; the loss that is shown is without it. */
final class DecoupledDecay extends WeightDecay {

  private static final long serialVersionUID = 1L;

  DecoupledDecay(double share) {
    super(share, true);
  }

  @Override
  public double score(INDArray param, int iteration, int epoch) {
    return 0;
  }
}
