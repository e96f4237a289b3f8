package sentiment.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.demo.SampleReviews;

/** {@code sentiment produce} of the slim layout, in processes of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProduceIT {

  private static final String SIGTERM_SENT = "{\"topic\":\"endless\",\"sent\":";

  @TempDir Path folder;

  @Test
  void shouldSendSamplesOnceLinesAsTheyComeAndOnUntilStopped() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      String servers = broker.bootstrapServers();
      for (String topic : List.of("samples", "lines", "endless")) {
        broker.createTopic(topic, 1);
      }
      int all = SampleReviews.load().size() + 5;

      Process samples = start("", servers, "samples", "--broken");
      assertThat(samples.waitFor()).as(said("err")).isZero();
      assertThat(said("out")).isEqualTo("{\"topic\":\"samples\",\"sent\":%d}\n".formatted(all));
      assertThat(said("err")).contains("produce [########################] 100 %");
      assertThat(records(servers, "samples")).hasSize(all);

      String lines = "{\"id\":\"a\",\"text\":\"fine\"}\n{\"text\":\"dull\"}\n";
      Process json =
          start(lines, servers, "lines", "--stdin", "json", "--set", "input.format=text");
      assertThat(json.waitFor()).as(said("err")).isZero();
      assertThat(records(servers, "lines")).containsExactly("a=fine", "2=dull");

      Process endless = start("", servers, "endless", "--repeat", "--rate", "50");
      awaitRecords(servers, "endless", endless);
      endless.destroy();
      assertThat(endless.waitFor()).isEqualTo(143);
      String out = said("out");
      assertThat(out).startsWith(SIGTERM_SENT);
      int sent = Integer.parseInt(out.substring(SIGTERM_SENT.length(), out.length() - 2));
      assertThat(records(servers, "endless")).hasSize(sent);
    }
  }

  @Test
  void shouldSayWhatArrivedWhenToldToEnd() throws Exception {
    Path server = folder.resolve("broker");
    Process endless;
    try (EmbeddedBroker broker = EmbeddedBroker.start(server)) {
      String servers = broker.bootstrapServers();
      broker.createTopic("typed", 1);
      broker.createTopic("cut", 1);

      Process typing = command(servers, "typed", "--stdin", "text").start();
      OutputStream keys = typing.getOutputStream();
      keys.write("fine\n".getBytes(UTF_8));
      keys.flush();
      awaitRecords(servers, "typed", typing);
      typing.destroy();
      assertThat(typing.waitFor()).isEqualTo(143);
      assertThat(said("out")).as(said("err")).isEqualTo("{\"topic\":\"typed\",\"sent\":1}\n");

      endless = start("", servers, "cut", "--repeat", "--rate", "50");
      awaitRecords(servers, "cut", endless);
    }
    endless.destroy();
    assertThat(endless.waitFor()).isEqualTo(143);
    assertThat(said("out")).isEmpty();
    assertThat(said("err")).containsOnlyOnce("sentiment: can't send reviews to topic cut");
  }

  @Test
  void shouldAnswerMistakesWithOneLineAndItsExitCode() throws Exception {
    refuses(2, "--rate 0: expected 1 to 1000000", "--rate", "0");
    refuses(2, "--stdin: expected none of", "--stdin", "text", "--repeat");
    Path data = Files.writeString(folder.resolve("my.csv"), "text,label\ngood,1\n");
    refuses(1, "'produce' is not in the slim layout", "--data", data.toString());
    refuses(1, "no broker answers at 127.0.0.1:1 within 500 ms", "--rate", "1");
  }

  private void refuses(int code, String said, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--set", "startup.timeout.ms=500"));
    all.addAll(Arrays.asList(arguments));
    Process process = start("", "127.0.0.1:1", "reviews", all.toArray(new String[0]));
    assertThat(process.waitFor()).as(said).isEqualTo(code);
    assertThat(said("err").lines())
        .filteredOn(line -> !line.startsWith("WARNING: Using incubator"))
        .filteredOn(line -> !line.startsWith("reading"))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("sentiment: ").contains(said));
    assertThat(folder.resolve("out")).isEmptyFile();
  }

  private void awaitRecords(String servers, String topic, Process process) throws IOException {
    while (records(servers, topic).isEmpty()) {
      assertThat(process.isAlive()).as(said("err")).isTrue();
    }
  }

  private Process start(String input, String servers, String topic, String... arguments)
      throws IOException {
    return command(servers, topic, arguments)
        .redirectInput(Files.writeString(folder.resolve("in"), input).toFile())
        .start();
  }

  private ProcessBuilder command(String servers, String topic, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "target/sentiment-slim/bin/sentiment",
                "produce",
                "--bootstrap-servers",
                servers,
                "--set",
                "input.topic=" + topic));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile());
  }

  private String said(String where) throws IOException {
    return Files.readString(folder.resolve(where));
  }

  /** What the topic holds, as key=value. */
  private static List<String> records(String servers, String topic) {
    List<String> records = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          records.add(record.key() + "=" + record.value());
        }
      }
    }
    return records;
  }
}
