package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sentiment.streams.TestReviews.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.model.ModelBundle;
import sentiment.model.ModelId;
import sentiment.model.TestBundles;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.scoring.ModelWatcher;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringMetrics;
import sentiment.scoring.ScoringOptions;

@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ModelSwapIT {

  private static final int SWAPS = 100;
  private static final int PARTITIONS = 2;
  private static final String TEXT = "a good film";

  private @TempDir Path dir;

  @Test
  void shouldLoseNoReviewAndNoMemoryOverAHundredModels() throws Exception {
    Path path = dir.resolve("model.zip");
    Map<String, ModelBundle> known = new HashMap<>();
    SynchronousQueue<String> loads = new SynchronousQueue<>();
    List<WeakReference<ModelBundle>> loaded = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger refused = new AtomicInteger();
    ModelBundle first = TestBundles.tiny(1);
    first.write(path);
    known.put(first.id().sha256(), first);
    LiveModel model =
        new LiveModel(ModelBundle.read(path), ScoringOptions.DEFAULT, TestReviews.NOON);
    ScoringMetrics metrics =
        new ScoringMetrics() {
          @Override
          public void modelLoaded(ModelId id, Duration load) {
            loaded.add(new WeakReference<>(model.bundle()));
            try {
              loads.put(id.sha256());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void modelRefused() {
            refused.incrementAndGet();
          }
        };

    int sent;
    List<ConsumerRecord<byte[], byte[]>> scores;
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"))) {
      broker.createTopic("reviews", PARTITIONS);
      StreamSettings settings =
          TestReviews.settings(
              "bootstrap.servers", broker.bootstrapServers(), "output.format", "json");
      try (ScoringApplication application =
              ScoringApplication.start(
                  settings, new LiveScoring(model, Optional.empty(), metrics));
          ModelWatcher watcher =
              ModelWatcher.start(path, null, model, metrics, Duration.ofMillis(10));
          Load load = new Load(broker.bootstrapServers())) {
        assertThat(application.awaitRunning(Duration.ofMinutes(1))).isTrue();
        assertThat(watcher).isNotNull();
        for (int swap = 1; swap <= SWAPS; swap++) {
          ModelBundle next = TestBundles.tiny(1 + swap / 10.0);
          known.put(next.id().sha256(), next);
          write(next, path, swap % 2 == 0);
          assertThat(loads.poll(1, TimeUnit.MINUTES)).isEqualTo(next.id().sha256());
        }
        Files.writeString(path, "no bundle");
        sent = load.stop();
        scores = read(broker.bootstrapServers(), sent);
        assertThat(liveAfterCollection(loaded)).isLessThanOrEqualTo(1);
      }
    }

    assertThat(loaded).hasSize(SWAPS);
    assertThat(scores).hasSize(sent);
    Map<Integer, Integer> lastOf = new HashMap<>();
    Map<String, Integer> scoredBy = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    for (ConsumerRecord<byte[], byte[]> record : scores) {
      int number = Integer.parseInt(new String(record.key(), UTF_8));
      Integer before = lastOf.put(record.partition(), number);
      assertThat(number).isEqualTo(before == null ? record.partition() : before + PARTITIONS);
      JsonNode score = json.readTree(record.value());
      String sha256 = score.get("model").get("sha256").textValue();
      scoredBy.merge(sha256, 1, Integer::sum);
      assertThat(score.get("probability").doubleValue())
          .isCloseTo(probability(known.get(sha256)), within(1e-6));
    }
    assertThat(scoredBy.size()).isGreaterThan(SWAPS / 2);
  }

  private final Map<ModelBundle, Double> probabilities = new HashMap<>();

  private double probability(ModelBundle bundle) {
    return probabilities.computeIfAbsent(
        bundle,
        one ->
            ((ReviewScore)
                    new LiveModel(one, ScoringOptions.DEFAULT, TestReviews.NOON)
                        .scorer()
                        .score("x", TEXT))
                .probability());
  }

  private void write(ModelBundle bundle, Path path, boolean atOnce) throws Exception {
    if (atOnce) {
      bundle.write(path);
      return;
    }
    Path whole = dir.resolve("whole.zip");
    bundle.write(whole);
    byte[] zip = Files.readAllBytes(whole);
    try (OutputStream out = Files.newOutputStream(path)) { // truncates, then grows
      out.write(zip, 0, zip.length / 2);
      out.flush();
      TimeUnit.MILLISECONDS.sleep(5);
      out.write(zip, zip.length / 2, zip.length - zip.length / 2);
    }
  }

  private static long liveAfterCollection(List<WeakReference<ModelBundle>> bundles)
      throws InterruptedException {
    long live = bundles.size();
    for (int i = 0; i < 100 && live > 1; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(50);
      live = bundles.stream().filter(bundle -> bundle.get() != null).count();
    }
    return live;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String broker, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new TopicPartition("review-scores", i));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
    }
    return records;
  }

  /** Sends reviews, numbered, until it is stopped. */
  private static final class Load implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::send, "load");
    private volatile boolean stopped;
    private int sent;

    Load(String broker) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker, "max.in.flight.requests.per.connection", 1),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      thread.start();
    }

    private void send() {
      while (!stopped) {
        byte[] key = bytes(Integer.toString(sent));
        producer.send(new ProducerRecord<>("reviews", sent % PARTITIONS, key, bytes(TEXT)));
        sent++;
        if (sent % 10 == 0) {
          try {
            TimeUnit.MILLISECONDS.sleep(10); // a thousand a second
          } catch (InterruptedException e) {
            return;
          }
        }
      }
    }

    int stop() throws InterruptedException {
      stopped = true;
      thread.join();
      producer.flush();
      return sent;
    }

    @Override
    public void close() {
      stopped = true;
      producer.close();
    }
  }
}
