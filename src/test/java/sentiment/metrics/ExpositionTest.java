package sentiment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpositionTest {

  private final Meters meters = new Meters("app");

  @Test
  void shouldLeaveOutWhatIsNotANumber() {
    meters.gauge("test.gauge", "A gauge.", () -> Double.NaN, "kind", "unknown");
    meters.gauge("test.gauge", "A gauge.", () -> 3, "kind", "known");
    meters.gauge("test.limit", "A gauge.", () -> Double.POSITIVE_INFINITY);
    FunctionCounter.builder("test.counter", this, self -> Double.NaN).register(meters.registry());

    for (Scrape scrape :
        List.of(Exposition.text(meters.snapshots()), Exposition.openMetrics(meters.snapshots()))) {
      assertThat(scrape.text().lines().filter(line -> !line.startsWith("#")))
          .containsExactlyInAnyOrder(
              "test_gauge{application=\"app\",kind=\"known\"} 3.0",
              "test_limit{application=\"app\"} +Inf");
    }
  }
}
