package sentiment.streams;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import sentiment.scoring.SentimentScorer;

/**
 * Reviews in, scores and dead letters out: one source, one processor with its store, two sinks.
 *
 * <p>A record goes to the partition with the number of the one that it came from (modulo how many
 * there are), so that the order within a partition is kept whether records have keys or not and
 * whatever rule their producer spread them by.
 */
public final class ScoringTopology {

  private static final String SOURCE = "reviews";
  private static final String PROCESSOR = "score-reviews";

  private ScoringTopology() {}

  /**
   * Builds the topology; does nothing else.
   *
   * @param scorers asked once for each partition; each of its scorers is used by one thread
   * @param registry used by all threads
   */
  static Topology build(
      StreamSettings settings, Supplier<SentimentScorer> scorers, SchemaRegistry registry) {
    StreamPartitioner<byte[], OutputRecord> partitioner =
        (topic, key, output, partitions) ->
            Optional.of(Set.of(output.inputPartition() % partitions));
    ByteArraySerializer keys = new ByteArraySerializer();
    Serializer<OutputRecord> values = (topic, output) -> output.value();
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        SOURCE,
        timestamps(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        settings.inputTopic());
    topology.addProcessor(PROCESSOR, new Batching(settings, scorers, registry), SOURCE);
    topology.addSink(
        BatchingProcessor.SCORES, settings.outputTopic(), keys, values, partitioner, PROCESSOR);
    topology.addSink(
        BatchingProcessor.REJECTED, settings.rejectedTopic(), keys, values, partitioner, PROCESSOR);
    return topology;
  }

  /**
   * The record's own timestamp. A producer may leave it out (-1); Kafka Streams' own extractors
   * stop at that or skip the record, so here it gets the partition's time, or now.
   */
  private static TimestampExtractor timestamps() {
    return (record, partitionTime) -> {
      if (record.timestamp() >= 0) {
        return record.timestamp();
      }
      return partitionTime >= 0 ? partitionTime : System.currentTimeMillis();
    };
  }

  private record Batching(
      StreamSettings settings, Supplier<SentimentScorer> scorers, SchemaRegistry registry)
      implements ProcessorSupplier<byte[], byte[], byte[], OutputRecord> {

    @Override
    public Processor<byte[], byte[], byte[], OutputRecord> get() {
      return new BatchingProcessor(settings, scorers, registry);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore(BatchingProcessor.STORE),
                  Serdes.Integer(),
                  InputRecordCodec.serde())
              .withLoggingEnabled(Map.of())
              .withCachingEnabled());
    }
  }
}
