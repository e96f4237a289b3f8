package sentiment.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a {@link Backlog} what its consumer has polled. Public because Kafka makes it, from the
 * class name in {@code interceptor.classes}.
 */
public final class BacklogInterceptor implements ConsumerInterceptor<byte[], byte[]> {

  /** The property of the consumer that holds the backlog itself. */
  static final String BACKLOG = "sentiment.backlog";

  private Backlog backlog = new Backlog(System::nanoTime);

  /** An interceptor that is {@linkplain #configure configured} before it is used. */
  public BacklogInterceptor() {}

  @Override
  public void configure(Map<String, ?> properties) {
    backlog = Objects.requireNonNull((Backlog) properties.get(BACKLOG), BACKLOG);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    backlog.polled(records);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
