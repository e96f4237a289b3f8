package sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sentiment.kernel.GateActivation;
import sentiment.kernel.Lstm;

class InputTablesTest {

  private static final int WORDS = 20;
  private static final int EMBEDDING = 3;

  private final float[] embedding = ramp(WORDS * EMBEDDING);
  private final Lstm lstm =
      new Lstm(ramp(EMBEDDING * 8), ramp(2 * 8), ramp(8), GateActivation.SIGMOID, false);
  private final InputTables tables = new InputTables(List.of(lstm, lstm), embedding, WORDS);

  private static float[] ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (i % 7 - 3) / 10f;
    }
    return values;
  }

  @Test
  void shouldMakeTablesOnceTenTokensWereReadForEachWord() {
    tables.wereMissing(9 * WORDS);
    assertThat(tables.current()).isEmpty();
    tables.wereMissing(WORDS);
    List<float[]> made = tables.current();
    assertThat(made).hasSize(2).allSatisfy(t -> assertThat(t).isEqualTo(lstm.table(embedding)));
    tables.wereMissing(100 * WORDS);
    assertThat(tables.current()).isSameAs(made);
  }

  @Test
  void shouldPredictTheSameWithAndWithoutTables() {
    ModelBundle bundle = ModelBundle.shipped();
    AttentionModel.Session session = bundle.model().session();
    List<int[]> golden =
        bundle.golden().stream().map(r -> bundle.encoder().encode(r.text()).ids()).toList();
    List<Prediction> without = session.predict(golden);
    bundle.model().inputTables().wereMissing(Integer.MAX_VALUE);
    assertThat(bundle.model().inputTables().current()).hasSize(2);
    List<Prediction> with = session.predict(golden);
    assertThat(with.stream().map(InputTablesTest::values).toList())
        .isEqualTo(without.stream().map(InputTablesTest::values).toList());
  }

  private static List<Double> values(Prediction prediction) {
    List<Double> values = new ArrayList<>(List.of(prediction.logit()));
    IntStream.range(0, prediction.positions()).forEach(i -> values.add(prediction.attention(i)));
    return values;
  }
}
