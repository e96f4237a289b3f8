package sentiment.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sentiment.model.TestBundles;

class EngineBenchmarkTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final List<String> TEXTS = List.of("a good film", "", "not a very good film");

  private static EngineBenchOptions options(Set<EngineKind> engines, boolean training) {
    return new EngineBenchOptions(
        TEXTS, 100, 4, engines, List.of(1, 2), List.of(1, 3), 2, 0.001, 5, training, 7);
  }

  @Test
  void shouldMeasureEverySetupInEveryRound() throws Exception {
    EngineBenchOptions options = options(Set.of(EngineKind.KERNEL), false);
    List<Integer> progress = new ArrayList<>();

    EngineReport report =
        new EngineBenchmark(options, TestBundles::tiny, null, CLOCK, progress::add).run();

    assertThat(progress).hasSize(EngineBenchmark.steps(options, false)).isSorted();
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.get("reviews").intValue()).as("those with words").isEqualTo(2);
    assertThat(json.get("mean_length").doubleValue()).as("cut").isEqualTo(4);
    assertThat(json.get("throughput")).hasSize(4);
    for (JsonNode setup : json.get("throughput")) {
      assertThat(setup.get("multiply_adds_per_token").longValue())
          .isEqualTo(
              8 * 5 * 5 // layer 1: its input is looked up
                  + 8 * 7 * (10 + 7) // layer 2
                  + 14 * 4); // keys of the attention
      assertThat(setup.get("rounds")).hasSize(2);
      for (JsonNode round : setup.get("rounds")) {
        double reviews = round.get("reviews_per_second").doubleValue();
        assertThat(reviews).isPositive();
        assertThat(round.get("tokens_per_second").doubleValue()).isGreaterThan(3.9 * reviews);
        assertThat(round.get("peak_gflops").doubleValue()).isPositive();
      }
    }
    assertThat(json.get("latency_ms")).hasSize(2);
    assertThat(json.get("explaining_share").doubleValue()).isPositive();
    assertThat(json.at("/allocations/1/bytes_per_review").doubleValue())
        .isGreaterThan(json.at("/allocations/1/result_bytes_per_review").doubleValue());
    assertThat(json.at("/allocations/1/result_bytes_per_review").doubleValue()).isEqualTo(4 * 12);
    assertThat(json.has("training")).isFalse();
  }

  @Test
  void shouldMeasureAnotherModelInTheSameRounds() throws Exception {
    EngineBenchOptions options = options(Set.of(EngineKind.KERNEL), false);
    ModelShape shape = ModelShape.parse("20,3,2,2");
    List<Integer> progress = new ArrayList<>();

    EngineReport report =
        new EngineBenchmark(
                options, TestBundles::tiny, () -> shape.bundle(options), CLOCK, progress::add)
            .run();

    assertThat(progress).hasSize(EngineBenchmark.steps(options, true)).isSorted();
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.at("/against/model/name").textValue()).isEqualTo("random-weights");
    assertThat(json.at("/against/mean_length").doubleValue()).isEqualTo(4);
    assertThat(report.text())
        .contains("against random-weights 1: embedding 3, hidden [2] each way");
    JsonNode throughput = json.get("throughput");
    assertThat(throughput).hasSize(8);
    assertThat(throughput.at("/7/engine").textValue()).isEqualTo("against");
    assertThat(throughput.at("/7/multiply_adds_per_token").longValue())
        .isEqualTo(8 * 2 * 2 + 4 * 2);
    assertThat(report.text()).containsPattern("That is \\d+\\.\\d\\d times the other model's best");
  }

  @Test
  void shouldMeasureDl4jAndTrainingBesideAModelMadeUp() throws Exception {
    EngineBenchOptions options = options(Set.of(EngineKind.DL4J), true);
    ModelShape shape = ModelShape.parse("20,3,2,2");

    EngineReport report =
        new EngineBenchmark(options, () -> shape.bundle(options), null, CLOCK, done -> {}).run();

    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.at("/throughput/0/engine").textValue()).isEqualTo("dl4j");
    assertThat(json.at("/throughput/0/rounds")).hasSize(2);
    assertThat(json.at("/training/length").intValue()).isEqualTo(4);
    assertThat(json.at("/training/kernel/rounds")).hasSize(2);
    assertThat(json.at("/training/dl4j/rounds/1").doubleValue()).isPositive();
  }

  @Test
  void shouldRefuseReviewsWithoutAWord() {
    EngineBenchOptions options =
        new EngineBenchOptions(
            List.of("", " "), 9, null, Set.of(), List.of(1), List.of(1), 1, 1, 0, false, 7);

    assertThatThrownBy(
            () -> new EngineBenchmark(options, TestBundles::tiny, null, CLOCK, done -> {}).run())
        .hasMessage("no review to measure with has a word");
  }
}
