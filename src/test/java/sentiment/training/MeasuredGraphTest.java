package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.training.MeasuredGraph.Layers;

class MeasuredGraphTest {

  private static final List<int[]> REVIEWS =
      List.of(new int[] {1, 5, 6, 7}, new int[] {1, 8, 9}, new int[] {1, 5, 9, 9, 9});

  private final Architecture shape =
      new Architecture(6, List.of(5, 4), 3, GateActivation.SIGMOID, true);

  @ParameterizedTest
  @EnumSource(Layers.class)
  void shouldLearnTheReviewsWhicheverLayersItHas(Layers layers) {
    MeasuredGraph graph = new MeasuredGraph(layers, shape, 10, 3);

    double first = graph.step(REVIEWS, List.of(true, false, true));
    double last = first;
    for (int step = 0; step < 8; step++) {
      last = graph.step(REVIEWS, List.of(true, false, true));
    }

    assertThat(first).isBetween(0.3, 1.5);
    assertThat(last).isLessThan(first);
    assertThat(graph.probabilities(REVIEWS)).hasSize(3);
  }
}
