package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

/** The program as it is laid out, started by its script in processes of its own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProgramIT {

  private static final String FULL = "target/sentiment/bin/sentiment";
  private static final String SLIM = "target/sentiment-slim/bin/sentiment";

  @TempDir Path folder;

  private record Outcome(int code, String out, String err) {
    /** Standard error without the note of the JVM on its incubating module. */
    List<String> complaints() {
      return err.lines().filter(line -> !line.startsWith("WARNING: Using incubator")).toList();
    }
  }

  private Outcome run(String program, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(Arrays.asList(arguments));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void shouldScoreStandardInputFromTheSlimLayout() throws Exception {
    Outcome outcome = run(SLIM, "A wonderful film!\n\nDull and badly acted.\n", "score");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"review_id\":\"1\",\"label\":\"POSITIVE\""),
            line -> assertThat(line).contains("\"rejected\":\"EMPTY_TEXT\""),
            line -> assertThat(line).contains("\"review_id\":\"3\",\"label\":\"NEGATIVE\""));
    assertThat(Path.of("target/sentiment-slim/lib").toFile().list())
        .noneMatch(jar -> jar.contains("nd4j") || jar.contains("deeplearning4j"))
        .noneMatch(jar -> jar.contains("kafka_2.13") || jar.contains("rocksdb"));
  }

  @Test
  void shouldExplainInEachFormatFromTheSlimLayout() throws Exception {
    String review = "A wonderful film, moving from beginning to end.";
    Outcome text = run(SLIM, review + "\n...\n", "explain");
    assertThat(text.code()).as("a line without words").isOne();
    assertThat(text.err()).contains("sentiment: review 2: no words in a text of 3 characters");
    assertThat(text.out())
        .contains("POSITIVE", "wonderful]", "from no word and")
        .endsWith("not scored: no words in a text of 3 characters\n\n");
    Outcome json =
        run(SLIM, "", "explain", "--method", "integrated_gradients", "--format", "json", review);
    assertThat(json.code()).isZero();
    assertThat(json.out()).contains("\"method\":\"integrated_gradients\",\"completeness_gap\":");
    assertThat(run(SLIM, "", "explain", "--format", "markdown", review).out())
        .startsWith("### ")
        .contains("| phrase | share of the logit | attention |");
    assertThat(run(SLIM, review + "\n...\n", "explain", "--format", "html").out())
        .startsWith("<!doctype html>")
        .contains("wonderful</span>", "<h2>Not scored</h2>");
    assertThat(run(SLIM, "...\n", "explain", "--format", "json").out())
        .contains("\"rejected\":\"EMPTY_TEXT\"");
  }

  @Test
  void shouldReproduceTheGoldenReviewsOfTheShippedBundle() throws Exception {
    Outcome outcome = run(SLIM, "", "model", "verify");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("golden reviews reproduced");
  }

  @Test
  void shouldAnswerEveryMistakeWithOneLineAndItsExitCode() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.zip"), "no zip");
    refuses(1, "no such file", "score", "--model", "none.zip", "x");
    refuses(1, "truncated or not a zip", "score", "--model", broken.toString(), "x");
    refuses(2, "--words -1: expected 0 or more, or all", "score", "--words", "-1", "x");
    refuses(2, "Unknown option: '--wrods'", "score", "--wrods", "1");
    refuses(2, "batch.max.reviews", "stream", "--set", "batch.max.reviews=many");
    refuses(2, "processing.guarantee", "stream", "--set", "processing.guarantee=at_least_once");
    Path data = Files.writeString(folder.resolve("my.csv"), "text,label\ngood,1\n");
    refuses(SLIM, 1, "not in the slim layout", "train", "--data", data.toString(), "--out", "m");
    refuses(SLIM, 1, "not in the slim layout", "demo", "--exit");
    refuses(
        2,
        "--ratings: rating scale",
        "train",
        "--ratings",
        "5-1",
        "--data",
        data.toString(),
        "--out",
        "m");
    refuses(1, "no such file or folder", "train", "--data", "none.csv", "--out", "m.zip");
    refuses(
        2,
        "--rationales: expected --test",
        "train",
        "--rationales",
        ".",
        "--data",
        data.toString(),
        "--out",
        "m.zip");
    refuses(
        2,
        "expected tutorial, best or a file",
        "train",
        "--profile",
        "x",
        "--data",
        "none.csv",
        "--out",
        "m.zip");
  }

  @Test
  void shouldTrainAndJudgeAModelOfOnesOwn() throws Exception {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      rows.append("the film of %d was %s,%d%n".formatted(i, i % 2 > 0 ? "good" : "bad", i % 2));
    }
    String data = Files.writeString(folder.resolve("my.csv"), rows).toString();
    String shape = "embedding_size=8\nhidden_sizes=4,4\nattention_units=4\nepochs=2\n";
    Path profile = Files.writeString(folder.resolve("mine.properties"), shape);
    String model = folder.resolve("my.zip").toString();
    Path report = folder.resolve("report");
    List<String> train =
        List.of("train", "--data", data, "--out", model, "--report", report.toString());
    Outcome trained = run(FULL, "", with(train, "--profile", profile.toString()));
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("epoch 2: loss", "wrote " + model);
    assertThat(report.resolve("training.html")).content().contains("Over: ", "id=\"loss-0\"");

    Path reasons = Files.createDirectories(folder.resolve("movies"));
    Files.createDirectories(reasons.resolve("docs"));
    Files.writeString(reasons.resolve("docs/a.txt"), "the film was good\n");
    Files.writeString(
        reasons.resolve("test.jsonl"),
        "{\"annotation_id\":\"a.txt\",\"classification\":\"POS\",\"evidences\":[[{\"start_token\":3,\"end_token\":4}]]}");
    List<String> judge = List.of("evaluate", "--model", model, "--explanations", "--limit", "5");
    Outcome compared = run(FULL, "", with(judge, "--data", reasons.toString()));
    assertThat(compared.out()).as(compared.err()).contains("AUPRC", "sentences");
    assertThat(run(FULL, "", with(judge, "--data", data)).out())
        .contains("leave one out", "random", "completeness gap");

    Files.writeString(profile, shape + "learning_rate=1e30\nclip_norm=0\nwarmup_share=0\n");
    Outcome diverged = run(FULL, "", with(train, "--profile", profile.toString()));
    assertThat(diverged.code()).isOne();
    assertThat(diverged.err())
        .containsPattern("sentiment: the .*loss became .*: training diverged");
    assertThat(report.resolve("training.html"))
        .content()
        .containsPattern("Stopped: the .*loss became .*: training diverged");
  }

  @Test
  void shouldRefuseWhatTheBaselineHasNoUseFor() throws Exception {
    List<String> train =
        List.of("train", "--profile", "nbsvm", "--data", "none.csv", "--out", "m.zip");
    for (String option : List.of("--report", "--start-from", "--teacher", "--pretrained")) {
      refuses(2, "expected no --resume", with(train, option, "x"));
    }
  }

  private static String[] with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void shouldNameAnUnreachableBrokerAndAMissingTopic() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    String nowhere = "127.0.0.1:" + unused;
    refuses(
        1,
        nowhere,
        "stream",
        "--bootstrap-servers",
        nowhere,
        "--set",
        "startup.timeout.ms=3000",
        "--set",
        "web.port=off");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      refuses(
          1,
          "reviews",
          "stream",
          "--bootstrap-servers",
          broker.bootstrapServers(),
          "--set",
          "web.port=off");
    }
  }

  @Test
  void shouldNameAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "web.port=" + taken.getLocalPort();
      refuses(1, port + ": can't listen on 127.0.0.1", "stream", "--set", port);
    }
  }

  private void refuses(int code, String said, String... arguments) throws Exception {
    refuses(FULL, code, said, arguments);
  }

  private void refuses(String program, int code, String said, String... arguments)
      throws Exception {
    Outcome outcome = run(program, "", arguments);
    assertThat(outcome.complaints()).as("%s", List.of(arguments)).hasSize(1);
    assertThat(outcome.complaints().get(0)).startsWith("sentiment: ").contains(said);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
  }
}
