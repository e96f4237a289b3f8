package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the program as it is built: broker, stream, model and web server. */
@Tag("browser")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ProgramBrowserIT {

  private static final Path SHOTS = Path.of("target/screenshots");
  private static final String PICTURED = "sample-184"; // words for and against, in 96
  private static final String HOSTILE =
      "<script>window.ran = true</script><img src=x onerror='window.ran = true'> A wonderful film!";
  private static final int SENT = 90;
  private static final int A_SECOND = 10;

  @Test
  void shouldShowTryAndCompareReviewsThatTheModelScores(@TempDir Path dir) throws Exception {
    try (Browser browser = Browser.start(dir.resolve("profile"));
        DemoProcess demo = DemoProcess.start(dir.resolve("demo.log"))) {
      browser.visit(demo.address());
      try (KafkaProducer<String, String> producer = producer(demo.broker())) {
        showsLiveReviews(browser, producer);
        showsOnesOwn(browser, producer);
      }
      scoresAsOneTypes(browser);
      compares(browser);
      showsEveryWord(browser);

      assertThat(browser.js("return window.ran === undefined")).isEqualTo(true);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static KafkaProducer<String, String> producer(String broker) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker, "max.in.flight.requests.per.connection", 1);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static void showsLiveReviews(Browser browser, KafkaProducer<String, String> producer)
      throws Exception {
    List<JsonNode> samples = samples();
    for (int i = SENT - 1; i >= 0; i--) {
      JsonNode sample = samples.get(i);
      producer.send(new ProducerRecord<>("reviews", "again-" + i, sample.path("text").asText()));
      Browser.pause(1000 / A_SECOND);
    }
    browser.await(
        "shaded words",
        () -> browser.count(".entry [class^=p]") > 0 && browser.count(".entry [class^=n]") > 0);
    assertThat(browser.count(".entry")).isGreaterThan(20);
    assertThat(browser.text("#stat-model")).isNotEmpty();
    assertThat(browser.count("#spark-scored path[d^=M]")).isEqualTo(1);
    looked(browser, "live", "light", 1280);
    looked(browser, "live", "dark", 1280);
    looked(browser, "live", "light", 390);
    looked(browser, "live", "dark", 390);
  }

  private static List<JsonNode> samples() throws IOException {
    List<JsonNode> samples = new ArrayList<>();
    try (InputStream in =
            ProgramBrowserIT.class.getResourceAsStream("/sentiment/demo/sample-reviews.jsonl");
        MappingIterator<JsonNode> lines =
            new ObjectMapper().readerFor(JsonNode.class).readValues(in)) {
      lines.forEachRemaining(samples::add);
    }
    return samples;
  }

  private static void showsOnesOwn(Browser browser, KafkaProducer<String, String> producer)
      throws Exception {
    browser.await("end of the demo's reviews", () -> browser.text("#stat-scored").equals("0"));
    String pictured =
        samples().stream()
            .filter(sample -> sample.path("id").asText().equals(PICTURED))
            .map(sample -> sample.path("text").asText())
            .findFirst()
            .orElseThrow();
    producer.send(new ProducerRecord<>("reviews", PICTURED, pictured)).get(20, TimeUnit.SECONDS);
    producer.send(new ProducerRecord<>("reviews", "hostile", HOSTILE)).get(20, TimeUnit.SECONDS);
    browser.await("the pictured one", () -> browser.count("a[href$=" + PICTURED + "]") > 0);
    browser.await("the hostile one", () -> browser.count("a[href$=hostile]") > 0);
    assertThat(browser.text(".entry:has([href$=hostile]) .text")).isEqualTo(HOSTILE);
    assertThat(browser.count("main img, main script")).isZero();
  }

  private static void scoresAsOneTypes(Browser browser) throws Exception {
    browser.view("#/try");
    browser.type("#view-try textarea", "Dieser Streifen zeigt wunderbare Landschaften.");
    browser.await("doubt", () -> browser.count("#view-try .gauge .note") == 1);
    assertThat(browser.text("#view-try .gauge .note"))
        .startsWith("Is this English? The model does not know ");
    browser.type("#view-try textarea", "A wonderful film, and I loved every minute of it.");
    browser.await("score", () -> browser.text("#try-result .label").equals("positive"));
    assertThat(browser.count("#try-editor .w[class*=p]")).isPositive();
    browser.type("#view-try textarea", "A dreadful film, and I hated every minute of it.");
    browser.await("score", () -> browser.text("#try-result .label").equals("negative"));
    assertThat(browser.count("#try-editor .w[class*=n]")).isPositive();
    looked(browser, "try", "light", 1280);
    looked(browser, "try", "dark", 390);
  }

  private static void compares(Browser browser) throws Exception {
    browser.view("#/compare");
    browser.await(
        "difference", () -> browser.text(".changes tbody tr:first-child").contains("dreadful"));
    looked(browser, "compare", "light", 1280);
    looked(browser, "compare", "dark", 390);
  }

  private static void showsEveryWord(Browser browser) throws Exception {
    browser.view("#/review/" + PICTURED);
    browser.await("words", () -> browser.count("#review .w") > 50);
    assertThat(browser.count("#review .plot rect")).isEqualTo(browser.count("#review .w"));
    looked(browser, "detail", "light", 1280);
    looked(browser, "detail", "light", 390);
    looked(browser, "detail", "dark", 390);
    looked(browser, "detail", "dark", 1280);
    browser.js(
        "const way = document.querySelector('#method'); way.value = 'integrated_gradients';"
            + "way.dispatchEvent(new Event('change'));");
    browser.await("another way", () -> browser.text(".detail-side").contains("Completeness gap"));
    assertThat(browser.text(".detail-side")).containsPattern("it would be|decide alone");
    looked(browser, "explained", "light", 1280);
    looked(browser, "explained", "dark", 390);
  }

  private static void looked(Browser browser, String view, String scheme, int width)
      throws Exception {
    browser.look(width, view.equals("detail") ? 1180 : 860, scheme);
    browser.screenshot(SHOTS.resolve(view + "-" + scheme + "-" + width + ".png"));
    Long overflow = (Long) browser.js("return document.documentElement.scrollWidth - innerWidth");
    assertThat(overflow).as("%s at %d px", view, width).isLessThanOrEqualTo(0);
    assertThat(Axe.violations(browser)).as("%s, %s, %d px", view, scheme, width).isEmpty();
  }
}
