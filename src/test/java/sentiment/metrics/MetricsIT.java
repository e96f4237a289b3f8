package sentiment.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.metrics.Samples.Sample;
import sentiment.model.ModelBundle;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.streams.Monitoring;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamHealth;
import sentiment.streams.StreamSettings;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MetricsIT {

  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Names that are documented; a histogram stands for its buckets, count and sum. */
  private static final List<String> PROMISED =
      List.of(
          "sentiment_records_total",
          "sentiment_inference_seconds_bucket",
          "sentiment_queue_wait_seconds_bucket",
          "sentiment_end_to_end_seconds_bucket",
          "sentiment_model_load_seconds_bucket",
          "sentiment_batch_size_bucket",
          "sentiment_batch_padding_ratio_bucket",
          "sentiment_score_bucket",
          "sentiment_tokens_total",
          "sentiment_tokens_unknown_total",
          "sentiment_truncated_total",
          "sentiment_drift_psi",
          "sentiment_drift_reviews",
          "sentiment_model_info",
          "sentiment_model_swaps_total",
          "sentiment_buffered_reviews",
          "sentiment_buffer_oldest_seconds",
          "sentiment_shadow_reviews_total",
          "sentiment_shadow_difference_bucket",
          "sentiment_web_requests_total",
          "sentiment_web_request_seconds_bucket",
          "kafka_stream_client_state",
          "kafka_stream_alive_stream_threads",
          "kafka_stream_failed_stream_threads_total",
          "kafka_stream_thread_process_ratio",
          "kafka_stream_task_process_total",
          "kafka_consumer_fetch_manager_records_lag",
          "kafka_consumer_coordinator_rebalance_total",
          "kafka_producer_record_send_total",
          "jvm_info",
          "jvm_memory_used_bytes",
          "jvm_gc_pause_seconds_count",
          "jvm_threads_live_threads",
          "process_cpu_usage",
          "process_uptime_seconds",
          "process_files_open_files");

  /** All labels that there are; none is about a review. */
  private static final Set<String> LABELS =
      Set.of(
          "action",
          "application",
          "application_id",
          "area",
          "cause",
          "client_id",
          "feature",
          "gc",
          "id",
          "kafka_version",
          "le",
          "name",
          "outcome",
          "partition",
          "pool",
          "process_id",
          "processor_node_id",
          "reason",
          "result",
          "route",
          "runtime",
          "sha256",
          "state",
          "status",
          "task_id",
          "thread_id",
          "topic",
          "type",
          "vendor",
          "version");

  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") EmbeddedBroker broker;
  private static final ModelBundle BUNDLE = ModelBundle.shipped();

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(dir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** One scorer as {@code sentiment stream} has it, but for the web server. */
  private static final class Instance implements AutoCloseable {
    private final StreamHealth health = new StreamHealth(System::nanoTime);
    private final PrometheusMetrics metrics;
    private final ScoringApplication application;

    private Instance(String name) {
      StreamSettings settings = settings(name);
      LiveModel model = new LiveModel(BUNDLE, settings.scoringOptions(), Clock.systemUTC());
      metrics = new PrometheusMetrics(name, model, settings.drift(), System::nanoTime);
      application =
          ScoringApplication.start(
              settings,
              new LiveScoring(model, Optional.empty(), metrics),
              new Monitoring(health, metrics.kafka()));
    }

    private List<Sample> samples() {
      return Samples.of(metrics.text());
    }

    private Set<String> values(String label) {
      return samples().stream()
          .map(sample -> sample.labels().get(label))
          .filter(value -> value != null)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
      application.close();
      metrics.close();
    }
  }

  @Test
  void shouldCountWhatIsInTheTopics() throws Exception {
    String name = "metrics-count";
    broker.createTopic(name, PARTITIONS);
    try (Instance instance = new Instance(name)) {
      assertThat(instance.application.awaitRunning(PATIENCE)).isTrue();
      assertThat(instance.health.ready().isUp()).isTrue();
      instance.metrics.webRequest("/metrics", 200, Duration.ofMillis(1));
      send(name, 700);
      Map<String, Long> results = count(name, 700);
      System.gc(); // so that there is a pause to show
      await(() -> instance.values("task_id").size() == PARTITIONS);
      await(() -> instance.values("gc").size() > 0);
      List<Sample> samples = instance.samples();

      double scored = records(samples, "scored");
      double rejected = records(samples, "rejected");
      assertThat(scored).isEqualTo(600).isEqualTo((double) results.get(name + "-scores"));
      assertThat(rejected).isEqualTo(100).isEqualTo((double) results.get(name + "-rejected"));
      assertThat(records(samples, "failed")).isZero();
      for (String all : List.of("queue_wait", "end_to_end")) {
        assertThat(Samples.sum(samples, "sentiment_" + all + "_seconds_count")).isEqualTo(700);
      }
      assertThat(Samples.sum(samples, "sentiment_score_count")).isEqualTo(scored);
      assertThat(Samples.sum(samples, "sentiment_batch_size_sum")).isEqualTo(scored);
      assertThat(Samples.sum(samples, "sentiment_drift_reviews")).isEqualTo(scored);
      assertThat(Samples.sum(samples, "sentiment_buffered_reviews")).isZero();

      assertThat(samples).extracting(Sample::name).containsAll(PROMISED);
      assertSound(name, samples);
      assertSound(name, Samples.of(instance.metrics.openMetrics()));
      assertThat(instance.metrics.openMetrics().text()).endsWith("\n# EOF\n");
    }
  }

  private static double records(List<Sample> samples, String outcome) {
    return samples.stream()
        .filter(sample -> sample.name().equals("sentiment_records_total"))
        .filter(sample -> outcome.equals(sample.labels().get("outcome")))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static void assertSound(String application, List<Sample> samples) {
    assertThat(samples).extracting(Sample::value).doesNotContain(Double.NaN);
    assertThat(samples)
        .allSatisfy(
            sample -> assertThat(sample.labels()).containsEntry("application", application));
    assertThat(samples.stream().flatMap(sample -> sample.labels().keySet().stream()).distinct())
        .isSubsetOf(LABELS);
    assertThat(samples.stream().flatMap(sample -> sample.labels().values().stream()))
        .noneMatch(value -> value.contains("secretword") || value.contains("secretkey"));
  }

  @Test
  void shouldForgetPartitionsThatMoveToAnotherInstance() throws Exception {
    String name = "metrics-move";
    broker.createTopic(name, PARTITIONS);
    send(name, 70);
    PrometheusMetrics closed;
    try (Instance first = new Instance(name)) {
      closed = first.metrics;
      await(() -> first.values("task_id").equals(Set.of("0_0", "0_1")));
      assertThat(first.values("partition")).containsExactly("0", "1");

      try (Instance second = new Instance(name)) {
        await(() -> first.values("task_id").size() == 1 && second.values("task_id").size() == 1);
        await(() -> first.values("partition").size() == 1);
        assertThat(Stream.of(first, second).flatMap(one -> one.values("task_id").stream()))
            .containsExactlyInAnyOrder("0_0", "0_1");
        assertThat(first.samples()).extracting(Sample::value).doesNotContain(Double.NaN);
      }
      await(() -> first.values("task_id").size() == PARTITIONS);
    }
    assertThat(Samples.of(closed.text())).noneMatch(sample -> sample.name().startsWith("kafka_"));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static StreamSettings settings(String name) {
    return StreamSettings.of(
        Map.of(),
        Map.of(),
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "application.id",
            name,
            "input.topic",
            name,
            "output.topic",
            name + "-scores",
            "rejected.topic",
            name + "-rejected",
            "drift.min.reviews",
            "500"));
  }

  /** Sends reviews; every seventh is empty. */
  private static void send(String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        String text = i % 7 == 6 ? "" : "a good film, secretword " + "and then ".repeat(i % 20);
        producer.send(
            new ProducerRecord<>(
                topic, i % PARTITIONS, ("secretkey-" + i).getBytes(UTF_8), text.getBytes(UTF_8)));
      }
    }
  }

  /** Committed records of both output topics, and what follows in a second. */
  private static Map<String, Long> count(String name, int expected) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false");
    Map<String, Long> counts = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : List.of(name + "-scores", name + "-rejected")) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          partitions.add(new TopicPartition(topic, partition));
        }
      }
      consumer.assign(partitions);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (counts.values().stream().mapToLong(Long::longValue).sum() < expected
          && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> counts.merge(r.topic(), 1L, Long::sum));
      }
      consumer.poll(Duration.ofSeconds(1)).forEach(r -> counts.merge(r.topic(), 1L, Long::sum));
    }
    return counts;
  }
}
