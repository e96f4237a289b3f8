package sentiment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sentiment.model.ModelId;

class EngineReportTest {

  private static final Throughput ONE =
      new Throughput(
          "kernel", 1, 8, 1000, List.of(round(400, 40, 1), round(500, 60, 1), round(450, 50, 1)));
  private static final Throughput TWO =
      new Throughput("kernel", 2, 32, 1000, List.of(round(900, 80, 1), round(800, 70, 1)));
  private static final Throughput DL4J =
      new Throughput("dl4j", 2, 200, 1200, List.of(round(42.5, 3, 1)));

  private static EngineRound round(double reviews, double gflops, double coreShare) {
    return new EngineRound(reviews, 100 * reviews, gflops, 100, gflops / 100, coreShare);
  }

  private static EngineResults results(
      List<Throughput> throughput, Memory memory, Map<String, List<Double>> training) {
    return new EngineResults(
        new Machine("A processor", 2, "17.0.1", 512),
        new ModelId("random-weights", "1", "0"),
        10_000,
        ModelShape.TUTORIAL.architecture(),
        null,
        5000,
        159,
        3,
        1,
        7,
        throughput,
        List.of(new Latency("160 words", 500, 3000, 1.5, 2, 2.5, 4)),
        new ExplainingCost(0.0123),
        List.of(new Allocation(8, 2000, 1908)),
        memory,
        200,
        training);
  }

  @Test
  void shouldSayTheRatiosInWords() {
    EngineResults results =
        results(
            List.of(ONE, TWO, DL4J),
            new Memory(60_000_000, 80_000_000, 200_000_000L),
            Map.of("kernel", List.of(2.0, 1.0, 3.0), "dl4j", List.of(16.0, 14.0, 15.0)));

    String text = new EngineReport(results).text();

    assertThat(text)
        .contains("A processor, 2 cores, JDK 17.0.1, vectors of 512 bits")
        .contains("explaining adds 1.2 % to the time for encoding and the network, one thread")
        .contains("embedding 128, hidden [128, 128] each way, attention 32, sigmoid gates")
        .containsPattern("kernel +1 +8 +450 +400\\.\\.500 +45000 +50\\.0 +100\\.0 +50% +100%")
        .containsPattern("dl4j +2 +200 +4[23] ")
        .contains("fastest with 2 threads and batches of 32: 850 reviews/s, 75 %")
        .contains("That is 1.89 times its best with 1 thread (batches of 8).")
        .contains("That is 20.0 times DL4J's own")
        .containsPattern("160 words +3000 +1\\.500 +2\\.500 +4\\.000")
        .containsPattern("batches of 8 +2000 +92")
        .contains("the model 60.0 MB of heap")
        .contains("80.0 MB of heap after a collection, 200.0 MB resident")
        .contains("A step with the kernel's layers is 7.5 times as fast")
        .doesNotContain("other work");
  }

  @Test
  void shouldSayWhatIsNotKnownAndThatTheMachineIsBusy() {
    Throughput busy = new Throughput("kernel", 1, 8, 1000, List.of(round(400, 40, 0.6)));

    String text = new EngineReport(results(List.of(busy), new Memory(0, 0, null), Map.of())).text();

    assertThat(text)
        .contains("not known how much resident")
        .contains("a core for as little as 60 % of the time")
        .doesNotContain("times its best", "DL4J", "training step");
  }

  @Test
  void shouldGiveEveryRoundAsJson() throws Exception {
    EngineResults results =
        results(
            List.of(ONE, TWO), new Memory(1, 2, null), Map.of("kernel", List.of(2.0, 1.0, 3.0)));

    JsonNode json = new ObjectMapper().readTree(new EngineReport(results).json());

    assertThat(json.at("/machine/vector_bits").intValue()).isEqualTo(512);
    assertThat(json.at("/architecture/hidden_sizes")).hasSize(2);
    assertThat(json.get("throughput")).hasSize(2);
    JsonNode one = json.at("/throughput/0");
    assertThat(one.get("rounds")).hasSize(3);
    assertThat(one.at("/rounds/1/reviews_per_second").doubleValue()).isEqualTo(500);
    assertThat(one.get("reviews_per_second").doubleValue()).isEqualTo(450);
    assertThat(one.get("share_of_peak").doubleValue()).isEqualTo(0.5);
    assertThat(json.at("/throughput/1/reviews_per_second").doubleValue()).isEqualTo(850);
    assertThat(json.at("/latency_ms/0/p99").doubleValue()).isEqualTo(2.5);
    assertThat(json.at("/memory/resident_bytes").isNull()).isTrue();
    assertThat(json.at("/training/kernel/seconds").doubleValue()).isEqualTo(2);
    assertThat(json.at("/training/kernel/rounds")).hasSize(3);
  }
}
