package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sentiment.model.TestBundles;
import sentiment.streams.InvalidSettingException;

@Timeout(120)
class DemoIT {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void shouldShowEverySampleReviewExactlyOnce() {
    List<DemoReview> reviews = SampleReviews.load();

    int exitCode = run(DemoOptions.DEFAULT.withExit(), reviews).run();

    assertThat(exitCode).as(text()).isZero();
    int records = reviews.size() + BrokenRecords.all().size();
    assertThat(text())
        .contains("\nexactly once: every one of " + records + " records has one result\n")
        .contains("\nreviews     " + records + " in, ")
        .contains(" UNDECODABLE 3, TOO_LARGE 1)\n")
        .contains("\naccuracy    ", "\nthroughput  ", "\nlatency     p50 ");
    for (DemoReview review : reviews) {
      assertThat(text().split(" " + review.id() + " ", -1)).as(review.id()).hasSize(2);
    }
  }

  @Test
  void shouldServeOnAndShowWhatOthersSend() throws Exception {
    DemoReview own = new DemoReview("own", "a very good film", "", true);
    DemoRun run = run(DemoOptions.DEFAULT.withReviewsOnly(), List.of(own));

    CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(run::run);
    Matcher address = await("The broker serves (127\\.0\\.0\\.1:\\d+)\\.");
    Map<String, Object> settings = Map.of("bootstrap.servers", address.group(1));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("reviews", "an awful film")).get(20, TimeUnit.SECONDS);
      producer.send(new ProducerRecord<>("reviews", "k", "")).get(20, TimeUnit.SECONDS);
    }
    await(" reviews-\\d-\\d  1 unknown.*\\n  \\[[+-]an\\] \\[[+-]awful\\] \\[[+-]film\\]\\n");
    await("rejected: EMPTY_TEXT +k\\n");
    run.stop();

    assertThat(exitCode.get(30, TimeUnit.SECONDS)).as(text()).isZero();
    assertThat(text()).contains("kcat -P -b " + address.group(1) + " -t reviews");
  }

  @Test
  void shouldSayWhyItGivesUp() {
    DemoOptions impatient = new DemoOptions(true, false, 0, Duration.ZERO, Map.of());

    int exitCode = run(impatient, SampleReviews.load()).run();

    assertThat(exitCode).isEqualTo(1);
    assertThat(text()).isEqualTo("demo failed: the stream does not run, waited 0 s\n");
  }

  @Test
  void shouldRefuseWrongSettingsBeforeItStarts() {
    DemoOptions wrong =
        new DemoOptions(true, false, 0, Duration.ofSeconds(1), Map.of("batch.max.reviews", "0"));

    assertThatThrownBy(() -> run(wrong, List.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("batch.max.reviews=0");
  }

  private DemoRun run(DemoOptions options, List<DemoReview> reviews) {
    Screen screen = new Screen(new PrintStream(shown, true, UTF_8), 100, false);
    return new DemoRun(options, reviews, TestBundles.tiny(), screen, Clock.systemUTC());
  }

  private Matcher await(String regex) throws InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    for (int i = 0; i < 600; i++) {
      Matcher matcher = pattern.matcher(text());
      if (matcher.find()) {
        return matcher;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no " + regex + " in\n" + text());
  }

  private String text() {
    return shown.toString(UTF_8);
  }
}
