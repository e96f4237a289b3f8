package sentiment.streams;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.UnrecoverableKeyException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what went wrong with Kafka: what was tried, on which brokers, why it failed and
 * what to check. No line and no cause holds a secret of the settings.
 */
final class KafkaFailures {

  private static final String PROTOCOL = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;

  private final StreamSettings settings;
  private final Secrets secrets;
  private final String protocol;

  private KafkaFailures(StreamSettings settings, Secrets secrets, String protocol) {
    this.settings = settings;
    this.secrets = secrets;
    this.protocol = protocol;
  }

  /**
   * Failures of the clients with these properties.
   *
   * @param properties those that Kafka Streams runs with, valid ones
   */
  static KafkaFailures of(StreamSettings settings, Properties properties) {
    Map<String, String> all = new HashMap<>();
    // a configuration provider may have found more secrets than the settings hold
    new StreamsConfig(properties)
        .originals()
        .forEach((key, value) -> all.put(key, String.valueOf(value)));
    String protocol = all.getOrDefault(PROTOCOL, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    return new KafkaFailures(settings, settings.secrets().and(all), protocol);
  }

  /** The clients can't be set up with their properties. */
  StreamFailedException unusable(KafkaException failure) {
    return exception("can't connect to brokers at " + brokers() + ": " + reason(failure), failure);
  }

  /**
   * A question to the brokers failed.
   *
   * @param task what was tried, as in "can't find topic reviews"
   * @param topic what it was about
   */
  StreamFailedException failed(String task, String topic, Throwable failure) {
    if (failure instanceof TimeoutException) {
      return exception(silence(), failure);
    }
    String refused = Rights.missing(settings, topic, failure);
    return exception(
        refused.isEmpty()
            ? refusedConnection(failure, "can't " + task + " on " + brokers())
            : "can't " + task + " on " + brokers() + ": " + refused,
        failure);
  }

  /** The brokers let this user use the topic, but not so. */
  StreamFailedException refused(AclOperation use, String topic) {
    String message =
        "can't use topic %s on %s: not authorized: the user needs %s on topic '%s'"
            .formatted(topic, brokers(), use, topic);
    return new StreamFailedException(message, new TopicAuthorizationException(Set.of(topic)));
  }

  /** The stream had to stop. */
  StreamFailedException stopped(Throwable failure) {
    return exception("stream stopped: " + line(failure), failure);
  }

  /** What happened to the running stream. */
  String line(Throwable failure) {
    String refused = Rights.missing(settings, "", failure);
    return secrets.hide(refused.isEmpty() ? refusedConnection(failure, "") : refused);
  }

  /** The failure for a log that shows stack traces. */
  Throwable forLog(Throwable failure) {
    return secrets.hide(failure);
  }

  /** A failure told in these words, which may quote anything. */
  StreamFailedException exception(String message, Throwable failure) {
    return new StreamFailedException(secrets.hide(message), secrets.hide(failure));
  }

  private String brokers() {
    return settings.bootstrapServers();
  }

  private String silence() {
    long timeout = settings.startupTimeout().toMillis();
    String silent = "no broker answers at %s within %d ms".formatted(brokers(), timeout);
    return Listening.isAny(brokers())
        ? silent
            + ", though something listens there: check kafka.%s=%s and the brokers'"
                .formatted(PROTOCOL, protocol)
            + " advertised.listeners"
        : silent;
  }

  private String refusedConnection(Throwable failure, String otherwise) {
    if (cause(failure, SslAuthenticationException.class) != null) {
      String reason = reason(failure);
      return "TLS with brokers at %s failed: %s: %s".formatted(brokers(), reason, tlsHint(reason));
    }
    if (cause(failure, AuthenticationException.class) != null) {
      return "authentication failed at brokers %s: %s: check user and password in"
              .formatted(brokers(), reason(failure))
          + " kafka.sasl.jaas.config, and kafka.sasl.mechanism";
    }
    return otherwise.isEmpty() ? reason(failure) : otherwise + ": " + reason(failure);
  }

  private static String tlsHint(String reason) {
    if (reason.contains("alert")) {
      return "the broker refused this client's certificate or protocol, check"
          + " kafka.ssl.keystore.location and kafka.ssl.enabled.protocols";
    }
    return reason.contains("No subject alternative") || reason.contains("No name matching")
        ? "the brokers' certificate is for other host names than bootstrap.servers or the brokers'"
            + " advertised.listeners"
        : "check that kafka.ssl.truststore.location has the brokers' certificate or its authority";
  }

  static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  /** The innermost message; one about a file or a certificate needs what Kafka says around it. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    String around = "";
    while (root.getCause() != null) {
      if (root instanceof KafkaException && !(root instanceof StreamsException)) {
        around = root.getMessage() + ": ";
      }
      root = root.getCause();
    }
    String message = StreamTopics.rootMessage(root);
    if (root instanceof NoSuchFileException) {
      message = "no such file";
    } else if (root instanceof UnrecoverableKeyException) {
      message = "wrong password";
    } else if (!(root instanceof IOException || root instanceof GeneralSecurityException)) {
      return message;
    }
    return around + message;
  }
}
