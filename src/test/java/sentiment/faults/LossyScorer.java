package sentiment.faults;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import sentiment.model.ModelBundle;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.SentimentScorer;

/**
 * The scorer that one would write first: it batches in a plain list. What waits there counts as
 * consumed at the next commit and is lost with the process. A harness that does not see that sees
 * nothing.
 */
final class LossyScorer {

  private static final int BATCH = 512;

  private LossyScorer() {}

  /** Arguments: brokers, application id, input topic, output topic. */
  public static void main(String[] arguments) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[1]);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 3000);
    properties.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 500);
    properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 5000);
    properties.put(
        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
        BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        "reviews",
        Serdes.String().deserializer(),
        Serdes.String().deserializer(),
        arguments[2]);
    ModelBundle bundle = ModelBundle.shipped();
    topology.addProcessor("score", () -> new Batching(bundle), "reviews");
    topology.addSink(
        "scores",
        arguments[3],
        Serdes.String().serializer(),
        Serdes.String().serializer(),
        "score");
    KafkaStreams streams = new KafkaStreams(topology, properties);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  private static final class Batching implements Processor<String, String, String, String> {

    private final SentimentScorer scorer;
    private final List<Record<String, String>> waiting = new ArrayList<>();
    private ProcessorContext<String, String> context;
    private int waitingBefore;

    Batching(ModelBundle bundle) {
      ScoringOptions options = new ScoringOptions(ScoringOptions.ALL_WORDS, 0.5, 0.5, 1_000_000);
      scorer = new SentimentScorer(bundle, options, Clock.systemUTC());
    }

    @Override
    public void init(ProcessorContext<String, String> processorContext) {
      context = processorContext;
      context.schedule(
          Duration.ofMillis(500), PunctuationType.WALL_CLOCK_TIME, now -> scoreIfQuiet());
    }

    @Override
    public void process(Record<String, String> record) {
      waiting.add(record);
      if (waiting.size() >= BATCH) {
        score();
      }
    }

    private void scoreIfQuiet() {
      if (waiting.size() == waitingBefore) {
        score();
      }
      waitingBefore = waiting.size();
    }

    private void score() {
      for (Record<String, String> record : waiting) {
        context.forward(
            record.withValue(ReviewScoreJson.write(scorer.score(record.key(), record.value()))));
      }
      waiting.clear();
    }
  }
}
