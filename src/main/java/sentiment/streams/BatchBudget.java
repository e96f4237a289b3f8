package sentiment.streams;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How long a thread can be at work between two chances to commit and to poll. Kafka Streams gives
 * every partition of a thread its turn before it looks at the clock, so at worst each of them has a
 * full batch. If that came near {@code transaction.timeout.ms} the broker would roll the work back,
 * near {@code max.poll.interval.ms} the group would give it to another: it would come again and
 * again.
 *
 * @param partitions of one thread, when this instance is the only one
 * @param batchPositions of the largest batch, in words
 * @param positionsPerSecond that one thread scores
 */
record BatchBudget(int partitions, long batchPositions, double positionsPerSecond) {

  /** The part of a time-out that work may take. */
  private static final double SHARE = 0.5;

  /**
   * The budget of these settings.
   *
   * @param inputPartitions of the input topic
   * @param maxPositions of one review
   * @param positionsPerSecond that one thread scores, all models together
   */
  static BatchBudget of(
      StreamSettings settings, int inputPartitions, int maxPositions, double positionsPerSecond) {
    int perThread = (inputPartitions + settings.threads() - 1) / settings.threads();
    long byTokens = settings.batchMaxTokens() - 1L + maxPositions;
    long byReviews = (long) settings.batchMaxReviews() * maxPositions;
    return new BatchBudget(perThread, Math.min(byTokens, byReviews), positionsPerSecond);
  }

  /** The longest work between two chances to commit, in seconds. */
  double seconds() {
    return partitions * batchPositions / positionsPerSecond;
  }

  /**
   * Refuses a budget that does not fit.
   *
   * @param properties those that Kafka Streams will run with
   * @throws InvalidSettingException with the arithmetic
   */
  void check(StreamSettings settings, Properties properties) {
    StreamsConfig config = new StreamsConfig(properties);
    check(
        settings,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        millis(config.getProducerConfigs("budget"), ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
    check(
        settings,
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        millis(
            config.getMainConsumerConfigs(settings.applicationId(), "budget", 0),
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
  }

  private static long millis(Map<String, Object> config, String key) {
    Object usual = ConsumerConfig.configDef().defaultValues().get(key);
    Object value = config.get(key);
    return Long.parseLong(String.valueOf(value == null ? usual : value));
  }

  private void check(StreamSettings settings, String timeout, long millis) {
    double allowed = SHARE * millis / 1000;
    if (seconds() <= allowed) {
      return;
    }
    long fits = (long) (allowed * positionsPerSecond / partitions);
    throw new InvalidSettingException(
        String.format(
            Locale.ROOT,
            "batch.max.tokens=%d: %d partitions on a thread x %d words a batch / %.0f words a second"
                + " (measured) = %.1f s, but half of %s=%d is %.1f s: expected batches of at most %d words,"
                + " more threads, or a larger kafka.%s",
            settings.batchMaxTokens(),
            partitions,
            batchPositions,
            positionsPerSecond,
            seconds(),
            timeout,
            millis,
            allowed,
            fits,
            timeout));
  }
}
