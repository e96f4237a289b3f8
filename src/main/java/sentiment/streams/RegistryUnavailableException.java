package sentiment.streams;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry did not answer for some seconds. Retriable in Kafka's sense: the records at
 * hand are not to blame and stay unread, and another thread tries again. The message is one line.
 */
final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message) {
    super(message.replaceAll("\\s+", " "));
  }
}
