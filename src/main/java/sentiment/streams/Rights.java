package sentiment.streams;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What the stream's user must be allowed to do, where Kafka has access control. */
final class Rights {

  private Rights() {}

  /**
   * Which right a failure shows to be missing, empty if it is about something else.
   *
   * @param topic what the failed request was about, empty if unknown
   */
  static String missing(StreamSettings settings, String topic, Throwable failure) {
    AuthorizationException refused = KafkaFailures.cause(failure, AuthorizationException.class);
    if (refused == null) {
      return "";
    }
    return "not authorized: " + needed(settings, topic, refused);
  }

  private static String needed(
      StreamSettings settings, String topic, AuthorizationException refused) {
    String application = settings.applicationId();
    if (refused instanceof TransactionalIdAuthorizationException) {
      return "the user needs WRITE and DESCRIBE on transactional ids that begin with '%s-'"
          .formatted(application);
    }
    if (refused instanceof GroupAuthorizationException) {
      return "the user needs READ on group '%s'".formatted(application);
    }
    if (refused instanceof TopicAuthorizationException topics
        && !topics.unauthorizedTopics().isEmpty()) {
      return onTopic(settings, topics.unauthorizedTopics().iterator().next());
    }
    if (refused instanceof TopicAuthorizationException && topic.isEmpty()) {
      return onInternalTopics(application); // Kafka Streams' own client does not say which
    }
    return topic.isEmpty() ? StreamTopics.rootMessage(refused) : onTopic(settings, topic);
  }

  private static String onTopic(StreamSettings settings, String topic) {
    if (topic.equals(settings.inputTopic())) {
      return "the user needs READ on topic '%s'".formatted(topic);
    }
    if (topic.equals(settings.outputTopic()) || topic.equals(settings.rejectedTopic())) {
      return "the user needs WRITE on topic '%s', and CREATE while it does not exist"
          .formatted(topic);
    }
    return onInternalTopics(settings.applicationId());
  }

  private static String onInternalTopics(String application) {
    return "the user needs ALL on topics that begin with '%s-'".formatted(application);
  }
}
