package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sentiment.streams.TestReviews.bytes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.scoring.LiveScoring;
import sentiment.scoring.ScoringMetrics;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ScoringApplicationIT {

  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") EmbeddedBroker broker;

  private String name = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(dir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void nameTopics(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void shouldGiveOneRecordForEachInputWhateverItHolds() throws Exception {
    broker.createTopic(name, PARTITIONS);
    List<byte @Nullable []> values = badAndGoodValues();
    send(values);

    List<ConsumerRecord<byte[], byte[]>> scores;
    List<ConsumerRecord<byte[], byte[]>> rejections;
    try (ScoringApplication application = start(settings())) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      List<ConsumerRecord<byte[], byte[]>> all = read(values.size());
      scores = all.stream().filter(r -> r.topic().endsWith("-scores")).toList();
      rejections = all.stream().filter(r -> r.topic().endsWith("-rejected")).toList();
    }

    Map<Integer, String> outcomes = new TreeMap<>();
    scores.forEach(r -> outcomes.merge(key(r), "scored", String::concat));
    rejections.forEach(r -> outcomes.merge(key(r), reason(r), String::concat));
    assertThat(outcomes.values())
        .containsExactly(
            "EMPTY_TEXT",
            "EMPTY_TEXT",
            "UNDECODABLE",
            "UNDECODABLE",
            "TOO_LARGE",
            "scored",
            "scored",
            "SCORING_FAILED",
            "scored");
    assertThat(rejections).allSatisfy(r -> assertThat(r.value()).isEqualTo(values.get(key(r))));
  }

  @Test
  void shouldLoseAndRepeatNothingWhenItIsClosedWithReviewsWaiting() throws Exception {
    broker.createTopic(name, PARTITIONS);
    StreamSettings settings =
        settings(
            "batch.max.reviews", "512", "batch.max.delay.ms", "300", "commit.interval.ms", "20");
    List<byte @Nullable []> values = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      values.add(i % 10 == 9 ? new byte[0] : bytes("film number " + i));
    }

    int parts = 6;
    for (int part = 0; part < parts; part++) {
      int size = values.size() / parts;
      try (ScoringApplication application = start(settings)) {
        assertThat(application.awaitRunning(PATIENCE)).isTrue();
        send(values.subList(part * size, (part + 1) * size), part * size);
        Thread.sleep(200); // some are scored, some wait, some are unread: every mixture is right
      }
    }
    List<ConsumerRecord<byte[], byte[]>> all;
    try (ScoringApplication application = start(settings)) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      all = read(values.size());
    }

    assertThat(all)
        .extracting(ScoringApplicationIT::key)
        .doesNotHaveDuplicates()
        .hasSize(values.size());
    Map<String, Integer> last = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> r : all) {
      Integer before = last.put(r.topic() + r.partition(), key(r));
      assertThat(key(r)).isGreaterThan(before == null ? -1 : before);
      assertThat(r.partition()).isEqualTo(key(r) % PARTITIONS);
    }
  }

  @Test
  void shouldNotStopAtRecordsThatTheRejectedTopicIsTooSmallFor() throws Exception {
    broker.createTopic(name, PARTITIONS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic small = new NewTopic(name + "-rejected", 1, (short) 1);
      admin.createTopics(List.of(small.configs(Map.of("max.message.bytes", "100000")))).all().get();
    }
    byte[] incompressible = new byte[1_500_000];
    new Random(1).nextBytes(incompressible);
    send(List.of(incompressible, bytes("\u0000"), bytes("a good film")));

    try (ScoringApplication application = start(settings())) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      List<ConsumerRecord<byte[], byte[]>> all = read(3);

      assertThat(all)
          .filteredOn(r -> r.topic().endsWith("-rejected"))
          .extracting(ScoringApplicationIT::reason)
          .containsExactly("UNDECODABLE", "UNDECODABLE");
      assertThat(all)
          .filteredOn(r -> r.headers().lastHeader(DeadLetters.OMITTED) != null)
          .singleElement()
          .satisfies(r -> assertThat(r.value()).isNull());
    }
  }

  @Test
  void shouldNameAMissingTopicAndHowToCreateIt() {
    assertThatThrownBy(() -> start(settings()))
        .isInstanceOf(StreamFailedException.class)
        .hasMessageStartingWith(
            "topic '%s' does not exist on %s: create it", name, broker.bootstrapServers())
        .hasMessageContaining("--create --topic " + name);

    broker.createTopic(name, 1);
    assertThatThrownBy(() -> start(settings("topics.create", "false")))
        .hasMessageStartingWith("topic '%s-scores' does not exist", name);
  }

  @Test
  void shouldSayInOneLineThatNoBrokerAnswers() {
    StreamSettings settings =
        settings("bootstrap.servers", "127.0.0.1:1", "startup.timeout.ms", "500");

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(StreamFailedException.class)
        .hasMessage("no broker answers at 127.0.0.1:1 within 500 ms");
  }

  @Test
  void shouldSayInOneLineThatAHostIsUnknown() {
    StreamSettings settings = settings("bootstrap.servers", "no-such-host.invalid:9092");

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(StreamFailedException.class)
        .hasMessage(
            "can't connect to brokers at no-such-host.invalid:9092: No resolvable bootstrap urls"
                + " given in bootstrap.servers");
  }

  @Test
  void shouldStopWithTheReasonWhenAThreadFailsForGood() throws Exception {
    broker.createTopic(name, 1);
    send(List.of(bytes("a good film")));
    StreamSettings settings = settings();
    LiveScoring failing =
        TestReviews.scoring(
            settings, failing(1, () -> new IllegalStateException("no memory for\na scorer")));

    StreamHealth health = new StreamHealth(System::nanoTime);
    Monitoring monitoring = new Monitoring(health, StreamObserver.NONE);
    try (ScoringApplication application = ScoringApplication.start(settings, failing, monitoring)) {
      assertThatThrownBy(application::await)
          .isInstanceOf(StreamFailedException.class)
          .hasMessage("stream stopped: no memory for a scorer");
      assertThat(health.live()).isEqualTo(Health.down("stream stopped: no memory for a scorer"));
    }
  }

  @Test
  void shouldReplaceAThreadThatFailsOnce() throws Exception {
    broker.createTopic(name, PARTITIONS);
    send(List.of(bytes("a good film")));
    // the dead thread's place in the group is free only after its session
    StreamSettings settings = settings("kafka.consumer.session.timeout.ms", "6000");
    LiveScoring failing =
        TestReviews.scoring(settings, failing(1, () -> new TimeoutException("a broker was slow")));

    try (ScoringApplication application = ScoringApplication.start(settings, failing)) {
      assertThat(read(1)).hasSize(1);
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
    }
  }

  /** Fails when that batch is reported, as nothing does that keeps to its contract. */
  private static ScoringMetrics failing(int batch, Supplier<RuntimeException> failure) {
    AtomicInteger batches = new AtomicInteger();
    return new ScoringMetrics() {
      @Override
      public void batch(int reviews, long positions, int longest, Duration inference) {
        if (batches.incrementAndGet() == batch) {
          throw failure.get();
        }
      }
    };
  }

  @Test
  void shouldMakeDeadLettersWhenATopicComesToTakeSmallerRecords() throws Exception {
    broker.createTopic(name, PARTITIONS);
    String score = "x".repeat(50_000);
    try (ScoringApplication application =
            start(settings("kafka.consumer.session.timeout.ms", "6000"));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      send(List.of(bytes(score)));
      assertThat(read(1)).hasSize(1);
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name + "-scores");
      AlterConfigOp smaller =
          new AlterConfigOp(
              new ConfigEntry("max.message.bytes", "20000"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(topic, List.of(smaller))).all().get();

      // letters in random order: the broker looks at compressed sizes
      String incompressible =
          new Random(1)
              .ints(50_000, 'a', 'z' + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      send(List.of(bytes(incompressible), bytes("a good film")), 1);

      assertThat(read(3))
          .extracting(r -> key(r) + (r.topic().endsWith("-rejected") ? reason(r) : "scored"))
          .containsExactlyInAnyOrder("0scored", "1TOO_LARGE", "2scored");
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
    }
  }

  @Test
  void shouldStopWaitingWhenItIsClosed() throws Exception {
    broker.createTopic(name, 1);
    ScoringApplication application = start(settings());
    assertThat(application.awaitRunning(PATIENCE)).isTrue();

    new Thread(application::close).start();
    application.await();

    assertThat(application.awaitRunning(Duration.ZERO)).isFalse();
  }

  private static List<byte @Nullable []> badAndGoodValues() {
    Schema other = SchemaBuilder.record("Other").fields().requiredString("text").endRecord();
    GenericData.Record foreign = new GenericData.Record(other);
    foreign.put("text", "fine");
    List<byte @Nullable []> values = new ArrayList<>();
    values.add(new byte[0]);
    values.add(null);
    values.add(new byte[] {'n', 'o', (byte) 0xFF});
    values.add(TestReviews.framed(other, foreign));
    values.add(bytes("good ".repeat(1 << 20)));
    values.add(bytes("\uD83D\uDE00".repeat(100_000))); // each is a word
    values.add(bytes("x".repeat(100_000)));
    values.add(bytes(TestReviews.POISON));
    values.add(bytes("a good film"));
    return values;
  }

  private StreamSettings settings(String... keysAndValues) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "application.id",
                name,
                "input.topic",
                name,
                "output.topic",
                name + "-scores",
                "rejected.topic",
                name + "-rejected"));
    all.addAll(List.of(keysAndValues));
    return TestReviews.settings(all.toArray(String[]::new));
  }

  private static ScoringApplication start(StreamSettings settings) {
    return ScoringApplication.start(settings, TestReviews.scoring(settings));
  }

  private void send(List<byte @Nullable []> values) throws Exception {
    send(values, 0);
  }

  /** Sends each value with its number as key, to the partition of that number. */
  private void send(List<byte @Nullable []> values, int first) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.request.size",
            9_000_000,
            // a topic that was just made may refuse the first batch and take the second: a retry of
            // the first is out of order for good
            "max.in.flight.requests.per.connection",
            1);
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < values.size(); i++) {
        int key = first + i;
        byte[] keyBytes = bytes(Integer.toString(key));
        sent.add(
            producer.send(new ProducerRecord<>(name, key % PARTITIONS, keyBytes, values.get(i))));
      }
    }
    for (Future<?> future : sent) {
      future.get();
    }
  }

  /** Reads committed records of both output topics: {@code count}, and what follows in a second. */
  private List<ConsumerRecord<byte[], byte[]>> read(int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : List.of(name + "-scores", name + "-rejected")) {
        consumer
            .partitionsFor(topic)
            .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
      }
      consumer.assign(partitions);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
    }
    return records;
  }

  private static int key(ConsumerRecord<byte[], byte[]> record) {
    return Integer.parseInt(new String(record.key(), UTF_8));
  }

  private static String reason(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader(DeadLetters.REASON).value(), UTF_8);
  }
}
