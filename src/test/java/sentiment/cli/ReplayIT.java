package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.streams.ReplayTopics;

/** {@code sentiment replay} of the slim layout, in processes of its own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReplayIT {

  private static final int LETTERS = 60_000;

  @TempDir Path folder;

  @Test
  void shouldLoseAndRepeatNothingWhenItIsKilled() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      ReplayTopics topics = new ReplayTopics(broker, "reviews").create();
      topics.reject(LETTERS);
      List<String> flags = topics.flags();
      assertThat(count(replay(flags, "--dry-run", "--reason", "empty_text"), "replayed"))
          .isEqualTo(LETTERS);
      assertThat(count(replay(flags, "--since", "PT1H", "--until", "PT1M"), "matched")).isZero();

      Process killed = start(command(flags));
      while (topics.marks() == 0) {
        Thread.sleep(1);
      }
      killed.destroyForcibly().waitFor();
      JsonNode report = replay(flags);

      assertThat(count(report, "already_replayed")).isPositive().isLessThan(LETTERS);
      assertThat(count(report, "replayed")).isEqualTo(LETTERS - count(report, "already_replayed"));
      assertThat(topics.numbers())
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, LETTERS).boxed().toList());
    }
  }

  @Test
  void shouldAnswerEveryMistakeWithOneLineAndItsExitCode() throws Exception {
    refuses(2, "expected one of [EMPTY_TEXT, UNDECODABLE, TOO_LARGE", "--reason", "BORING");
    refuses(2, "--since yesterday: expected an ISO 8601 time", "--since", "yesterday");
    refuses(
        2,
        "--until 2026-01-01: expected a time after --since 2026-01-02",
        "--since",
        "2026-01-02",
        "--until",
        "2026-01-01");
    refuses(2, "Unmatched argument", "everything");
    refuses(2, "rejected.topic=reviews: expected", "--set", "rejected.topic=reviews");
    refuses(
        1,
        "no broker answers at 127.0.0.1:1 within 500 ms",
        "--bootstrap-servers",
        "127.0.0.1:1",
        "--set",
        "startup.timeout.ms=500");
  }

  private void refuses(int code, String said, String... arguments) throws Exception {
    Process process = start(command(List.of(), arguments));
    assertThat(process.waitFor()).as(said).isEqualTo(code);
    assertThat(Files.readString(folder.resolve("err")).lines())
        .filteredOn(line -> !line.startsWith("WARNING: Using incubator"))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("sentiment: ").contains(said));
    assertThat(folder.resolve("out")).isEmptyFile();
  }

  /** Replays without a complaint, and returns what standard output said. */
  private JsonNode replay(List<String> flags, String... arguments) throws Exception {
    Process process = start(command(flags, arguments));
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    assertThat(Files.readString(folder.resolve("err")).lines())
        .filteredOn(line -> !line.startsWith("WARNING: Using incubator"))
        // a busy broker has not ended the last transaction yet; the client says so and tries again
        .filteredOn(line -> !line.contains("CONCURRENT_TRANSACTIONS"))
        .allMatch(line -> line.startsWith("replay ["))
        .last()
        .asString()
        .contains("100 %");
    return new ObjectMapper().readTree(folder.resolve("out").toFile());
  }

  private static List<String> command(List<String> flags, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("target/sentiment-slim/bin/sentiment", "replay"));
    command.addAll(flags);
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static long count(JsonNode report, String name) {
    return report.get(name).longValue();
  }
}
