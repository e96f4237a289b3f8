package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.settings;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.NoSuchFileException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class KafkaFailuresTest {

  private static final KafkaFailures FAILURES =
      failures("bootstrap.servers", "kafka:1", "kafka.ssl.key.password", "hush-hush");

  private static KafkaFailures failures(String... keysAndValues) {
    StreamSettings settings = settings(keysAndValues);
    return KafkaFailures.of(settings, StreamsProperties.of(settings, new Backlog(() -> 0)));
  }

  private static String line(Throwable failure) {
    return FAILURES.line(new StreamsException("in task 0_1", failure));
  }

  @Test
  void shouldSayWhatToCheckWhenAuthenticationFails() {
    assertThat(line(new SaslAuthenticationException("invalid credentials")))
        .isEqualTo(
            "authentication failed at brokers kafka:1: invalid credentials: check user and password"
                + " in kafka.sasl.jaas.config, and kafka.sasl.mechanism");
  }

  @Test
  void shouldTellAnUnknownCertificateFromOneForAnotherHostAndOneOfOurs() {
    assertThat(line(handshake("unable to find valid certification path")))
        .startsWith(
            "TLS with brokers at kafka:1 failed: SSL handshake failed: unable to find valid"
                + " certification path: check that kafka.ssl.truststore.location has");
    assertThat(line(handshake("No subject alternative DNS name matching kafka found.")))
        .contains("is for other host names than bootstrap.servers");
    assertThat(line(handshake("No name matching kafka found")))
        .contains("is for other host names than bootstrap.servers");
    assertThat(line(handshake("Received fatal alert: bad_certificate")))
        .contains("check kafka.ssl.keystore.location");
  }

  private static Throwable handshake(String reason) {
    SSLHandshakeException failed = new SSLHandshakeException("(certificate_unknown)");
    failed.initCause(new CertificateException(reason));
    return new SslAuthenticationException("SSL handshake failed", failed);
  }

  @Test
  void shouldNameTheRightThatIsMissing() {
    assertThat(line(new TransactionalIdAuthorizationException("no")))
        .isEqualTo(
            "not authorized: the user needs WRITE and DESCRIBE on transactional ids that begin with"
                + " 'sentiment-'");
    assertThat(line(GroupAuthorizationException.forGroupId("sentiment")))
        .isEqualTo("not authorized: the user needs READ on group 'sentiment'");
    assertThat(line(new TopicAuthorizationException(Set.of("reviews"))))
        .isEqualTo("not authorized: the user needs READ on topic 'reviews'");
    assertThat(line(new TopicAuthorizationException(Set.of("review-scores"))))
        .startsWith("not authorized: the user needs WRITE on topic 'review-scores', and CREATE");
    assertThat(line(new TopicAuthorizationException("no")))
        .isEqualTo("not authorized: the user needs ALL on topics that begin with 'sentiment-'");
    assertThat(line(new ClusterAuthorizationException("Cluster authorization failed.")))
        .isEqualTo("not authorized: Cluster authorization failed.");
  }

  @Test
  void shouldNameTheUseOfATopicThatIsRefused() {
    assertThat(FAILURES.refused(AclOperation.WRITE, "reviews"))
        .hasMessage(
            "can't use topic reviews on kafka:1: not authorized: the user needs WRITE on topic"
                + " 'reviews'");
  }

  @Test
  void shouldNameTheFileAndWhatIsWrongWithIt() {
    assertThat(unusable(new NoSuchFileException("/trust.p12")))
        .isEqualTo("can't connect to brokers at kafka:1: can't load /trust.p12: no such file");
    assertThat(unusable(new UnrecoverableKeyException("failed to decrypt")))
        .isEqualTo("can't connect to brokers at kafka:1: can't load /trust.p12: wrong password");
  }

  private static String unusable(Exception cause) {
    KafkaException inner = new KafkaException("can't load /trust.p12", cause);
    return FAILURES.unusable(new KafkaException("no client", inner)).getMessage();
  }

  @Test
  void shouldKeepSecretsOutOfLinesAndCauses() {
    StreamFailedException failure =
        FAILURES.unusable(new KafkaException(new IllegalArgumentException("flag 'hush-hush'")));

    assertThat(failure)
        .hasMessage("can't connect to brokers at kafka:1: flag '[hidden]'")
        .hasStackTraceContaining("IllegalArgumentException");
    assertThat(failure.getCause().getCause()).hasMessageEndingWith("flag '[hidden]'");
    assertThat(line(new IllegalStateException("hush-hush"))).isEqualTo("[hidden]");
    assertThat(FAILURES.forLog(new IllegalStateException("hush-hush")))
        .hasMessageEndingWith("[hidden]");
  }

  @Test
  void shouldTellAServerThatDoesNotAnswerFromOneThatIsNotThere() throws Exception {
    String silent;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      silent = "127.0.0.1:" + server.getLocalPort();
      assertThat(timeout(silent))
          .startsWith("no broker answers at " + silent + " within 10000 ms, though something")
          .contains("check kafka.security.protocol=SSL and");
    }
    assertThat(timeout(silent)).isEqualTo("no broker answers at " + silent + " within 10000 ms");
  }

  private static String timeout(String server) {
    return failures("bootstrap.servers", server, "kafka.security.protocol", "SSL")
        .failed("find topic reviews", "reviews", new TimeoutException())
        .getMessage();
  }
}
