package sentiment.streams;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

/**
 * Makes a dead letter, as any other, of a record that Kafka Streams itself can't read. Public
 * because Kafka Streams makes it, from its class.
 *
 * <p>There are no such handlers for processing and production: what goes wrong there may concern
 * other reviews of the batch than the one at hand, and to go on would lose them. So those errors
 * end the transaction, and the batch comes again.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

  /** The property that holds the {@link StreamSettings}. */
  static final String SETTINGS = "sentiment.settings";

  private String topic = "";
  private DeadLetters deadLetters = new DeadLetters(0);

  /** A handler that is {@linkplain #configure configured} before it is used. */
  public UnreadableRecords() {}

  @Override
  public void configure(Map<String, ?> properties) {
    StreamSettings settings =
        Objects.requireNonNull((StreamSettings) properties.get(SETTINGS), SETTINGS);
    topic = settings.rejectedTopic();
    deadLetters = new DeadLetters(settings.maxRecordBytes());
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    InputRecord input =
        new InputRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            Math.max(0, record.timestamp()),
            record.key(),
            record.value(),
            new RecordHeaders(record.headers()));
    Rejection rejection =
        new Rejection(
            input.coordinates(), RejectionReason.UNDECODABLE, exception.getClass().getName());
    Record<byte[], OutputRecord> letter =
        deadLetters.deadLetter(input, rejection, System.currentTimeMillis());
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                topic,
                null,
                letter.timestamp(),
                letter.key(),
                letter.value().value(),
                letter.headers())));
  }
}
