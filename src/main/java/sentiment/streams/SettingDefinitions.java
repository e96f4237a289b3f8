package sentiment.streams;

import java.util.List;
import java.util.Map;

/** The settings that exist; {@link StreamSettings} checks and reads them. */
final class SettingDefinitions {

  /** In the order in which people want to read about them. */
  static final List<Setting> ALL =
      List.of(
          new Setting(
              "application.id",
              "sentiment",
              "Name of the consumer group and prefix of the internal topics; instances that share"
                  + " it share the work."),
          new Setting(
              "bootstrap.servers", "localhost:9092", "Kafka brokers, as host:port,host:port."),
          new Setting("input.topic", "reviews", "Topic of the reviews; it must exist."),
          new Setting("output.topic", "review-scores", "Topic of the scores."),
          new Setting(
              "rejected.topic", "reviews-rejected", "Topic of the reviews that have no score."),
          new Setting(
              "topics.create",
              "true",
              "Whether to create a missing output or rejected topic, with as many partitions as"
                  + " the input has."),
          new Setting("input.format", "auto", "How reviews are written: auto, avro, json or text."),
          new Setting("output.format", "avro", "How scores are written: avro or json."),
          new Setting(
              "batch.max.reviews", "64", "Reviews that are scored together at most, 1 to 4096."),
          new Setting(
              "batch.max.tokens",
              "8192",
              "Words read by the model after which a batch is scored, 1 to 10000000; refused at"
                  + " start if a batch of every partition could take half of Kafka's"
                  + " transaction.timeout.ms or max.poll.interval.ms."),
          new Setting(
              "batch.max.delay.ms",
              "100",
              "Milliseconds that a review waits in a batch at most, 1 to 10000; it waits only while"
                  + " more reviews are at hand."),
          new Setting(
              "top.words",
              "10",
              "How many of the most attended words a score lists, 0 to 100000, or all."),
          new Setting(
              "uncertain.from",
              "0.5",
              "Lower end of the band of probabilities labelled UNCERTAIN, 0 to 1."),
          new Setting(
              "uncertain.to",
              "0.5",
              "Upper end of that band, exclusive, 0 to 1; the band is empty when both are equal."),
          new Setting(
              "max.text.length",
              "1000000",
              "Longest text that is scored, in UTF-16 units; a longer one is rejected."),
          new Setting(
              "max.record.bytes",
              "8388608",
              "Largest record written, 16384 to 16777216 bytes: a larger score is rejected, a"
                  + " larger rejected record loses its value and keeps its coordinates. Topics with"
                  + " a smaller max.message.bytes lower it."),
          new Setting(
              "model.path",
              "",
              "The model bundle; empty: the one shipped. When the file changes, the new bundle is"
                  + " checked and takes over between two batches."),
          new Setting(
              "model.shadow",
              "",
              "A second bundle that scores the same reviews and is compared with the first in the"
                  + " metrics; its scores are not written."),
          new Setting(
              "model.check.interval.ms",
              "1000",
              "Milliseconds between two looks at the bundles' files, 10 to 3600000."),
          new Setting(
              "drift.window.minutes",
              "60",
              "Minutes of reviews that are compared with the model's reference for drift, 1 to"
                  + " 10080; further back while they are too few."),
          new Setting(
              "drift.min.reviews",
              "1000",
              "Reviews below which there is no figure for drift, 500 to 1000000."),
          new Setting("threads", "1", "Threads that score, 1 to 256."),
          new Setting(
              "processing.guarantee",
              "exactly_once_v2",
              "Only exactly_once_v2: without transactions, reviews in a batch are lost when a"
                  + " broker dies."),
          new Setting(
              "commit.interval.ms",
              "100",
              "Milliseconds between commits under load, 1 to 5000; an idle thread commits at once."),
          new Setting(
              "startup.timeout.ms",
              "10000",
              "Milliseconds to wait for the brokers at start, 100 to 600000."),
          new Setting(
              "schema.registry.url",
              "",
              "Schema registry with Confluent's API, as http(s)://host:port with its path, several"
                  + " of one registry separated by commas; empty: the program's own."),
          new Setting("schema.registry.user", "", "User for the registry."),
          new Setting("schema.registry.password", "", "That user's password."),
          new Setting(
              "schema.registry.token", "", "Bearer token for the registry, instead of a user."),
          new Setting(
              "schema.registry.truststore.location",
              "",
              "File of the certificates to trust the registry by; empty: the JDK's."),
          new Setting("schema.registry.truststore.password", "", "Password of that file."),
          new Setting("schema.registry.truststore.type", "PKCS12", "Its form: PKCS12, JKS or PEM."),
          new Setting(
              "schema.registry.keystore.location",
              "",
              "File of the key that this program shows to the registry; empty: none."),
          new Setting(
              "schema.registry.keystore.password", "", "Password of that file and of its key."),
          new Setting("schema.registry.keystore.type", "PKCS12", "Its form: PKCS12 or JKS."),
          new Setting(
              "web.port",
              "8080",
              "Port of the web server, 0 to 65535, 0 for any free one; or off."),
          new Setting(
              "web.bind",
              "127.0.0.1",
              "Address that the web server listens on; 0.0.0.0 lets other hosts in."),
          new Setting(
              "web.hosts",
              "",
              "Names and addresses by which requests may call the web server, separated by commas,"
                  + " without ports, or * for any; empty: the loopback names if web.bind is a"
                  + " loopback address, any otherwise."),
          new Setting(
              "web.token",
              "",
              "Secret of at least 8 characters; when set, /live, /score, /score/batch and /explain need"
                  + " Authorization: Bearer TOKEN."),
          new Setting(
              "web.page",
              "auto",
              "Whether to serve the live page and /live: on, off, or auto, which is on if web.bind"
                  + " is a loopback address or web.token is set."),
          new Setting(
              "web.score", "on", "Whether to serve /score, /score/batch and /explain: on or off."));

  /** Kafka's properties that settings of ours govern, with what to do instead. */
  static final Map<String, String> GOVERNED =
      Map.ofEntries(
          Map.entry("application.id", "application.id instead"),
          Map.entry("bootstrap.servers", "bootstrap.servers instead"),
          Map.entry("processing.guarantee", "processing.guarantee instead"),
          Map.entry("commit.interval.ms", "commit.interval.ms instead"),
          Map.entry("num.stream.threads", "threads instead"),
          Map.entry("poll.ms", "batch.max.delay.ms instead"),
          Map.entry("max.request.size", "max.record.bytes instead"),
          Map.entry("producer.max.request.size", "max.record.bytes instead"),
          Map.entry(
              "deserialization.exception.handler", "none: unusable reviews go to rejected.topic"),
          Map.entry("processing.exception.handler", "none: unusable reviews go to rejected.topic"),
          Map.entry("production.exception.handler", "none: to go on after an error loses reviews"),
          Map.entry("errors.dead.letter.queue.topic.name", "rejected.topic instead"));

  private SettingDefinitions() {}
}
