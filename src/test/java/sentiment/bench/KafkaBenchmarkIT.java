package sentiment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sentiment.model.TestBundles;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KafkaBenchmarkIT {

  @Test
  void shouldMeasureEveryVariant() throws Exception {
    BenchOptions options =
        new BenchOptions(
            List.of("a good film", "not very good"), 300, 1, 2, 1, 7, Map.of("threads", "1"));
    List<Integer> progress = new ArrayList<>();

    BenchReport report = new KafkaBenchmark(options, TestBundles.tiny(), progress::add).run();

    assertThat(progress).hasSize(KafkaBenchmark.steps(options)).isSorted();
    JsonNode variants = new ObjectMapper().readTree(report.json()).get("variants");
    assertThat(variants.fieldNames())
        .toIterable()
        .containsExactly("default", "one_by_one", "not_durable");
    for (JsonNode variant : variants) {
      JsonNode round = variant.get("rounds").get(0);
      assertThat(round.get("reviews_per_second").doubleValue()).isPositive();
      assertThat(round.get("words_per_second").doubleValue())
          .isGreaterThan(round.get("reviews_per_second").doubleValue());
      assertThat(variant.get("latency_ms")).hasSize(3);
      for (JsonNode load : variant.get("latency_ms")) {
        assertThat(load.get("p50").doubleValue())
            .isPositive()
            .isLessThanOrEqualTo(load.get("p99").doubleValue());
      }
    }
    assertThat(figure(variants, "one_by_one", "batch_max")).isEqualTo(1);
    assertThat(figure(variants, "default", "batch_max")).isBetween(2.0, 64.0);
    assertThat(figure(variants, "not_durable", "changelog_records")).isZero();
    assertThat(report.text()).contains("batch size 1", "durability off", "p99");
  }

  private static double figure(JsonNode variants, String variant, String name) {
    return variants.get(variant).get("rounds").get(0).get(name).doubleValue();
  }
}
